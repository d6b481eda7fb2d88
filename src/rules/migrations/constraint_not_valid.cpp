// MG606 constraint_not_valid: rows are checked while others write.
#include "rules/rule.hpp"

namespace mana_guard::rules::constraint_not_valid {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    if (command.kind == CommandKind::ValidateConstraint) {
        if (!command.of_same_transaction) {
            if (!command.stops_writes) return;
            found.at(command)
                .says(
                    "constraint {part} of {kind} {object} is validated under a lock of its transaction that stops the "
                    "writes")
                .cure("-- in a transaction of its own:\n{alter} VALIDATE CONSTRAINT {part};");
            return;
        }
        found.at(command)
            .says(
                "constraint {part} of {kind} {object} is validated in the transaction that added it, whose lock stops "
                "the writes")
            .cure(
                "{alter} ADD CONSTRAINT {part} {};\n"
                "-- then, after COMMIT:\n"
                "{alter} VALIDATE CONSTRAINT {part};",
                command.definition);
        return;
    }
    // PostgreSQL knows no foreign key of a partitioned table that is NOT VALID.
    const bool is_foreign_key = command.kind == CommandKind::AddForeignKey;
    if (!command.checks_rows || (is_foreign_key && command.table->kind == ObjectKind::PartitionedTable)) return;
    auto finding = found.at(command);
    finding.says("constraint {part} is added to {kind} {object} by a scan that stops its writes");
    if (command.definition.empty()) {
        finding.cure(
            "-- ADD COLUMN in a statement of its own, then ADD CONSTRAINT {part} ... NOT VALID,\n"
            "-- and after COMMIT VALIDATE CONSTRAINT {part}");
        return;
    }
    finding.cure(
        "{alter} ADD CONSTRAINT {part} {} NOT VALID;\n"
        "-- then, after COMMIT:\n"
        "{alter} VALIDATE CONSTRAINT {part};",
        command.definition);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG606",
    .name = "constraint_not_valid",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary =
        "A foreign key or a CHECK on a table in use is added NOT VALID, and validated in a transaction of its own.",
    .why =
        "ADD CONSTRAINT reads the whole table while its lock stops the writes, of a foreign key's target too. "
        "NOT VALID adds it at once; VALIDATE CONSTRAINT reads the table while others write, unless the "
        "transaction still has the lock of the ADD or of another change.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKinds(CommandKind::AddForeignKey) | CommandKind::AddCheck | CommandKind::ValidateConstraint,
};

}  // namespace mana_guard::rules::constraint_not_valid
