// MG609 no_type_change: a new type needs a new column.
#include "rules/free_name.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::no_type_change {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !(command.rewrites || command.checks_rows)) return;
    const std::string fresh = free_name(command.taken_names, second_name(command.column->name));
    auto finding = found.at(command);
    if (command.rewrites) {
        finding.says("column {column} of {kind} {object} changes from {} to {}, which rewrites the table",
                     command.column->type.declared, command.definition);
    } else {
        finding.says("column {column} of {kind} {object} changes from {} to {}, which reads the table to {}",
                     command.column->type.declared, command.definition, command.value);
    }
    finding.value(command.definition)
        .cure(
            "{alter} ADD COLUMN {} {};\n"
            "-- write both, copy in batches, move the readers, then announce {column} with mana_guard.deprecate()",
            sql_name(fresh), command.definition)
        .cure_makes(fresh);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG609",
    .name = "no_type_change",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A column of a table in use keeps its type, unless the change needs neither a rewrite nor a scan.",
    .why =
        "PostgreSQL rewrites or reads the whole table under ACCESS EXCLUSIVE, and clients that use the old type fail "
        "as soon as the change commits. A second column of the new type lets old and new clients work until the last "
        "one has moved.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AlterColumnType,
};

}  // namespace mana_guard::rules::no_type_change
