// MG606 constraint_not_valid: existing rows are checked while others write.
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
                    "constraint {part} of {kind} {object} is validated while its transaction holds a lock that blocks "
                    "writes")
                .cure("-- in a transaction of its own:\n{alter} VALIDATE CONSTRAINT {part};");
            return;
        }
        found.at(command)
            .says(
                "constraint {part} of {kind} {object} is validated in the transaction that added it, whose lock blocks "
                "writes")
            .cure(
                "{alter} ADD CONSTRAINT {part} {};\n"
                "-- then, after COMMIT:\n"
                "{alter} VALIDATE CONSTRAINT {part};",
                command.definition);
        return;
    }
    // Before PostgreSQL 18 a foreign key of a partitioned table cannot be NOT VALID.
    const bool is_foreign_key = command.kind == CommandKind::AddForeignKey;
    if (!command.checks_rows || (is_foreign_key && command.table->kind == ObjectKind::PartitionedTable)) return;
    auto finding = found.at(command);
    finding.says("constraint {part} is added to {kind} {object} with a scan that blocks writes");
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
    .summary = "A foreign key or CHECK on a table in use is added NOT VALID and validated in a separate transaction.",
    .why =
        "ADD CONSTRAINT reads the whole table while its lock blocks writes; for a foreign key, writes to the "
        "referenced table too. NOT VALID adds the constraint at once. VALIDATE CONSTRAINT then reads the table while "
        "others write, unless its transaction still holds the lock of ADD CONSTRAINT or of another change.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKinds(CommandKind::AddForeignKey) | CommandKind::AddCheck | CommandKind::ValidateConstraint,
};

}  // namespace mana_guard::rules::constraint_not_valid
