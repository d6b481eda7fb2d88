// MG509 max_indexes: each write of a row pays for every index of its table.
#include "rules/rule.hpp"

namespace mana_guard::rules::max_indexes {
namespace {

constexpr Parameter parameters[] = {
    number("max", "How many indexes a table may have, those of constraints too.", 12),
};

// How many were made before it.
std::int64_t count_before(const Table& table, const Index& index) {
    return std::ranges::count_if(table.indexes, [&index](const Index& other) { return other.oid < index.oid; });
}

// Each index that is too much is a finding by itself, so that a table that had too many is told of another one alone.
void judge(const Table& table, const Parameters& p, Findings& found) {
    const std::int64_t max = p.number("max");
    for (const Index& index : table.indexes) {
        const std::int64_t before = count_before(table, index);
        if (before < max) continue;
        found.at(index)
            .says("index {part} is number {} of {kind} {object}, more than {}", before + 1, max)
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
    .summary = "A table has no more indexes than its writes can bear.",
    .why = "Every insert, and most updates, write all indexes of the table, and vacuum reads them all.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = Fact::Indexes,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::max_indexes
