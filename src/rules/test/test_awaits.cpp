// MG996 test_awaits: at COMMIT a table of its own name must have a column "awaited", which a later statement may add.
// Built into test modules alone.
#include "rules/rule.hpp"

namespace mana_guard::rules::test_awaits {
namespace {

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    if (table.name != "test_awaits") return;
    if (std::ranges::find(table.columns, "awaited", &Column::name) != table.columns.end()) return;
    found.at_object().says("{kind} {object} still waits").fix("{alter} ADD COLUMN awaited text;");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG996",
    .name = "test_awaits",
    .category = Category::Test,
    .severity = Severity::Error,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "Waits for a column.",
    .why = "To see what is judged at COMMIT, and what is told of a statement that is alone.",
    .added_column_concerns = concerns_no_added_column,
    .judge = judge,
};

}  // namespace mana_guard::rules::test_awaits
