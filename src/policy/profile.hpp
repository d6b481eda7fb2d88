// Profiles: read-only layers below your team's own rows, compiled in.
#pragma once

#include "core.hpp"

#include <span>
#include <string_view>

#include "model/policy_row.hpp"

namespace mana_guard {

struct Profile {
    std::string_view name;
    std::string_view summary;
    // In addition to those that all profiles have.
    std::span<const PolicyRow> rows{};
    std::span<const ExemptionRow> exemptions{};
    std::span<const RegistryRow> registry{};
    int severity_steps = 0;  // how many steps stricter every rule's own severity is
};

constexpr std::string_view default_profile = "guidelines";

std::span<const Profile> profiles();

// The guidelines' own, which every profile has.
std::span<const PolicyRow> rows_of_all_profiles();
std::span<const ExemptionRow> exemptions_of_all_profiles();

// The profile of that name; null means the default. Throws PolicyError, with the nearest name, for an unknown one.
const Profile& profile_named(std::string_view name);

}  // namespace mana_guard
