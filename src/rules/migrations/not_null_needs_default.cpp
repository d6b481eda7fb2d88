// MG604 not_null_needs_default: existing rows need a value.
#include "rules/free_name.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::not_null_needs_default {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.not_null || command.has_default) return;
    auto finding = found.at(command);
    finding.says("column {column} is added to {kind} {object} as NOT NULL without a default, but the table has rows");
    if (command.definition.empty()) return;
    // It replaces a column that the statement drops: both can be used until the last client has moved.
    const std::string fresh = free_name(command.taken_names, formatted("{}_new", command.column->name));
    if (command.is_replaced) finding.cure_makes(fresh);
    const std::string name = command.is_replaced ? sql_name(fresh) : std::string(command.column->quoted_name);
    if (command.value.empty()) {
        finding.cure("{alter} ADD COLUMN {} {};\n-- fill it in, then set it NOT NULL", name, command.definition);
    } else {
        finding.cure("{alter} ADD COLUMN {} {} NOT NULL DEFAULT {};", name, command.definition, command.value);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG604",
    .name = "not_null_needs_default",
    .category = Category::Migrations,
    .severity = Severity::Error,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A NOT NULL column that is added to a table with rows has a default.",
    .why =
        "The existing rows would have NULL in the new column, so PostgreSQL refuses the statement. On an empty test "
        "database it would succeed, and then fail in production.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddColumn,
};

}  // namespace mana_guard::rules::not_null_needs_default
