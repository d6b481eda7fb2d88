// Who may do what with a relation: owner, grants, row security. Triggers besides.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace mana_guard {

struct Owner {
    std::string_view name;
    bool is_superuser = false;
    bool can_login = false;
};
static_assert(std::is_trivially_destructible_v<Owner>);

// What a role other than the owner may do with an object.
struct Grant {
    std::string_view role{};                      // "public" for everybody
    std::span<const std::string_view> members{};  // of the role, also through others
};
static_assert(std::is_trivially_destructible_v<Grant>);

// A row security policy. "unwrapped": called for each row, not once in a sub-select.
struct RowPolicy {
    std::uint32_t oid = 0;
    std::string_view name;
    std::string_view quoted_name;
    std::string_view command;                 // "all", "select", "insert", "update", "delete"
    std::span<const std::string_view> roles;  // "public" for everybody
    std::string_view unwrapped_function;      // volatile, or of the session, as "schema.name"
    bool is_permissive = true;
    bool using_is_true = false;  // constantly
    bool check_is_true = false;  // where WITH CHECK is left out, USING counts
};
static_assert(std::is_trivially_destructible_v<RowPolicy>);

struct Trigger {
    std::string_view name;
    std::string_view quoted_name;
    std::string_view function;  // "schema.name"
    bool is_before = false;
    bool is_row = false;
    bool on_update = false;
    bool on_delete = false;
    bool on_truncate = false;
    bool is_partial = false;  // for some columns or under a condition
    bool is_enabled = true;   // in a session that replicates nothing
};
static_assert(std::is_trivially_destructible_v<Trigger>);

}  // namespace mana_guard
