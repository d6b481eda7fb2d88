// MG712 drop_cascade_victims: a DROP drops only what it names.
#include "rules/rule.hpp"

namespace mana_guard::rules::drop_cascade_victims {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    auto finding = found.at(command);
    if (command.column != nullptr) {
        finding.says("column {column} of {kind} {object} is dropped along with {}", command.value);
    } else {
        finding.says("{kind} {object} is dropped along with {}", command.value);
    }
    finding.value(command.value);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG712",
    .name = "drop_cascade_victims",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Statement,
    .is_change = true,
    .summary = "A DROP drops only the tables and columns that it names.",
    .why =
        "CASCADE and DROP OWNED also drop objects that the statement does not name, so no reviewer sees them. Objects "
        "that are dropped by name have been reviewed.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .yields_to = {"drop_column_cooldown", "drop_table_cooldown", "migration_log_protected", "protected_object"},
    .judge_command = judge,
    .commands = CommandKind::TableVictim | CommandKind::ColumnVictim,
};

}  // namespace mana_guard::rules::drop_cascade_victims
