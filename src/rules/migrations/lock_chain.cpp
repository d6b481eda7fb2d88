// MG623 lock_chain: no statement waits for a lock while its transaction holds another.
#include "rules/migrations/table_locks.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::lock_chain {
namespace {

constexpr Parameter parameters[] = {counted_locks};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.in_use) return;
    for (const std::string_view locked : locked_tables(*command.session, p["locks"])) {
        if (locked == command.root) continue;
        const auto& exclusive = command.session->locked;
        const bool is_exclusive = std::ranges::find(exclusive, locked) != exclusive.end();
        found.at_object()
            .says("{kind} {object} is in use, and this transaction already holds {} on {}",
                  is_exclusive ? "ACCESS EXCLUSIVE" : "SHARE ROW EXCLUSIVE", locked)
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
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Statement | CommandKind::LockAlong,
    .session = SessionFact::TableLocks,
};

}  // namespace mana_guard::rules::lock_chain
