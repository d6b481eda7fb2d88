// MG706 no_drop_not_null: readers rely on it.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_not_null {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    found.at(command).says(
        "column {column} of {kind} {object} may be null from now on, which its readers don't expect");
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
        "Code that was written for a column without nulls doesn't expect one: it fails, or goes on with "
        "nothing, when the first comes.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropNotNull,
};

}  // namespace mana_guard::rules::no_drop_not_null
