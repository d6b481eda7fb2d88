// MG610 lock_timeout_set: no statement waits for its lock forever.
#include "rules/rule.hpp"

namespace mana_guard::rules::lock_timeout_set {
namespace {

constexpr Parameter parameters[] = {
    number("max_ms", "The largest lock_timeout allowed, in milliseconds; 0 allows any value except 0.", 0),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.in_use) return;
    const std::int64_t most = p.number("max_ms");
    const std::int64_t timeout = command.session->lock_timeout;
    if (timeout != 0 && (most == 0 || timeout <= most)) return;
    auto finding = found.at_object();
    if (timeout == 0) {
        finding.says("{kind} {object} is in use and lock_timeout is 0; this statement may wait for its lock forever");
    } else {
        finding.says("{kind} {object} is in use and lock_timeout is {} ms, which is more than {} ms", timeout, most);
    }
    constexpr std::int64_t usual = 5000;
    finding.cure("SET lock_timeout = '{}ms';\n-- then this statement; if it times out, try again",
                 most == 0 ? usual : most);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG610",
    .name = "lock_timeout_set",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "DDL on a table in use runs with lock_timeout set.",
    .why =
        "While a statement waits for its lock, all later statements on the table wait behind it, so one long query can "
        "block the whole table. With lock_timeout the statement gives up and can be tried again.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Statement | CommandKind::LockAlong,
    .session = SessionFact::Timeouts,
};

}  // namespace mana_guard::rules::lock_timeout_set
