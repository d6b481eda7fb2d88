// The rows of the policy's tables as they are stored. A null string is an attribute that the row leaves open.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace mana_guard {

// Of mana_guard.policy.
struct PolicyRow {
    std::int64_t id = 0;
    std::string_view rule{};
    std::string_view schema_pattern = "*";
    std::string_view object_pattern = "*";
    std::string_view role_name{};
    std::string_view severity{};
    std::string_view timing{};
    std::string_view existing{};
    std::string_view exemptions_follow{};  // "t" or "f"
    std::string_view params = "{}";        // a JSON object
    std::string_view advice{};
    std::string_view docs_url{};
    std::string_view dialect{};
    std::string_view reason{};
};
static_assert(std::is_trivially_destructible_v<PolicyRow>);

constexpr std::int64_t no_end = INT64_MAX;

// Of mana_guard.exemptions.
struct ExemptionRow {
    std::int64_t id = 0;
    std::string_view rule{};
    std::string_view schema_pattern = "*";
    std::string_view object_pattern = "*";
    std::string_view column_pattern{};  // null: the object and all its columns
    std::string_view value{};           // null: any offending value
    std::string_view reason{};
    std::string_view ticket{};
    std::int64_t until = no_end;  // microseconds since 2000-01-01
    std::string_view until_text{};
    bool is_baseline = false;                     // written by mana_guard.baseline()
    std::span<const std::string_view> columns{};  // all columns of the relation; empty: any. Only for profiles
};
static_assert(std::is_trivially_destructible_v<ExemptionRow>);

// Of mana_guard.service_schemas.
struct RegistryRow {
    std::string_view service{};
    std::string_view schema_name{};
    std::string_view owner_role{};
    std::int64_t migration_lock_id = 0;
    bool removed = false;  // removes the profile's entry
};
static_assert(std::is_trivially_destructible_v<RegistryRow>);

// Of mana_guard.own_rules.
struct OwnRuleRow {
    std::string_view name{};
    std::string_view code{};
    std::string_view function_schema{};
    std::string_view function_name{};
    std::string_view applies_to = "{table}";  // an array of kinds
    std::string_view severity = "warn";
    std::string_view timing = "statement";
    std::string_view summary{};
    std::string_view why{};
    std::string_view role{};  // that last wrote it, as which the function runs
};
static_assert(std::is_trivially_destructible_v<OwnRuleRow>);

// All of it.
struct PolicySource {
    std::string_view profile{};  // the names of one or several, separated by commas; null: the default
    std::span<const PolicyRow> rows{};
    std::span<const ExemptionRow> exemptions{};
    std::span<const RegistryRow> registry{};
    std::span<const OwnRuleRow> own_rules{};
};
static_assert(std::is_trivially_destructible_v<PolicySource>);

}  // namespace mana_guard
