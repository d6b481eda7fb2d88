// MG616 attach_partition_checked: a CHECK that proves the bounds makes the scan under lock unnecessary.
#include "rules/free_name.hpp"
#include "rules/migrations/in_block.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::attach_partition_checked {
namespace {

void judge_detached(const Command& command, Findings& found) {
    if (!command.can_be_concurrent) return;
    found.at_object()
        .says("{kind} {object} is detached from {} without CONCURRENTLY, which blocks reads and writes", command.value)
        .cure("{}ALTER TABLE {} DETACH PARTITION {object} CONCURRENTLY;", out_of_block(command), command.value);
}

// Checks the table that is attached, or the default partition, whose rows may belong to the new partition.
void judge_attached(const Command& command, Findings& found) {
    const std::string check = free_name(command.taken_names, formatted("{}_bounds", command.table->name));
    auto finding = found.at_object();
    if (command.new_name == command.object->identity) {
        finding.says("{kind} {object} is attached to {} with a scan that blocks reads and writes", command.value);
    } else {
        finding.says(
            "{kind} {object}, the default partition, is scanned when {} is attached, which blocks reads and writes",
            command.new_name);
    }
    finding.cure(
        "{alter} ADD CONSTRAINT {0} CHECK ({1}) NOT VALID;\n"
        "-- then, after COMMIT:\n"
        "{alter} VALIDATE CONSTRAINT {0};\n"
        "ALTER TABLE {2} ATTACH PARTITION {3} {4};\n"
        "{alter} DROP CONSTRAINT {0};",
        sql_name(check), command.definition, command.value, command.new_name, command.keys);
    finding.cure_makes(check);
}

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    if (command.kind == CommandKind::DetachPartition) {
        judge_detached(command, found);
    } else {
        judge_attached(command, found);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG616",
    .name = "attach_partition_checked",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary =
        "A table in use is attached as a partition with a CHECK that makes the scan unnecessary, and detached "
        "CONCURRENTLY.",
    .why =
        "ATTACH PARTITION reads the table, and the default partition, under ACCESS EXCLUSIVE, unless a validated CHECK "
        "proves that all rows are within the bounds. DETACH PARTITION takes ACCESS EXCLUSIVE on the partitioned table, "
        "which blocks the readers of all partitions.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AttachPartition | CommandKind::DetachPartition,
};

}  // namespace mana_guard::rules::attach_partition_checked
