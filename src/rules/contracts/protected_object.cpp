// MG709 protected_object: an object that the policy protects is not changed.
#include "rules/rule.hpp"

namespace mana_guard::rules::protected_object {
namespace {

void judge(const Command& /*command*/, const Parameters& /*p*/, Findings& found) {
    found.at_object().says("{kind} {object} is protected");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG709",
    .name = "protected_object",
    .category = Category::Contracts,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .needs_name = true,
    .summary = "An object that the policy protects is not changed.",
    .why = "Your team's policy protects the object: others rely on its definition, or another process maintains it.",
    .kinds = all_objects,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Statement,
};

}  // namespace mana_guard::rules::protected_object
