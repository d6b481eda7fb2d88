// The SQL that would have passed in a refused command's place.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <vector>

#include "rules/findings.hpp"

namespace mana_guard {

// For a relation that the command makes, its CREATE with what is to be different; for one that stood before, the
// statements that mend it. Plain ASCII, since a database may have any encoding. In the order of the findings, without
// repetition; empty where nothing can be offered.
std::vector<std::string> cures(std::span<const Finding> findings);

// In place of another type or name of a column, a second one: both can be used until the last client has moved.
std::string cure_by_second_column(const Table& table, const Column& column, std::string_view definition);

// Whether what cures them comes after the statements that they are about, which have run and stand.
bool may_follow(std::span<const Finding> findings);

}  // namespace mana_guard
