// Names for what a fix or a cure makes or renames.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mana_guard::rules {

bool is_among(std::span<const std::string_view> names, std::string_view name);

// The name or, where it is taken, the name with the first number from 2 on that is free; cut where that doesn't fit.
std::string free_name(std::span<const std::string_view> taken, std::string_view name);

// What the column that takes another's place is called: seen_new_at for seen_at, since the ending says what it holds.
std::string second_name(std::string_view column);

}  // namespace mana_guard::rules
