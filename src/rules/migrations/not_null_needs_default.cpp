// MG604 not_null_needs_default: rows that are there need a value.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::not_null_needs_default {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.not_null || command.has_default) return;
    auto finding = found.at(command);
    finding.says("column {column} is added NOT NULL to {kind} {object}, which has rows, without a default");
    if (command.definition.empty()) return;
    // In place of another that the statement drops: both can be used until the last client has moved.
    const std::string name = command.is_replaced ? sql_name(formatted("{}_new", command.column->name))
                                                 : std::string(command.column->quoted_name);
    if (command.value.empty()) {
        finding.cure("{alter} ADD COLUMN {} {};\n-- fill it in, then have it NOT NULL", name, command.definition);
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
    .summary = "A column that is added NOT NULL to a table with rows has a default.",
    .why =
        "The rows that are there get NULL in the new column: PostgreSQL refuses the statement, or on an empty "
        "test database lets it pass and production refuses it.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddColumn,
};

}  // namespace mana_guard::rules::not_null_needs_default
