// What the rules about columns share: judging whether a column always has a value, and mending its parts.
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
// Tells of a nullable column, whose rows without a value are filled before it is closed; nothing of an inherited one.
void judge_nullability(const Column& column, std::string_view value, Findings& found);

// Tells of a column with another default, by itself or by its domain, or none; nothing of an inherited one.
void judge_default(const Column& column, std::string_view value, Findings& found);

// Whether its values are whole numbers, each one.
constexpr bool holds_integers(const Column& column) {
    return column.type.base == "smallint" || column.type.base == "integer" || column.type.base == "bigint";
}

// Whether the index has the column as a key, not only within an expression.
bool has_key(const Index& index, const Table& table, const Column& column);

// Whether the column's values are times already, so that SQL can make them timestamptz in place.
bool holds_times(const Column& column);

// Gives the finding the SQL that makes the column timestamptz; none where PostgreSQL would refuse it.
void fix_to_timestamptz(Findings::Builder& finding, const Table& table, const Column& column);

constexpr std::string_view zoned_time = "timestamp with time zone";

}  // namespace mana_guard::rules
