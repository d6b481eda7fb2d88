// MG605 set_not_null_checked: what a CHECK has proved needn't be read again.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::set_not_null_checked {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.checks_rows) return;
    const std::string check = sql_name(formatted("{}_{}_not_null", command.table->name, command.column->name));
    found.at(command)
        .says("column {column} of {kind} {object} becomes NOT NULL by a scan that stops all reads and writes")
        .cure(
            "{alter} ADD CONSTRAINT {0} CHECK ({column} IS NOT NULL) NOT VALID;\n"
            "-- then, after COMMIT:\n"
            "{alter} VALIDATE CONSTRAINT {0};\n"
            "{alter} ALTER COLUMN {column} SET NOT NULL;\n"
            "{alter} DROP CONSTRAINT {0};",
            check);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG605",
    .name = "set_not_null_checked",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "SET NOT NULL on a table in use has a validated CHECK to go by.",
    .why =
        "SET NOT NULL reads the whole table under ACCESS EXCLUSIVE, and nobody else may read it meanwhile. A "
        "validated CHECK that says the same spares the reading, and is validated while others write.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::SetNotNull,
};

}  // namespace mana_guard::rules::set_not_null_checked
