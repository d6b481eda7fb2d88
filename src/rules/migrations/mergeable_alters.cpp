// MG624 mergeable_alters: one pass over a table for all changes.
#include "rules/rule.hpp"

namespace mana_guard::rules::mergeable_alters {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.altered_before) return;
    found.at_object().says("{kind} {object} was already altered in this transaction; one ALTER TABLE could do both");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG624",
    .name = "mergeable_alters",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Statement,
    .is_change = true,
    .summary = "One ALTER TABLE makes all changes to a table in a transaction.",
    .why =
        "One statement takes the lock once and reads or rewrites the table once for all its steps. Each further "
        "statement does so again.",
    .kinds = stored_tables,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::StatementEnd,
};

}  // namespace mana_guard::rules::mergeable_alters
