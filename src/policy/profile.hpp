// Profiles: read-only layers below your team's own rows, compiled in.
#pragma once

#include "core.hpp"

#include <span>
#include <string_view>
#include <vector>

#include "model/dialect.hpp"
#include "model/policy_row.hpp"
#include "model/severity.hpp"

namespace mana_guard {

struct Rule;

struct Profile {
    std::string_view name;
    std::string_view summary;
    std::span<const PolicyRow> rows{};
    // In addition to those that all profiles have.
    std::span<const ExemptionRow> exemptions{};
    std::span<const RegistryRow> registry{};
    int severity_steps = 0;     // how many steps stricter every rule's own severity is
    bool is_selective = false;  // rules that no row turns on are off
    Dialect dialect = Dialect::None;

    // How strict the rule is where no row of the profile says so.
    [[nodiscard]] Severity severity_of(const Rule& rule) const;
    // Whether that may differ from the rule's own.
    [[nodiscard]] bool sets_severities() const { return is_selective || severity_steps != 0; }
};

constexpr std::string_view default_profile = "guidelines";

std::span<const Profile> profiles();

// The guidelines' own, which every profile has.
std::span<const ExemptionRow> exemptions_of_all_profiles();

// The profile of that name; null means the default. Throws PolicyError, with the nearest name, for an unknown one.
const Profile& profile_named(std::string_view name);

// Those named, separated by commas, in their order; null means the default alone. Throws PolicyError for an unknown one
// and for one that is named twice.
std::vector<const Profile*> profiles_named(std::string_view names);

}  // namespace mana_guard
