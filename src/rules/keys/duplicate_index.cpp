// MG505 duplicate_index: of two identical indexes, one only costs writes.
#include <tuple>

#include "rules/fix_cautions.hpp"
#include "rules/keys/index_columns.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::duplicate_index {
namespace {

// Of two, the greater one is kept. It is, in this order, the parent's, the primary key's, a constraint's, the replica
// identity, the one that the table is clustered on, or the one that was created earlier.
auto worth(const Index& index) {
    return std::tuple(index.is_inherited, index.is_primary, index.is_of_constraint(), index.is_replica_identity,
                      index.is_clustered, ~index.oid);
}

// The one to keep among all that are the same as this one.
const Index& kept_of(const Table& table, const Index& index) {
    const Index* kept = &index;
    for (const Index& other : table.indexes) {
        if (other.is_valid && are_same(other, index) && worth(other) > worth(*kept)) kept = &other;
    }
    return *kept;
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    for (const Index& index : table.indexes) {
        if (!index.is_valid || index.is_inherited) continue;
        const Index& kept = kept_of(table, index);
        if (&kept == &index) continue;
        auto finding = found.at(index);
        finding.says("index {part} of {kind} {object} is the same as {}", kept.quoted_name).value(index.name);
        fix_by_dropping(finding, table, index, kept);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG505",
    .name = "duplicate_index",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .summary = "No two indexes of a table are the same.",
    .why = "Every write maintains both indexes, and no query benefits from the second.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = Fact::Indexes,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::duplicate_index
