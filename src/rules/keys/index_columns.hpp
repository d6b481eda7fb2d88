// What the rules about keys and indexes share: which index serves a look-up by some columns, which indexes are the
// same, and the fix that creates an index.
#pragma once

#include "core.hpp"

#include "model/table.hpp"
#include "rules/findings.hpp"
#include "rules/index_naming.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// Whether the index finds the rows in which all these columns equal given values, none of them null: it begins with the
// columns in any order, or it is unique over some of them. Does not check whether the index is valid.
bool finds_by(const Index& index, ColumnNumbers columns, const Names& methods);

// Whether two indexes of a table do the same, whatever their names.
bool are_same(const Index& a, const Index& b);

// Whether a longer or a unique index does all that the shorter one does.
bool covers(const Index& longer, const Index& shorter);

// Gives the finding the SQL that creates an index over these columns, or repairs the invalid one. The new one is named
// by the patterns, if there are any, else as index_name asks for by default.
void fix_by_index(Findings::Builder& finding, const Table& table, ColumnNumbers columns, const Names& patterns);

// The parameter that has them.
constexpr Parameter index_name_patterns =
    names_as_in("index_name", "patterns", "Patterns for the names of new indexes; as in index_name unless set.");

// Gives the finding at an index the SQL that drops it in favour of the one that is kept, which becomes the replica
// identity and the index to cluster on in its place.
void fix_by_dropping(Findings::Builder& finding, const Table& table, const Index& index, const Index& kept);

}  // namespace mana_guard::rules
