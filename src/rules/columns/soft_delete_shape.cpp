// MG304 soft_delete_shape: a soft delete has is_deleted and deleted_at, or deleted_at alone, each in its shape.
#include "rules/columns/column_parts.hpp"
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::soft_delete_shape {
namespace {

constexpr std::string_view flag_default = "false";
ColumnChange time_shape() {
    return {.type = "timestamptz", .not_null = false};
}

const Column* own_column(const Table& table, std::string_view name) {
    const auto column = std::ranges::find(table.columns, name, &Column::name);
    return column == table.columns.end() ? nullptr : &*column;
}

// Whether a check or an index may compare the column with a number, which no boolean can be compared with.
bool may_be_compared(const Table& table) {
    return !table.checks.empty() || std::ranges::any_of(table.indexes, [](const Index& index) {
        return index.is_partial() || std::ranges::find(index.keys, no_column, &IndexKey::column) != index.keys.end();
    });
}

void judge_flag_type(const Table& table, const Column& column, Findings& found) {
    auto finding = found.at(column);
    finding.says("column {column} of {kind} {object} is {} instead of boolean", column.type.declared)
        .value(column.type.declared)
        .becomes({.type = "boolean", .not_null = true, .default_value = std::string(flag_default)});
    if (!holds_integers(column) || is_generated(column) || !table.of_type.empty()) return;
    if (in_foreign_key(table, column) || may_be_compared(table)) return;
    finding
        .fix(
            "{alter} ALTER COLUMN {column} DROP DEFAULT, "
            "ALTER COLUMN {column} TYPE boolean USING coalesce({column} <> 0, false), "
            "ALTER COLUMN {column} SET DEFAULT false, ALTER COLUMN {column} SET NOT NULL;")
        .in_use(changes_type);
}

void judge_flag(const Table& table, const Column& column, Findings& found) {
    if (column.type.base != "boolean") {
        judge_flag_type(table, column, found);
    } else if (!is_generated(column)) {
        judge_nullability(column, flag_default, found);
        judge_default(column, flag_default, found);
    }
}

void miss_time(const Table& table, Findings& found) {
    auto finding = found.at_object();
    finding.says("{kind} {object} has is_deleted without deleted_at")
        .value("deleted_at")
        .lacks({.name = "deleted_at", .type = "timestamptz"});
    fix_by_adding(finding, table, "deleted_at", "timestamptz", "");
}

// Whether DROP NOT NULL would have no effect or be refused, because of the column's domain or the primary key.
bool is_closed_elsewhere(const Table& table, const Column& column) {
    if (column.type.declared.find('.') != std::string_view::npos || is_generated(column)) return true;
    return std::ranges::any_of(table.indexes,
                               [&](const Index& index) { return index.is_primary && has_key(index, table, column); });
}

void judge_time(const Table& table, const Column& column, Findings& found) {
    if (column.type.base != zoned_time) {
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is {} instead of timestamptz", column.type.declared)
            .value(column.type.declared)
            .becomes(time_shape());
        fix_to_timestamptz(finding, table, column);
    }
    if (column.not_null) {
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is NOT NULL, which marks every row as deleted")
            .value("not null")
            .becomes(time_shape());
        if (!is_closed_elsewhere(table, column)) finding.fix("{alter} ALTER COLUMN {column} DROP NOT NULL;");
    }
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    const Column* flag = own_column(table, "is_deleted");
    const Column* time = own_column(table, "deleted_at");
    if (flag != nullptr && !flag->inherited) {
        judge_flag(table, *flag, found);
        if (time == nullptr) miss_time(table, found);
    }
    if (time != nullptr && !time->inherited) judge_time(table, *time, found);
}

bool concerns(const Column& column, const Parameters& /*p*/) {
    return column.name == "is_deleted" || column.name == "deleted_at";
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG304",
    .name = "soft_delete_shape",
    .category = Category::Columns,
    .severity = Severity::Warn,
    .summary = "A soft delete has is_deleted and deleted_at, or deleted_at alone, each in its shape.",
    .why =
        "A row whose is_deleted is null is neither shown nor deleted. Without the time of deletion no row can be "
        "purged or restored by date.",
    .facts = Fact::Columns | Fact::Constraints | Facts(Fact::Indexes),
    .added_column_concerns = concerns,
    .added_index_concerns = concerns_no_added_index,
    .judge = judge,
};

}  // namespace mana_guard::rules::soft_delete_shape
