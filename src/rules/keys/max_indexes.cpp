// MG509 max_indexes: each write of a row maintains every index of its table.
#include "rules/rule.hpp"

namespace mana_guard::rules::max_indexes {
namespace {

constexpr Parameter parameters[] = {
    number("max", "How many indexes a table may have, including those of constraints.", 12),
};

// How many were created before it.
std::int64_t count_before(const Table& table, const Index& index) {
    return std::ranges::count_if(table.indexes, [&index](const Index& other) { return other.oid < index.oid; });
}

// Each index above the limit is a finding of its own, so that only a new one is reported on a table that had too many.
void judge(const Table& table, const Parameters& p, Findings& found) {
    const std::int64_t max = p.number("max");
    for (const Index& index : table.indexes) {
        const std::int64_t before = count_before(table, index);
        if (before < max) continue;
        found.at(index)
            .says("index {part} is number {} of {kind} {object}; the limit is {}", before + 1, max)
            .value(index.name);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG509",
    .name = "max_indexes",
    .category = Category::Keys,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .summary = "A table does not have too many indexes.",
    .why = "Every insert and most updates write to all indexes of the table, and vacuum reads them all.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = Fact::Indexes,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::max_indexes
