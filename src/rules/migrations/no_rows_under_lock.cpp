// MG630 no_rows_under_lock: rows are written in other transactions than DDL.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_rows_under_lock {
namespace {

constexpr Parameter parameters[] = {
    number("max_rows", "How many rows a transaction may write after DDL on a table in use.", 1000),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.in_use) return;
    // Until the transaction is over, any statement on a table in use may be the one.
    if (command.rows_since >= 0 && command.rows_since <= p.number("max_rows")) return;
    found.at_object()
        .says("{kind} {object} stays locked while this transaction writes {} rows", command.rows_since)
        .cure("-- COMMIT before rows are written; then write them in batches, a transaction each");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG630",
    .name = "no_rows_under_lock",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .is_change = true,
    .summary = "A transaction that has changed a table in use does not write many rows.",
    .why =
        "The lock of the DDL is held until COMMIT. Whoever needs the table waits for as long as the rows take, and if "
        "the transaction fails or is cancelled, all of them are written again.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::HoldLock,
};

}  // namespace mana_guard::rules::no_rows_under_lock
