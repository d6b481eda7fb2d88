// MG307 no_derived_total: a stored total goes stale when a row that it counts changes without it.
#include "rules/columns/column_parts.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_derived_total {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "The columns whose names indicate a total.", {"total_*"}),
};

constexpr std::string_view number_types[] = {"smallint", "integer",          "bigint", "numeric",
                                             "real",     "double precision", "money",  "interval"};

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& columns = p["columns"];
    for (const Column& column : table.columns) {
        if (column.inherited || is_generated(column) || !columns.matches(column.name)) continue;
        if (std::ranges::find(number_types, column.type.base) == std::end(number_types)) continue;
        found.at(column).says("column {column} of {kind} {object} stores a total, which goes stale").value(column.name);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG307",
    .name = "no_derived_total",
    .category = Category::Columns,
    .severity = Severity::Log,
    .summary = "Totals are calculated when they are needed, not stored.",
    .why =
        "Every insert, move or delete of a counted row must also update the total, in the same transaction. If one "
        "is missed, the total stays wrong and nobody notices.",
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_derived_total
