// MG626 timeouts_set: statements that hang are stopped.
#include "rules/rule.hpp"

namespace mana_guard::rules::timeouts_set {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    const Session& session = *command.session;
    const auto tell = [&](std::string_view setting, std::string_view usual) {
        found.at_object()
            .says("{kind} {object} is in use, but {} is 0", setting)
            .value(setting)
            .cure("SET {} = '{}';", setting, usual);
    };
    if (session.statement_timeout == 0) tell("statement_timeout", "15min");
    if (session.idle_in_transaction_timeout == 0) tell("idle_in_transaction_session_timeout", "1min");
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
    .judge_command = judge,
    .commands = CommandKind::Statement | CommandKind::LockAlong,
    .session = SessionFact::Timeouts,
};

}  // namespace mana_guard::rules::timeouts_set
