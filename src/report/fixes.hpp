// The SQL that mends a relation as it stands.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <vector>

#include "rules/findings.hpp"

namespace mana_guard {

// The finding's fix as an audit lists it: what it asks for where the table is in use stands above it as a comment; a
// comment all of it where it names the schema that nobody knows. Empty where there is none.
std::string fix_of(const Finding& finding);

// The fixes of one relation's findings in an order that runs, each once. What can't run together, such as two renames
// of one thing, is left for the next time that it is asked for.
std::vector<std::string> fixes(std::span<const Finding> findings);

}  // namespace mana_guard
