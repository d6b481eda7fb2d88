// MG998 test_exhausts_memory: allocates until nothing is left, on a table of its own name. Built into test modules
// alone.
#include <memory>

#include "rules/rule.hpp"

namespace mana_guard::rules::test_exhausts_memory {
namespace {

void judge(const Table& table, const Parameters& /*parameters*/, Findings& /*found*/) {
    if (table.name != "test_exhausts_memory") return;
    constexpr std::size_t block = std::size_t{16} << 20U;
    std::vector<std::string> blocks;
    for (;;) blocks.emplace_back(block, 'x');
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG998",
    .name = "test_exhausts_memory",
    .category = Category::Test,
    .severity = Severity::Error,
    .summary = "Uses up all memory.",
    .why = "To see that the wall holds.",
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::test_exhausts_memory
