// What the PostgreSQL wiki advises against on its page Don't Do This. docs/profiles/dont_do_this.md has the table.
#pragma once

#include "core.hpp"

#include "model/policy_row.hpp"

namespace mana_guard {

constexpr PolicyRow dont_do_this_rows[] = {
    {.rule = "no_rule", .severity = "warn"},
    {.rule = "no_table_inheritance", .severity = "warn"},
    {.rule = "no_quoted_name", .severity = "warn"},
    {.rule = "timestamptz", .severity = "warn"},
    {.rule = "no_current_time", .severity = "warn"},
    {.rule = "no_deprecated_type", .severity = "warn", .params = R"json({"types": ["timestamptz(0)"]})json"},
    {.rule = "no_char", .severity = "warn"},
    {.rule = "text_over_varchar", .severity = "log"},
    {.rule = "no_money", .severity = "warn"},
    {.rule = "identity_over_serial", .severity = "warn"},
    {.rule = "database_encoding", .severity = "warn"},
};

}  // namespace mana_guard
