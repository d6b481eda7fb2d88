// MG506 redundant_index: an index is not needed if a longer one serves the same queries.
#include "rules/fix_cautions.hpp"
#include "rules/keys/index_columns.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::redundant_index {
namespace {

// Whether the other does all that this one does. If each does, the one that was created earlier is kept.
bool makes_redundant(const Index& other, const Index& index) {
    return other.is_valid && covers(other, index) && (!covers(index, other) || other.oid < index.oid);
}

// The earliest of those; null if there is none.
const Index* longer_than(const Table& table, const Index& index) {
    const Index* longer = nullptr;
    for (const Index& other : table.indexes) {
        if (makes_redundant(other, index) && (longer == nullptr || other.oid < longer->oid)) longer = &other;
    }
    return longer;
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    for (const Index& index : table.indexes) {
        if (!index.is_valid || index.is_inherited) continue;
        const Index* longer = longer_than(table, index);
        if (longer == nullptr) continue;
        const bool is_prefix = longer->keys.size() > index.keys.size();
        auto finding = found.at(index);
        finding
            .says(is_prefix ? "index {part} of {kind} {object} is a prefix of {}"
                            : "index {part} of {kind} {object} has the same key columns as {}",
                  longer->quoted_name)
            .value(index.name);
        fix_by_dropping(finding, table, index, *longer);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG506",
    .name = "redundant_index",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .summary = "No index is only a prefix of another one.",
    .why = "The other index serves every query that this one serves, and every write maintains both.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = Fact::Indexes,
    .judges_partitions = true,
    .yields_to = {"duplicate_index"},
    .judge = judge,
};

}  // namespace mana_guard::rules::redundant_index
