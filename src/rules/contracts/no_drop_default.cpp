// MG710 no_drop_default: inserts rely on the default.
#include "rules/contracts/victims.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_default {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.had_rows() || command.of_same_transaction) return;
    found.at(command).says("column {column} of {kind} {object} loses its {}{}, which inserts rely on",
                           command.words.empty() ? "default" : command.words, along_with(command));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG710",
    .name = "no_drop_default",
    .category = Category::Contracts,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A column of a table in use keeps its default.",
    .why =
        "From then on, an INSERT that omits the column fails if the column is NOT NULL, and stores a null if it is "
        "not.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropDefault | CommandKind::DefaultVictim,
};

}  // namespace mana_guard::rules::no_drop_default
