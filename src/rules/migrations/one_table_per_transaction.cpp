// MG613 one_table_per_transaction: one lock at a time.
#include <algorithm>
#include <string>

#include "rules/migrations/table_locks.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::one_table_per_transaction {
namespace {

constexpr Parameter parameters[] = {
    number("max", "The largest number of tables in use that a transaction may lock exclusively.", 1),
    counted_locks,
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    const auto locked = locked_tables(*command.session, p["locks"]);
    const auto count = static_cast<std::int64_t>(locked.size());
    if (count <= p.number("max") || std::ranges::find(locked, command.root) == locked.end()) return;
    auto finding = found.at_object();
    finding
        .says("this transaction holds {} locks on {} {} in use: {}", words_of_locks(p["locks"]), count,
              count == 1 ? "table" : "tables", joined(locked, ", "))
        .value(std::to_string(count));
    if (count > 1) finding.cure("COMMIT;\nBEGIN;\n-- then this statement: each table in a transaction of its own");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG613",
    .name = "one_table_per_transaction",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Statement,
    .is_change = true,
    .summary = "A transaction takes ACCESS EXCLUSIVE locks on few tables in use.",
    .why =
        "Each lock is held until COMMIT. While the transaction waits for the second table, nobody can use the first, "
        "and two such transactions can deadlock.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::StatementEnd,
    .session = SessionFact::TableLocks,
};

}  // namespace mana_guard::rules::one_table_per_transaction
