// MG701 drop_column_cooldown: a column goes when everybody knew.
#include "rules/contracts/dates.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::drop_column_cooldown {
namespace {

constexpr Parameter parameters[] = {
    duration("wait", "How long before the removal it has to be announced.", "\"7 days\""),
    flag("only_nonempty", "Say nothing of a column of an empty table to which no view, foreign key or function refers.",
         true),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.stood || command.of_same_transaction) return;
    if (command.is_unused && p.flag("only_nonempty")) return;
    const bool is_announced = command.deprecated_at != 0;
    const std::int64_t due = later(command.deprecated_at, p.duration("wait"));
    if (is_announced && command.now >= due) return;
    auto finding = found.at(command);
    if (!is_announced) {
        finding.says("column {column} of {kind} {object} is dropped without notice")
            .cure("SELECT mana_guard.deprecate({0}, 'say what takes its place', {1});\n-- and {2} later the DROP",
                  sql_literal(command.object->identity), sql_literal(command.column->name), p.text("wait"));
    } else {
        finding.says("column {column} of {kind} {object} was announced on {} and may be dropped from {} on",
                     day_of(command.deprecated_at), day_of(due));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG701",
    .name = "drop_column_cooldown",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A column is dropped some time after that was announced.",
    .why =
        "Whatever still reads the column fails from the moment when the DROP commits, and its values are "
        "gone. Announced before, every team has had the time to look.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::DropColumn,
};

}  // namespace mana_guard::rules::drop_column_cooldown
