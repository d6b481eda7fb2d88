// For a team without guidelines of its own: types, keys, locks, contracts and security that hold anywhere.
#pragma once

#include "core.hpp"

#include "model/policy_row.hpp"
#include "policy/migration_logs.hpp"

namespace mana_guard {

constexpr std::string_view djangos = "One of Django's own apps creates it.";

// Django's own apps, which have integer keys in every project.
constexpr ExemptionRow general_exemptions[] = {
    {.rule = "bigint_key", .object_pattern = "auth_group", .reason = djangos},
    {.rule = "bigint_key", .object_pattern = "auth_permission", .reason = djangos},
    {.rule = "bigint_key", .object_pattern = "auth_user", .reason = djangos},
    {.rule = "bigint_key", .object_pattern = "django_admin_log", .reason = djangos},
    {.rule = "bigint_key", .object_pattern = "django_content_type", .reason = djangos},
    {.rule = "bigint_key", .object_pattern = "django_flatpage", .reason = djangos},
    {.rule = "bigint_key", .object_pattern = "django_redirect", .reason = djangos},
    {.rule = "bigint_key", .object_pattern = "django_site", .reason = djangos},
};

constexpr PolicyRow general_rows[] = {
    {.rule = "no_schema_rename", .severity = "error"},
    {.rule = "timestamptz", .severity = "warn"},
    {.rule = "jsonb", .severity = "warn"},
    {.rule = "no_char", .severity = "warn"},
    {.rule = "no_money", .severity = "warn"},
    {.rule = "identity_over_serial", .severity = "log"},
    {.rule = "bigint_key", .severity = "warn"},
    {.rule = "no_float_amount", .severity = "warn"},
    {.rule = "fk_type_match", .severity = "warn", .params = R"({"columns": []})"},
    {.rule = "no_oid_reference", .severity = "warn"},
    {.rule = "no_deprecated_type", .severity = "warn"},
    {.rule = "require_primary_key", .severity = "error"},
    {.rule = "fk_index", .severity = "warn"},
    {.rule = "duplicate_index", .severity = "warn"},
    {.rule = "redundant_index", .severity = "log"},
    {.rule = "constraint_validated", .severity = "warn"},
    {.rule = "no_table_inheritance", .severity = "warn"},
    {.rule = "no_unlogged", .severity = "warn"},
    {.rule = "no_rule", .severity = "warn"},
    {.rule = "duplicate_fk", .severity = "warn"},
    {.rule = "volatile_check", .severity = "warn"},
    {.rule = "sequence_capacity", .severity = "warn"},
    {.rule = "autovacuum_on", .severity = "warn"},
    {.rule = "index_concurrently", .severity = "warn"},
    {.rule = "drop_index_concurrently", .severity = "warn"},
    {.rule = "reindex_concurrently", .severity = "warn"},
    {.rule = "invalid_index_skipped", .severity = "warn"},
    {.rule = "not_null_needs_default", .severity = "error"},
    {.rule = "set_not_null_checked", .severity = "warn"},
    {.rule = "constraint_not_valid", .severity = "warn"},
    {.rule = "unique_using_index", .severity = "warn"},
    {.rule = "no_table_rewrite", .severity = "warn"},
    {.rule = "no_type_change", .severity = "warn"},
    {.rule = "lock_timeout_set", .severity = "warn"},
    {.rule = "no_volatile_default", .severity = "warn"},
    {.rule = "no_generated_stored", .severity = "warn"},
    {.rule = "attach_partition_checked", .severity = "warn"},
    {.rule = "no_exclusion_constraint", .severity = "warn"},
    {.rule = "matview_concurrently", .severity = "warn"},
    {.rule = "no_constraint_trigger_toggle", .severity = "warn"},
    {.rule = "lock_chain", .severity = "warn"},
    {.rule = "no_vacuum_full", .severity = "warn"},
    {.rule = "drop_column_cooldown", .severity = "warn"},
    {.rule = "drop_table_cooldown", .severity = "warn"},
    {.rule = "no_rename_column", .severity = "warn"},
    {.rule = "no_rename_table", .severity = "warn"},
    {.rule = "no_drop_schema_cascade", .severity = "error"},
    {.rule = "no_drop_not_null", .severity = "warn"},
    {.rule = "migration_log_protected", .severity = "error", .params = {logs_text.data(), logs_text.size()}},
    {.rule = "no_truncate", .severity = "warn"},
    {.rule = "drop_cascade_victims", .severity = "warn"},
    {.rule = "no_rename_enum_value", .severity = "warn"},
    {.rule = "no_set_schema", .severity = "warn"},
    {.rule = "no_drop_primary_key", .severity = "warn"},
    {.rule = "rls_policy_effective", .severity = "warn"},
    {.rule = "definer_search_path", .severity = "warn"},
    {.rule = "no_grant_to_public", .severity = "warn"},
    {.rule = "view_security_invoker", .severity = "warn"},
    {.rule = "rls_policy_cheap", .severity = "warn"},
    {.rule = "rls_policy_not_true", .severity = "warn"},
};

}  // namespace mana_guard
