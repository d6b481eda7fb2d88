// What GitLab's guidelines for its own database ask for. docs/profiles/gitlab.md has the table.
#pragma once

#include "core.hpp"

#include "model/policy_row.hpp"

namespace mana_guard {

constexpr PolicyRow gitlab_rows[] = {
    {.rule = "text_over_varchar", .severity = "error"},
    {.rule = "forbidden_type",
     .severity = "error",
     .params = R"({"types": {"varchar": "text: with a CHECK for its length"}})"},
    {.rule = "text_limit", .severity = "warn"},
    {.rule = "timestamptz", .severity = "error"},
    {.rule = "jsonb", .severity = "error"},
    {.rule = "bigint_key", .severity = "error"},
    {.rule = "boolean_not_null", .severity = "warn", .params = R"({"require_default": true})"},
    {.rule = "require_primary_key", .severity = "error"},
    {.rule = "fk_index", .severity = "error", .params = R"({"methods": ["btree"]})"},
    {.rule = "fk_on_delete", .severity = "error"},
    {.rule = "fk_type_match", .severity = "warn", .params = R"({"columns": []})"},
    {.rule = "fk_suffix", .severity = "warn"},
    {.rule = "fk_required", .severity = "warn"},
    {.rule = "index_concurrently", .severity = "error"},
    {.rule = "drop_index_concurrently", .severity = "error"},
    {.rule = "constraint_not_valid", .severity = "error"},
    {.rule = "set_not_null_checked", .severity = "error"},
    {.rule = "not_null_needs_default", .severity = "error"},
    {.rule = "unique_using_index", .severity = "error"},
    {.rule = "no_type_change", .severity = "error"},
    {.rule = "no_volatile_default", .severity = "error"},
    {.rule = "no_rename_column", .severity = "error"},
    {.rule = "no_rename_table", .severity = "error"},
    {.rule = "drop_column_cooldown", .severity = "error", .params = R"({"wait": "30 days"})"},
    {.rule = "drop_table_cooldown", .severity = "warn", .params = R"({"wait": "0 days"})"},
    {.rule = "no_large_table_growth", .severity = "error"},
    {.rule = "max_indexes", .severity = "error", .params = R"({"max": 15})"},
    {.rule = "max_columns", .severity = "warn", .params = R"({"max": 50})"},
    {.rule = "column_padding", .severity = "log"},
    {.rule = "lock_timeout_set", .severity = "warn"},
    {.rule = "lock_chain", .severity = "warn", .params = R"({"locks": ["access_exclusive", "share_row_exclusive"]})"},
    {.rule = "index_name",
     .severity = "warn",
     .params =
         R"({"patterns": ["index_{table}_on_{columns:_and_}*", "index_{table}_on_{columns}*", "idx_on_*", "unique_{table}_*"]})"},
    {.rule = "constraint_name",
     .severity = "warn",
     .params =
         R"({"primary_keys": ["pk_{table}", "{table}_pkey"], "foreign_keys": ["fk_{table}_{columns}_*", "fk_{table}_{columns:_and_}_*", "fk_rails_*", "fk_??????????"], "uniques": ["unique_{table}_*"], "checks": ["check_{table}_*", "check_??????????"], "exclusions": ["excl_{table}_*"]})"},
};

}  // namespace mana_guard
