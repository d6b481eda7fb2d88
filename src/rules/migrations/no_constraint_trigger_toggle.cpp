// MG621 no_constraint_trigger_toggle: what is disabled is disabled for everybody.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_constraint_trigger_toggle {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    if (command.name.empty()) {
        found.at_object().says("triggers of {kind} {object} are disabled, for all sessions");
    } else {
        found.at(command).says("trigger {part} of {kind} {object} is disabled, for all sessions");
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
        "While a trigger is disabled, other sessions write rows that it never sees: updated_at stays behind, "
        "and with ALL foreign keys are not enforced and later not checked either.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DisableTrigger,
};

}  // namespace mana_guard::rules::no_constraint_trigger_toggle
