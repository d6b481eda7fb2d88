// MG621 no_constraint_trigger_toggle: a trigger is disabled for all sessions.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_constraint_trigger_toggle {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    if (command.name.empty()) {
        found.at_object().says("triggers of {kind} {object} are disabled for all sessions");
    } else {
        found.at(command).says("trigger {part} of {kind} {object} is disabled for all sessions");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG621",
    .name = "no_constraint_trigger_toggle",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "Triggers of a table in use stay enabled.",
    .why =
        "A disabled trigger misses the rows that other sessions write: updated_at, for example, is not set. With ALL, "
        "foreign keys are not enforced, and those rows are not checked later either.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DisableTrigger,
};

}  // namespace mana_guard::rules::no_constraint_trigger_toggle
