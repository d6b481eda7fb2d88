// MG702 drop_table_cooldown: a table is dropped only after its removal was announced.
#include "rules/contracts/dates.hpp"
#include "rules/contracts/victims.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::drop_table_cooldown {
namespace {

constexpr Parameter parameters[] = {
    duration("wait", "How long before the DROP the removal must be announced.", "\"7 days\""),
    flag("only_nonempty", "Whether to ignore an empty table on which no view, foreign key, function or policy depends.",
         true),
    flag("partitions", "Whether to check partitions, and tables that look like detached ones.", false),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.stood || (command.was_partition && !p.flag("partitions"))) return;
    if (command.is_unused && p.flag("only_nonempty")) return;
    const bool is_announced = command.deprecated_at != 0;
    const std::int64_t due = later(command.deprecated_at, p.duration("wait"));
    if (is_announced && command.now >= due) return;
    auto finding = found.at(command);
    if (!is_announced) {
        finding.says("{kind} {object} is dropped without notice{}", along_with(command))
            .cure("SELECT mana_guard.deprecate({0}, 'say what takes its place');\n-- run the DROP {1} later",
                  sql_literal(command.object->identity), p.text("wait"));
    } else {
        finding.says("{kind} {object} was announced for removal on {} and may not be dropped{} before {}",
                     day_of(command.deprecated_at), along_with(command), day_of(due));
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
    .summary = "A table is dropped only some time after its removal was announced.",
    .why =
        "Every query that still uses the table fails as soon as the DROP commits, and the table's rows are lost. An "
        "announcement in advance gives every team time to check.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::DropTable | CommandKind::TableVictim,
};

}  // namespace mana_guard::rules::drop_table_cooldown
