// MG623 lock_chain: no statement waits for a lock while its transaction holds another.
#include "rules/rule.hpp"

namespace mana_guard::rules::lock_chain {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    for (const std::string_view locked : command.session->locked) {
        if (locked == command.root) continue;
        found.at_object()
            .says("{kind} {object} is in use, and this transaction already holds ACCESS EXCLUSIVE on {}", locked)
            .value(locked)
            .cure("COMMIT;\nBEGIN;\n-- then this statement");
        return;
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG623",
    .name = "lock_chain",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "No statement waits for a lock while its transaction holds ACCESS EXCLUSIVE on another table in use.",
    .why =
        "While this statement waits for its lock, nobody can use the table that is already locked: one long query "
        "blocks both.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Statement | CommandKind::LockAlong,
    .session = SessionFact::TableLocks,
};

}  // namespace mana_guard::rules::lock_chain
