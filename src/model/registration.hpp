// What the registry of services knows of a schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace mana_guard {

struct Registration {
    std::string_view service;
    std::string_view owner_role;  // empty: any role may
    std::int64_t migration_lock_id = 0;
    std::size_t owner_number = 0;  // the role's index in Actor::roles
    bool is_of_profile = false;
};
static_assert(std::is_trivially_destructible_v<Registration>);

}  // namespace mana_guard
