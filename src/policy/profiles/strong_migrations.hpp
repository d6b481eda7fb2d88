// What strong_migrations stops by default, as errors. docs/profiles/strong_migrations.md has the table.
#pragma once

#include "core.hpp"

#include "model/policy_row.hpp"

namespace mana_guard {

constexpr PolicyRow strong_migrations_rows[] = {
    {.rule = "drop_column_cooldown", .severity = "error", .params = R"({"wait": "0 days"})"},
    {.rule = "no_type_change", .severity = "error"},
    {.rule = "no_table_rewrite", .severity = "error"},
    {.rule = "no_rename_column", .severity = "error"},
    {.rule = "no_rename_table", .severity = "error"},
    {.rule = "no_schema_rename", .severity = "error"},
    {.rule = "no_rename_enum_value", .severity = "error"},
    {.rule = "drop_table_cooldown", .severity = "error", .params = R"({"wait": "0 days"})"},
    {.rule = "no_volatile_default", .severity = "error"},
    {.rule = "no_generated_stored", .severity = "error"},
    {.rule = "constraint_not_valid", .severity = "error"},
    {.rule = "index_concurrently", .severity = "error"},
    {.rule = "unique_using_index", .severity = "error"},
    {.rule = "no_exclusion_constraint", .severity = "error"},
    {.rule = "jsonb", .severity = "error"},
    {.rule = "set_not_null_checked", .severity = "error"},
    {.rule = "index_width", .severity = "warn", .params = R"({"max": 3})"},
    {.rule = "no_rows_under_lock", .severity = "error"},
    {.rule = "lock_timeout_set", .severity = "warn", .params = R"({"max_ms": 10000})"},
};

}  // namespace mana_guard
