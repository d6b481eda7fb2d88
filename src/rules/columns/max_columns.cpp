// MG311 max_columns: a table with very many columns describes more than one thing.
#include "rules/rule.hpp"

namespace mana_guard::rules::max_columns {
namespace {

constexpr Parameter parameters[] = {
    number("max", "The maximum number of columns in a table.", 60),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    const std::int64_t max = p.number("max");
    if (std::ssize(table.columns) <= max) return;
    // A child that adds nothing is as wide as its parent.
    if (std::ranges::all_of(table.columns, &Column::inherited)) return;
    // A new column is reported even if the table was too wide before.
    const auto added = std::ranges::find(table.columns, true, &Column::added);
    auto finding = added == table.columns.end() ? found.at_object() : found.at(*added);
    finding.says("{kind} {object} has {} columns, more than {}", table.columns.size(), max);
}

// Columns are numbered from 1, and a number is never given again.
bool concerns(const Column& column, const Parameters& p) {
    return std::cmp_greater(column.number, p.number("max"));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG311",
    .name = "max_columns",
    .category = Category::Columns,
    .severity = Severity::Warn,
    .summary = "A table has a limited number of columns.",
    .why =
        "Each UPDATE rewrites the whole row and each SELECT * reads it. Columns that change or are read separately "
        "belong in a table of their own.",
    .added_column_concerns = concerns,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::max_columns
