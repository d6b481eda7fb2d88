// MG510 constraint_validated: PostgreSQL does not rely on a constraint that was never validated or an index that was
// never finished.
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::constraint_validated {
namespace {

template <typename Constraint>
void judge_constraint(const Constraint& constraint, Findings& found) {
    if (constraint.is_validated || constraint.is_inherited) return;
    found.at(constraint)
        .says("constraint {part} of {kind} {object} is not validated")
        .value(constraint.name)
        .fix("{alter} VALIDATE CONSTRAINT {part};");
}

// A partitioned table's index becomes valid when the indexes of all its partitions are attached.
void judge_index(const Table& table, const Index& index, Findings& found) {
    if (index.is_valid) return;
    auto finding = found.at(index);
    finding.says("index {part} of {kind} {object} is not valid").value(index.name);
    if (table.kind != ObjectKind::PartitionedTable) {
        finding.fix("REINDEX INDEX {};", index.identity).in_use(rebuilds_index);
        if (table.in_use) finding.cure("REINDEX INDEX CONCURRENTLY {};", index.identity);
    }
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    for (const ForeignKey& key : table.foreign_keys) judge_constraint(key, found);
    for (const Check& check : table.checks) judge_constraint(check, found);
    for (const Index& index : table.indexes) judge_index(table, index, found);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG510",
    .name = "constraint_validated",
    .category = Category::Keys,
    .severity = Severity::Off,
    .is_for_audits = true,
    .summary = "No constraint is left NOT VALID, and no index is left invalid.",
    .why =
        "Existing rows may violate a constraint that is not validated, and the planner uses neither such a constraint "
        "nor an invalid index.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView,
    .facts = Fact::Constraints | Fact::Indexes,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::constraint_validated
