// MG709 protected_object: hands off.
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
    .summary = "What the policy protects is not changed at all.",
    .why = "The house has said so: others rely on it as it is, or another process changes it.",
    .kinds = all_objects,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Statement,
};

}  // namespace mana_guard::rules::protected_object
