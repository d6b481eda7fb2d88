// Whom an object is exposed to, for the rules that are told which roles count.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <span>
#include <string_view>

#include "model/security.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// Whether one of these roles holds the grant, by itself or as a member. What everybody holds they hold too.
inline bool is_held_by(const Grant& grant, const Names& roles) {
    const auto is_one = [&roles](std::string_view role) { return roles.matches(role); };
    return grant.role == "public" || is_one(grant.role) || std::ranges::any_of(grant.members, is_one);
}

// Whether something is granted to one of these roles; without any, whatever is granted.
inline bool is_exposed(std::span<const Grant> grants, const Names& roles) {
    return roles.globs().empty() ||
           std::ranges::any_of(grants, [&roles](const Grant& grant) { return is_held_by(grant, roles); });
}

}  // namespace mana_guard::rules
