// MG999 test_dawdles: takes a second over a table of its own name. Built into test modules alone.
#include <chrono>

#include "rules/rule.hpp"

namespace mana_guard::rules::test_dawdles {
namespace {

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    if (table.name != "test_dawdles") return;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    while (std::chrono::steady_clock::now() < end) {
    }
    found.at_object().says("{kind} {object} took its time");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG999",
    .name = "test_dawdles",
    .category = Category::Test,
    .severity = Severity::Error,
    .summary = "Dawdles.",
    .why = "To see that a cancel in the middle of judging is obeyed.",
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::test_dawdles
