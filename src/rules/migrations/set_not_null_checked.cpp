// MG605 set_not_null_checked: a CHECK that proves NOT NULL makes the scan unnecessary.
#include "rules/free_name.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::set_not_null_checked {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.checks_rows) return;
    const std::string check =
        free_name(command.taken_names, formatted("{}_{}_not_null", command.table->name, command.column->name));
    found.at(command)
        .says("column {column} of {kind} {object} is set NOT NULL with a scan that blocks reads and writes")
        .cure(
            "{alter} ADD CONSTRAINT {0} CHECK ({column} IS NOT NULL) NOT VALID;\n"
            "-- then, after COMMIT:\n"
            "{alter} VALIDATE CONSTRAINT {0};\n"
            "{alter} ALTER COLUMN {column} SET NOT NULL;\n"
            "{alter} DROP CONSTRAINT {0};",
            sql_name(check))
        .cure_makes(check);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG605",
    .name = "set_not_null_checked",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "SET NOT NULL on a table in use relies on a validated CHECK.",
    .why =
        "SET NOT NULL reads the whole table under ACCESS EXCLUSIVE, and nobody else can read the table meanwhile. A "
        "validated CHECK of the same condition makes the scan unnecessary, and can be validated while others write.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::SetNotNull,
};

}  // namespace mana_guard::rules::set_not_null_checked
