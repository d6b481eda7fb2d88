// What the rules about columns share: checking whether a column always has a value, and fixing its parts.
#pragma once

#include "core.hpp"

#include <string_view>

#include "model/table.hpp"
#include "rules/findings.hpp"

namespace mana_guard::rules {

// Whether the column's values are made by PostgreSQL: a generated or an identity column.
constexpr bool is_generated(const Column& column) {
    return column.default_kind == DefaultKind::Generated;
}

// Both ask for NOT NULL DEFAULT `value`, which is a constant.
// Reports a nullable column, whose nulls the fix fills before SET NOT NULL. Ignores an inherited column.
void judge_nullability(const Column& column, std::string_view value, Findings& found);

// Reports a column with another default, its own or its domain's, or with none. Ignores an inherited column.
void judge_default(const Column& column, std::string_view value, Findings& found);

// Whether the column is of an integer type.
constexpr bool holds_integers(const Column& column) {
    return column.type.base == "smallint" || column.type.base == "integer" || column.type.base == "bigint";
}

// Whether the column itself is a key of the index, not only part of an expression.
bool has_key(const Index& index, const Table& table, const Column& column);

// Whether the column already holds times, so that SQL can convert them to timestamptz in place.
bool holds_times(const Column& column);

// Gives the finding the SQL that converts the column to timestamptz, unless PostgreSQL would refuse it.
void fix_to_timestamptz(Findings::Builder& finding, const Table& table, const Column& column);

// Gives the finding the SQL that adds a column; `rest` is what follows its type.
void fix_by_adding(Findings::Builder& finding, const Table& table, std::string_view name, std::string_view type,
                   std::string_view rest);

constexpr std::string_view zoned_time = "timestamp with time zone";

}  // namespace mana_guard::rules
