#include "rules/columns/column_parts.hpp"

#include <algorithm>

#include "rules/fix_cautions.hpp"
#include "rules/sql_name.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules {
namespace {

constexpr std::string_view local_time = "timestamp without time zone";

}  // namespace

void judge_nullability(const Column& column, std::string_view value, Findings& found) {
    if (column.not_null || column.inherited) return;
    found.at(column)
        .says("column {column} of {kind} {object} is nullable")
        .value("nullable")
        .becomes({.not_null = true, .default_value = std::string(value)})
        .fix("UPDATE {object} SET {column} = {0} WHERE {column} IS NULL; {alter} ALTER COLUMN {column} SET NOT NULL;",
             value)
        .in_use(sets_not_null);
}

void judge_default(const Column& column, std::string_view value, Findings& found) {
    if (column.inherited) return;
    if (column.default_kind == DefaultKind::Constant && column.default_value == value) return;
    const bool has_none = column.default_kind == DefaultKind::None;
    found.at(column)
        .says(has_none ? "column {column} of {kind} {object} has no DEFAULT {}"
                       : "column {column} of {kind} {object} has a default other than {}",
              value)
        .value(has_none ? "no default" : "other default")
        .becomes({.not_null = true, .default_value = std::string(value)})
        .fix("{alter} ALTER COLUMN {column} SET DEFAULT {};", value);
}

bool has_key(const Index& index, const Table& table, const Column& column) {
    const auto number = static_cast<std::uint32_t>(&column - table.columns.data());
    return std::ranges::find(index.keys, number, &IndexKey::column) != index.keys.end();
}

bool holds_times(const Column& column) {
    const std::string_view base = column.type.base;
    return base == zoned_time || base == local_time || base == "date";
}

void fix_to_timestamptz(Findings::Builder& finding, const Table& table, const Column& column) {
    if (column.inherited || in_foreign_key(table, column) || !holds_times(column)) return;
    if (!table.of_type.empty()) {
        finding.fix("ALTER TYPE {} ALTER ATTRIBUTE {column} TYPE timestamptz CASCADE;", table.of_type);
    } else if (column.type.base == local_time) {
        finding.fix("{alter} ALTER COLUMN {column} TYPE timestamptz USING {column} AT TIME ZONE 'UTC';");
    } else {
        finding.fix("{alter} ALTER COLUMN {column} TYPE timestamptz;");
    }
    finding.in_use(changes_type);
}

void fix_by_adding(Findings::Builder& finding, const Table& table, std::string_view name, std::string_view type,
                   std::string_view rest) {
    const std::string column = sql_name(name);
    if (table.of_type.empty()) {
        finding.fix("{alter} ADD COLUMN IF NOT EXISTS {} {}{};", column, type, rest);
    } else if (rest.empty()) {
        finding.fix("ALTER TYPE {} ADD ATTRIBUTE {} {} CASCADE;", table.of_type, column, type);
    } else {
        finding
            .fix(
                "{alter} NOT OF; {alter} ADD COLUMN {1} {2}{3}; ALTER TYPE {0} ADD ATTRIBUTE {1} {2} CASCADE; "
                "{alter} OF {0};",
                table.of_type, column, type, rest)
            .in_use(adds_attribute);
    }
}

}  // namespace mana_guard::rules
