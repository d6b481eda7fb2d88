// MG707 no_drop_constraint: without its key a table accepts rows that the key kept out.
#include "rules/contracts/victims.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_constraint {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.had_rows() || command.of_same_transaction || command.definition.empty()) return;
    found.at(command)
        .says("{} {part} of {kind} {object} is dropped{}", command.definition, along_with(command))
        .value(command.definition);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG707",
    .name = "no_drop_constraint",
    .category = Category::Contracts,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "The keys of a table in use are not dropped.",
    .why =
        "Without the key, the table accepts duplicates or rows that refer to nothing, which are found only much later.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropConstraint | CommandKind::ConstraintVictim,
};

}  // namespace mana_guard::rules::no_drop_constraint
