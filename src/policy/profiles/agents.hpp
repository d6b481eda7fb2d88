// For the members of the role agents, which software drives without a person: what destroys, blocks or breaks a client
// is refused. docs/profiles/agents.md shows it.
#pragma once

#include "core.hpp"

#include "model/policy_row.hpp"
#include "policy/migration_logs.hpp"

namespace mana_guard {

constexpr PolicyRow agents_rows[] = {
    {.rule = "no_schema_rename", .role_name = "agents", .severity = "error"},
    {.rule = "not_null_needs_default", .role_name = "agents", .severity = "error"},
    {.rule = "index_concurrently", .role_name = "agents", .severity = "error"},
    {.rule = "drop_index_concurrently", .role_name = "agents", .severity = "error"},
    {.rule = "reindex_concurrently", .role_name = "agents", .severity = "error"},
    {.rule = "set_not_null_checked", .role_name = "agents", .severity = "error"},
    {.rule = "constraint_not_valid", .role_name = "agents", .severity = "error"},
    {.rule = "unique_using_index", .role_name = "agents", .severity = "error"},
    {.rule = "no_table_rewrite", .role_name = "agents", .severity = "error"},
    {.rule = "no_type_change", .role_name = "agents", .severity = "error"},
    {.rule = "lock_timeout_set", .role_name = "agents", .severity = "error", .params = R"({"max_ms": 5000})"},
    {.rule = "one_table_per_transaction", .role_name = "agents", .severity = "error"},
    {.rule = "no_volatile_default", .role_name = "agents", .severity = "error"},
    {.rule = "no_generated_stored", .role_name = "agents", .severity = "error"},
    {.rule = "attach_partition_checked", .role_name = "agents", .severity = "error"},
    {.rule = "no_exclusion_constraint", .role_name = "agents", .severity = "error"},
    {.rule = "matview_concurrently", .role_name = "agents", .severity = "error"},
    {.rule = "no_constraint_trigger_toggle", .role_name = "agents", .severity = "error"},
    {.rule = "no_set_tablespace", .role_name = "agents", .severity = "error"},
    {.rule = "lock_chain", .role_name = "agents", .severity = "error"},
    {.rule = "long_ddl", .role_name = "agents", .severity = "error"},
    {.rule = "no_rows_under_lock", .role_name = "agents", .severity = "error"},
    {.rule = "no_vacuum_full", .role_name = "agents", .severity = "error"},
    {.rule = "drop_column_cooldown", .role_name = "agents", .severity = "error", .params = R"({"wait": "7 days"})"},
    {.rule = "drop_table_cooldown",
     .role_name = "agents",
     .severity = "error",
     .params = R"({"wait": "7 days", "partitions": true})"},
    {.rule = "no_rename_column", .role_name = "agents", .severity = "error"},
    {.rule = "no_rename_table", .role_name = "agents", .severity = "error"},
    {.rule = "no_drop_schema_cascade", .role_name = "agents", .severity = "error"},
    {.rule = "no_drop_not_null", .role_name = "agents", .severity = "error"},
    {.rule = "no_drop_constraint", .role_name = "agents", .severity = "error"},
    {.rule = "migration_log_protected",
     .role_name = "agents",
     .severity = "error",
     .params = {logs_text.data(), logs_text.size()}},
    {.rule = "no_drop_default", .role_name = "agents", .severity = "error"},
    {.rule = "no_truncate", .role_name = "agents", .severity = "error"},
    {.rule = "no_drop_database", .role_name = "agents", .severity = "error"},
    {.rule = "drop_cascade_victims", .role_name = "agents", .severity = "error"},
    {.rule = "no_rename_enum_value", .role_name = "agents", .severity = "error"},
    {.rule = "no_set_schema", .role_name = "agents", .severity = "error"},
    {.rule = "no_drop_primary_key", .role_name = "agents", .severity = "error"},
    {.rule = "no_drop_object", .role_name = "agents", .severity = "error"},
    {.rule = "rls_policy_effective", .role_name = "agents", .severity = "error"},
    {.rule = "definer_search_path", .role_name = "agents", .severity = "error"},
    {.rule = "no_grant_to_public", .role_name = "agents", .severity = "error"},
    {.rule = "rls_policy_not_true", .role_name = "agents", .severity = "error"},
    {.rule = "allowed_extensions",
     .role_name = "agents",
     .severity = "error",
     .params = R"({"names": ["pg_trgm", "pgcrypto"]})"},
};

}  // namespace mana_guard
