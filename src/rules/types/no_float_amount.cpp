// MG210 no_float_amount: an amount of money is exact.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::no_float_amount {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "Columns whose names say that they hold an amount of money.",
          {"amount", "*_amount", "price", "*_price", "balance", "*_balance", "cost", "*_cost"}),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& columns = p["columns"];
    for (const Column& column : table.columns) {
        if (column.type.element != "real" && column.type.element != "double precision") continue;
        if (column.inherited || !columns.matches(column.name)) continue;
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is {}; amounts are numeric", column.type.declared)
            .value(column.type.declared);
        // A direct cast rounds to 6 or 15 digits; the text form has all of them.
        replace_type(finding, table, column, {.right = "numeric", .through = "text"});
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG210",
    .name = "no_float_amount",
    .category = Category::Types,
    .severity = Severity::Warn,
    .summary = "Amounts of money are numeric, never floating point.",
    .why =
        "Floating point can't represent 0.10 exactly: sums drift by cents, and comparisons fail for numbers that look "
        "equal.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_float_amount
