// The SQL that would have passed instead of a refused command.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <vector>

#include "rules/findings.hpp"

namespace mana_guard {

// For a relation that the command creates, its CREATE with the required changes; for an existing one, the statements
// that fix it. Plain ASCII, since a database may have any encoding. In the order of the findings, without repetition;
// empty if nothing can be offered.
std::vector<std::string> cures(std::span<const Finding> findings);

// Whether the finding says only what is wrong, so that what the others offer would not pass either.
bool offers_nothing(const Finding& finding);

// What stands after CREATE for a relation of that kind: "FOREIGN TABLE".
std::string_view words_of(ObjectKind kind);

// Whether its cure, or all of theirs, can follow the statements that they are about, which have run already.
bool may_follow(const Finding& finding);
bool may_follow(std::span<const Finding> findings);

}  // namespace mana_guard
