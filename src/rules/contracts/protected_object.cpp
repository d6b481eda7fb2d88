// MG709 protected_object: an object that the policy protects is not changed.
#include "rules/contracts/victims.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::protected_object {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    switch (command.kind) {
        case CommandKind::Statement:
            found.at_object().says("{kind} {object} is protected");
            return;
        case CommandKind::ColumnVictim:
            found.at(command).says("{kind} {object} is protected, and its column {column} is dropped{}",
                                   along_with(command));
            return;
        case CommandKind::AlteredVictim:
            found.at_object().says("{kind} {object} is protected, and is altered{}", along_with(command));
            return;
        default:
            found.at_object().says("{kind} {object} is protected, and is dropped{}", along_with(command));
    }
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
    .commands = CommandKind::Statement | CommandKind::TableVictim | CommandKind::ColumnVictim |
                CommandKind::SchemaVictim | CommandKind::OtherVictim | CommandKind::AlteredVictim,
};

}  // namespace mana_guard::rules::protected_object
