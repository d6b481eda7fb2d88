// MG707 no_drop_constraint: what a key kept out comes in.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_constraint {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || command.of_same_transaction || command.definition.empty()) return;
    found.at(command).says("{} {part} of {kind} {object} is dropped", command.definition).value(command.definition);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG707",
    .name = "no_drop_constraint",
    .category = Category::Contracts,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "Keys of a table in use stay.",
    .why =
        "Without its key a table takes duplicates and rows that refer to nothing, and they are found long "
        "after.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropConstraint,
};

}  // namespace mana_guard::rules::no_drop_constraint
