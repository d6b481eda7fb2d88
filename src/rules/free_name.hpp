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

}  // namespace mana_guard::rules
