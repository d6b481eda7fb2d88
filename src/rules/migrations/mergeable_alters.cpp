// MG624 mergeable_alters: one pass over a table.
#include "rules/rule.hpp"

namespace mana_guard::rules::mergeable_alters {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.altered_before) return;
    found.at_object().says(
        "{kind} {object} was altered in this transaction already, and one ALTER TABLE could do both");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG624",
    .name = "mergeable_alters",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Statement,
    .is_change = true,
    .summary = "What changes one table in a transaction is one ALTER TABLE.",
    .why =
        "One statement takes the lock once, and reads or rewrites the table once for all of its steps; each further "
        "one does "
        "it again.",
    .kinds = stored_tables,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::StatementEnd,
};

}  // namespace mana_guard::rules::mergeable_alters
