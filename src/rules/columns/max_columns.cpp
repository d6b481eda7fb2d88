// MG311 max_columns: a table of very many columns holds more than one thing.
#include "rules/rule.hpp"

namespace mana_guard::rules::max_columns {
namespace {

constexpr Parameter parameters[] = {
    number("max", "How many columns a table may have.", 60),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    const std::int64_t max = p.number("max");
    if (std::ssize(table.columns) <= max) return;
    // A child that adds nothing is as wide as its parent.
    if (std::ranges::all_of(table.columns, &Column::inherited)) return;
    // Told of a new column too where the table was too wide before.
    const auto added = std::ranges::find(table.columns, true, &Column::added);
    auto finding = added == table.columns.end() ? found.at_object() : found.at(*added);
    finding.says("{kind} {object} has {} columns, more than {}", table.columns.size(), max);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG311",
    .name = "max_columns",
    .category = Category::Columns,
    .severity = Severity::Warn,
    .summary = "A table has no more columns than fit one thing.",
    .why =
        "Each UPDATE writes the whole row anew and each SELECT * reads it; columns that change or are read apart "
        "belong in a table of their own.",
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::max_columns
