// MG706 no_drop_not_null: readers rely on NOT NULL.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_not_null {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.had_rows()) return;
    found.at(command).says("column {column} of {kind} {object} becomes nullable, which its readers do not expect");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG706",
    .name = "no_drop_not_null",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A column of a table in use stays NOT NULL.",
    .why =
        "Code that was written for a column without nulls fails, or continues without a value, when it reads the first "
        "null.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropNotNull,
};

}  // namespace mana_guard::rules::no_drop_not_null
