// MG610 lock_timeout_set: nobody stands in line for ever.
#include "rules/rule.hpp"

namespace mana_guard::rules::lock_timeout_set {
namespace {

constexpr Parameter parameters[] = {
    number("max_ms", "The longest that lock_timeout may be, in milliseconds; 0: as long as it isn't 0.", 0),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.in_use) return;
    const std::int64_t most = p.number("max_ms");
    const std::int64_t timeout = command.session->lock_timeout;
    if (timeout != 0 && (most == 0 || timeout <= most)) return;
    auto finding = found.at_object();
    if (timeout == 0) {
        finding.says("{kind} {object} is in use, and lock_timeout is 0: this statement may wait for its lock for ever");
    } else {
        finding.says("{kind} {object} is in use, and lock_timeout is {} ms, more than {} ms", timeout, most);
    }
    constexpr std::int64_t usual = 5000;
    finding.cure("SET lock_timeout = '{}ms';\n-- then this statement, and once more where it gives up",
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
    .summary = "DDL on a table in use gives up waiting for its lock after a while.",
    .why =
        "A statement that waits for its lock stands in line before all that come after it: behind one long query the "
        "whole "
        "table comes to a stop. With lock_timeout it gives up, and is tried again.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Statement | CommandKind::LockAlong,
    .session = SessionFact::Timeouts,
};

}  // namespace mana_guard::rules::lock_timeout_set
