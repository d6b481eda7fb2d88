// MG302 timestamp_shape: the timestamps are timestamptz NOT NULL DEFAULT now(), so they are always set and correct.
#include "rules/columns/column_parts.hpp"
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::timestamp_shape {
namespace {

constexpr Parameter parameters[] = {
    names_as_in("require_timestamps", "columns", "The columns to check, those of require_timestamps unless set."),
};

ColumnChange shape() {
    return {.type = "timestamptz", .not_null = true, .default_value = "now()"};
}

void judge_type(const Table& table, const Column& column, Findings& found) {
    if (column.type.base == zoned_time) return;
    auto finding = found.at(column);
    finding.says("column {column} of {kind} {object} is {} instead of timestamptz", column.type.declared)
        .value(column.type.declared)
        .becomes(shape());
    fix_to_timestamptz(finding, table, column);
}

void judge_default(const Column& column, Findings& found) {
    if (column.default_kind == DefaultKind::CurrentTime) return;
    const bool has_none = column.default_kind == DefaultKind::None;
    auto finding = found.at(column);
    finding
        .says(has_none ? "column {column} of {kind} {object} has no DEFAULT now()"
                       : "column {column} of {kind} {object} has a default other than now()")
        .value(has_none ? "no default" : "other default")
        .becomes(shape());
    if (holds_times(column) && !is_generated(column)) finding.fix("{alter} ALTER COLUMN {column} SET DEFAULT now();");
}

void judge_nullability(const Column& column, Findings& found) {
    if (column.not_null) return;
    auto finding = found.at(column);
    finding.says("column {column} of {kind} {object} is nullable").value("nullable").becomes(shape());
    if (!holds_times(column) || is_generated(column)) return;
    finding
        .fix("UPDATE {object} SET {column} = now() WHERE {column} IS NULL; {alter} ALTER COLUMN {column} SET NOT NULL;")
        .in_use(sets_not_null);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& columns = p["columns"];
    for (const Column& column : table.columns) {
        if (!columns.matches(column.name)) continue;
        judge_type(table, column, found);
        judge_default(column, found);
        judge_nullability(column, found);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG302",
    .name = "timestamp_shape",
    .category = Category::Columns,
    .severity = Severity::Warn,
    .summary = "The timestamp columns are timestamptz NOT NULL DEFAULT now().",
    .why = "A timestamp that may be missing, or that has no time zone, cannot be trusted when services compare rows.",
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::timestamp_shape
