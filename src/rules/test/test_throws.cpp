// MG997 test_throws: throws on a table of its own name. Built into test modules alone.
#include <stdexcept>

#include "rules/rule.hpp"

namespace mana_guard::rules::test_throws {
namespace {

void judge(const Table& table, const Parameters& /*parameters*/, Findings& /*found*/) {
    if (table.name == "test_throws") throw std::runtime_error("test_throws was asked to throw");
    if (table.name == "test_throws_int") throw 1;
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG997",
    .name = "test_throws",
    .category = Category::Test,
    .severity = Severity::Error,
    .summary = "Throws.",
    .why = "To see that the wall holds.",
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::test_throws
