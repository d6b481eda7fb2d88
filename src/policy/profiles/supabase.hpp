// What Supabase's advisors look for, at their levels: ERROR, WARN and INFO are error, warn and log.
// docs/profiles/supabase.md has the table.
#pragma once

#include "core.hpp"

#include "model/policy_row.hpp"

namespace mana_guard {

constexpr PolicyRow supabase_rows[] = {
    {.rule = "fk_index", .severity = "log"},
    {.rule = "rls_policy_cheap", .severity = "warn"},
    {.rule = "require_primary_key", .severity = "log"},
    {.rule = "multiple_permissive_policies", .severity = "warn"},
    {.rule = "rls_policy_effective", .severity = "error"},
    {.rule = "duplicate_index", .severity = "warn"},
    {.rule = "view_security_invoker",
     .schema_pattern = "public",
     .severity = "error",
     .params = R"({"any_view": true, "roles": ["anon", "authenticated"]})"},
    {.rule = "definer_search_path", .severity = "warn", .params = R"({"all": true})"},
    {.rule = "rls_enabled",
     .schema_pattern = "public",
     .severity = "error",
     .params = R"({"columns": ["*"], "roles": ["anon", "authenticated"]})"},
    {.rule = "extension_schema", .severity = "warn", .params = R"({"schemas": ["public"]})"},
    {.rule = "no_table_in_public",
     .schema_pattern = "public",
     .severity = "warn",
     .params = R"({"kinds": ["materialized_view", "foreign_table"], "roles": ["anon", "authenticated"]})"},
    {.rule = "no_oid_reference", .severity = "warn"},
    {.rule = "extension_outdated", .severity = "warn"},
    {.rule = "rls_policy_not_true", .severity = "warn", .params = R"({"roles": ["*"]})"},
    {.rule = "public_execute",
     .schema_pattern = "public",
     .severity = "warn",
     .params = R"({"roles": ["anon", "authenticated"]})"},
};

}  // namespace mana_guard
