// Profiles: read-only layers below the house's own rows, compiled in.
#pragma once

#include "core.hpp"

#include <span>
#include <string_view>

#include "model/policy_row.hpp"

namespace mana_guard {

constexpr std::string_view default_profile = "guidelines";

// The rows of the profile `guidelines`.
std::span<const PolicyRow> guidelines();

}  // namespace mana_guard
