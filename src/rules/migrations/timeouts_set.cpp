// MG626 timeouts_set: statements that hang are stopped.
#include "rules/rule.hpp"

namespace mana_guard::rules::timeouts_set {
namespace {

constexpr Parameter parameters[] = {
    names("timeouts", "The settings that must not be 0.", {"statement_timeout", "idle_in_transaction_session_timeout"}),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.in_use) return;
    const Names& wanted = p["timeouts"];
    const Session& session = *command.session;
    const auto judge_timeout = [&](std::string_view setting, std::int64_t milliseconds, std::string_view usual) {
        if (milliseconds != 0 || !wanted.matches(setting)) return;
        found.at_object()
            .says("{kind} {object} is in use, but {} is 0", setting)
            .value(setting)
            .cure("SET {} = '{}';\n-- then this statement", setting, usual);
    };
    judge_timeout("statement_timeout", session.statement_timeout, "15min");
    judge_timeout("idle_in_transaction_session_timeout", session.idle_in_transaction_timeout, "1min");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG626",
    .name = "timeouts_set",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "DDL on a table in use runs with statement_timeout and idle_in_transaction_session_timeout set.",
    .why =
        "A migration that hangs, or whose client leaves the transaction idle, keeps its locks, and everyone who needs "
        "the table waits.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Statement | CommandKind::LockAlong,
    .session = SessionFact::Timeouts,
};

}  // namespace mana_guard::rules::timeouts_set
