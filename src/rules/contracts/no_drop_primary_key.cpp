// MG715 no_drop_primary_key: publications and foreign keys identify rows by it.
#include "rules/contracts/victims.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_primary_key {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.stood || command.of_same_transaction || command.relied_on_by.empty()) return;
    found.at(command)
        .says("primary key {part} of {kind} {object} is dropped{}, but {} needs it", along_with(command),
              command.relied_on_by)
        .value(command.relied_on_by);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG715",
    .name = "no_drop_primary_key",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A primary key that a publication or a foreign key needs is not dropped.",
    .why =
        "A publication identifies rows by the primary key: without one, PostgreSQL refuses every UPDATE and DELETE of "
        "the table. Foreign keys that refer to the key are dropped with it.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropConstraint | CommandKind::ConstraintVictim,
};

}  // namespace mana_guard::rules::no_drop_primary_key
