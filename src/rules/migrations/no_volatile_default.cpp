// MG614 no_volatile_default: one value for all existing rows.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_volatile_default {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || command.volatile_function.empty()) return;
    auto finding = found.at(command);
    finding
        .says("column {column} is added to {kind} {object} with a default that calls {} for every row",
              command.volatile_function)
        .value(command.volatile_function);
    if (command.definition.empty()) return;
    // A serial or identity column can get its default only when the existing rows have numbers.
    if (command.value.empty()) {
        finding.cure(
            "{alter} ADD COLUMN {column} {};\n"
            "-- then number the existing rows in batches, set it NOT NULL, and ADD GENERATED {} AS IDENTITY",
            command.definition, command.column->identity == Identity::Always ? "ALWAYS" : "BY DEFAULT");
        return;
    }
    finding.cure(
        "{alter} ADD COLUMN {column} {};\n"
        "{alter} ALTER COLUMN {column} SET DEFAULT {};\n"
        "-- then fill in the existing rows in batches",
        command.definition, command.value);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG614",
    .name = "no_volatile_default",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A column that is added to a table in use has no volatile default.",
    .why =
        "PostgreSQL stores one value for all existing rows where the default is not volatile. A volatile function is "
        "called for each row, which rewrites the table under ACCESS EXCLUSIVE. now() is not volatile; "
        "gen_random_uuid(), nextval() and random() are.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddColumn,
};

}  // namespace mana_guard::rules::no_volatile_default
