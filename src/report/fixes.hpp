// The SQL that fixes an existing relation.
#pragma once

#include "core.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "rules/findings.hpp"

namespace mana_guard {

// The finding's fix as an audit lists it. A caution for tables in use precedes it as a comment; if it needs an unknown
// schema, the whole fix is a comment. Empty if there is none.
std::string fix_of(const Finding& finding);

// Whether its fix changes the type of a column, be it that of the name which it gives.
bool changes_type(const Finding& finding);

// Whether its fix makes an identity in place of a serial's sequence.
bool replaces_sequence(const Finding& finding);

// What is found of the relation under other names.
using AskAgain = std::function<std::vector<Finding>(const Table&)>;

struct FixList {
    std::vector<std::string> statements;
    std::vector<std::string> index_names;  // that they give, not quoted
};

// The fixes of one relation's findings in an order that can be run, each once. Indexes are made and named once the
// relation and its columns have their new names. Of fixes that can't run together, such as two renames of one object,
// the later ones are left for the next call.
FixList fixes(std::span<const Finding> findings, const AskAgain& ask_again);

}  // namespace mana_guard
