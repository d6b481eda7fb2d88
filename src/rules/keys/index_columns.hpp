// What the rules about keys and indexes share: which index serves a look-up by some columns, which indexes are alike,
// and the fix that makes an index.
#pragma once

#include "core.hpp"

#include "model/table.hpp"
#include "rules/findings.hpp"
#include "rules/index_naming.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// Whether the index finds the rows where all these columns, none of which is null, equal given values: it begins with
// them in any order, or it is unique over some of them. Not whether it is valid.
bool finds_by(const Index& index, ColumnNumbers columns, const Names& methods);

// Whether two indexes of a table do the same, whatever they are called.
bool are_same(const Index& a, const Index& b);

// Whether all that the index does, a longer one or a unique one does too.
bool covers(const Index& longer, const Index& shorter);

// Gives the finding the SQL that makes an index over these columns, or mends the one that is broken.
void fix_by_index(Findings::Builder& finding, const Table& table, ColumnNumbers columns);

// Gives the finding at an index the SQL that drops it in favour of the one that is kept, which takes over what the
// table is known by.
void fix_by_dropping(Findings::Builder& finding, const Table& table, const Index& index, const Index& kept);

}  // namespace mana_guard::rules
