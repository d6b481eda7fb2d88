// MG702 drop_table_cooldown: a table goes when everybody knew. Of a partition rows go alone: clients read its parent.
#include "rules/contracts/dates.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::drop_table_cooldown {
namespace {

constexpr Parameter parameters[] = {
    duration("wait", "How long before the removal it has to be announced.", "\"7 days\""),
    flag("only_nonempty", "Say nothing of an empty table that no view, foreign key or function refers to.", true),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.stood || command.table->is_partition || command.was_partition) return;
    if (command.is_unused && p.flag("only_nonempty")) return;
    const bool is_announced = command.deprecated_at != 0;
    const std::int64_t due = later(command.deprecated_at, p.duration("wait"));
    if (is_announced && command.now >= due) return;
    auto finding = found.at(command);
    if (!is_announced) {
        finding.says("{kind} {object} is dropped without notice")
            .cure("SELECT mana_guard.deprecate({0}, 'say what takes its place');\n-- and {1} later the DROP",
                  sql_literal(command.object->identity), p.text("wait"));
    } else {
        finding.says("{kind} {object} was announced on {} and may be dropped from {} on", day_of(command.deprecated_at),
                     day_of(due));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG702",
    .name = "drop_table_cooldown",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A table is dropped some time after that was announced.",
    .why =
        "Whatever still reads the table fails from the moment when the DROP commits, and its rows are gone. "
        "Announced before, every team has had the time to look.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::DropTable,
};

}  // namespace mana_guard::rules::drop_table_cooldown
