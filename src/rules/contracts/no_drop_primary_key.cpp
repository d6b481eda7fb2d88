// MG715 no_drop_primary_key: others name the rows by it.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_primary_key {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.stood || command.of_same_transaction || command.relied_on_by.empty()) return;
    found.at(command)
        .says("primary key {part} of {kind} {object} is dropped, which {} needs", command.relied_on_by)
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
    .summary = "A primary key that a publication or a foreign key needs stays.",
    .why =
        "A publication names rows by it: without, every UPDATE and DELETE of the table is refused. Foreign keys "
        "that refer to it go with it.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropConstraint,
};

}  // namespace mana_guard::rules::no_drop_primary_key
