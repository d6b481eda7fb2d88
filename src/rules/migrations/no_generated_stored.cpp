// MG615 no_generated_stored: a stored generated column is written for all rows.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_generated_stored {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.is_generated) return;
    auto finding = found.at(command);
    finding.says("column {column} is added to {kind} {object} as GENERATED ... STORED, which rewrites the table");
    if (command.definition.empty()) return;
    // Another rule reports a nullable boolean.
    const std::string_view rest = command.definition == "boolean" ? " NOT NULL DEFAULT false" : "";
    finding.cure(
        "{alter} ADD COLUMN {column} {}{};\n-- then create a trigger that fills it, and fill in the existing rows in "
        "batches",
        command.definition, rest);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG615",
    .name = "no_generated_stored",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "No stored generated column is added to a table in use.",
    .why =
        "PostgreSQL computes the column for every existing row, which rewrites the table under ACCESS EXCLUSIVE. A "
        "plain column that a trigger fills, or a view, needs no rewrite.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddColumn,
};

}  // namespace mana_guard::rules::no_generated_stored
