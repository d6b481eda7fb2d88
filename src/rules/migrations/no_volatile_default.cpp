// MG614 no_volatile_default: one value for all rows that are there.
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
    // Of serial and identity there is no more to say than that the column comes without.
    if (command.definition.empty()) return;
    finding.cure(
        "{alter} ADD COLUMN {column} {};\n"
        "{alter} ALTER COLUMN {column} SET DEFAULT {};\n"
        "-- then fill in the rows that are there, in batches",
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
        "PostgreSQL keeps one value for all old rows, but calls a volatile function for each of them: that "
        "rewrites the table under ACCESS EXCLUSIVE. now() isn't volatile; gen_random_uuid(), nextval() and "
        "random() are.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddColumn,
};

}  // namespace mana_guard::rules::no_volatile_default
