// MG615 no_generated_stored: what is computed for all rows is written for all rows.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_generated_stored {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.is_generated) return;
    auto finding = found.at(command);
    finding.says("column {column} is added to {kind} {object} as GENERATED ... STORED, which rewrites the table");
    if (command.definition.empty()) return;
    // A boolean that may be null is another rule's matter.
    const std::string_view rest = command.definition == "boolean" ? " NOT NULL DEFAULT false" : "";
    finding.cure(
        "{alter} ADD COLUMN {column} {}{};\n-- then a trigger that fills it, and the rows that are there in batches",
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
        "PostgreSQL computes the column for every row that is there, which rewrites the table under ACCESS "
        "EXCLUSIVE. A plain column that a trigger fills, or a view, stops nobody.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddColumn,
};

}  // namespace mana_guard::rules::no_generated_stored
