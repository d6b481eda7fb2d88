// What Squawk reports by default, as warnings. docs/profiles/squawk.md has the table.
#pragma once

#include "core.hpp"

#include "model/policy_row.hpp"

namespace mana_guard {

constexpr PolicyRow squawk_rows[] = {
    {.rule = "index_concurrently", .severity = "warn"},
    {.rule = "drop_index_concurrently", .severity = "warn"},
    {.rule = "reindex_concurrently", .severity = "warn"},
    {.rule = "constraint_not_valid", .severity = "warn"},
    {.rule = "no_volatile_default", .severity = "warn"},
    {.rule = "no_generated_stored", .severity = "warn"},
    {.rule = "not_null_needs_default", .severity = "warn"},
    {.rule = "set_not_null_checked", .severity = "warn"},
    {.rule = "no_type_change", .severity = "warn"},
    {.rule = "no_table_rewrite", .severity = "warn"},
    {.rule = "unique_using_index", .severity = "warn"},
    {.rule = "no_rename_column", .severity = "warn"},
    {.rule = "no_rename_table", .severity = "warn"},
    {.rule = "forbidden_type",
     .severity = "warn",
     .params = R"({"types": {"integer": "bigint: 32 bits run out", "smallint": "bigint: 16 bits run out"}})"},
    {.rule = "identity_over_serial", .severity = "warn"},
    {.rule = "no_vacuum_full", .severity = "warn"},
    {.rule = "robust_statements", .severity = "warn", .params = R"({"alter_table": true})"},
    {.rule = "text_over_varchar", .severity = "warn"},
    {.rule = "timestamptz", .severity = "warn"},
    {.rule = "no_char", .severity = "warn"},
    {.rule = "drop_column_cooldown", .severity = "warn"},
    {.rule = "drop_table_cooldown", .severity = "warn"},
    {.rule = "no_drop_not_null", .severity = "warn"},
    {.rule = "no_domain_constraint", .severity = "warn"},
    {.rule = "no_truncate", .severity = "warn", .params = R"({"cascade_only": true})"},
    {.rule = "no_drop_database", .severity = "warn"},
    {.rule = "enum_value_order", .severity = "warn"},
    {.rule = "identifier_length", .severity = "warn"},
    {.rule = "attach_partition_checked", .severity = "warn"},
    {.rule = "lock_timeout_set", .severity = "warn"},
    {.rule = "timeouts_set", .severity = "warn", .params = R"({"timeouts": ["statement_timeout"]})"},
};

}  // namespace mana_guard
