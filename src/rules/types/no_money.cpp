// MG206 no_money: an amount is numeric, whose meaning doesn't depend on a setting.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::no_money {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited || column.type.element != "money") continue;
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is {}; amounts are numeric", column.type.declared)
            .value(column.type.declared);
        replace_type(finding, table, column, {"numeric"});
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG206",
    .name = "no_money",
    .category = Category::Types,
    .severity = Severity::Warn,
    .summary = "Amounts are numeric, never money.",
    .why =
        "money has no currency and takes its decimal places and its symbol from the server's lc_monetary: after a "
        "restore on another server, the same bytes can be a different amount.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_money
