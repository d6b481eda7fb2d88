// What would pass instead of an ALTER TYPE that adds an attribute to typed tables.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <string_view>

#include "rules/findings.hpp"

namespace mana_guard {

// A column that ALTER TYPE has added to a typed table, without a default and NOT NULL, which it can't give.
bool is_added_by_type(const Finding& finding);

// The statement that adds a column as it should be.
using CureOfAdded = std::string (*)(std::span<const Finding> findings, const Table& table, const Column& column);

// Where one should have these, the tables of the type get all that it adds by themselves, and then the type does.
std::string cure_of_typed(std::span<const Finding> findings, std::string_view type, CureOfAdded cure_of_added);

}  // namespace mana_guard
