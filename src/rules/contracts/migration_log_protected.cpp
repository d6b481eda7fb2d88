// MG708 migration_log_protected: a migration tool's log keeps its name, schema and columns.
#include "rules/contracts/victims.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::migration_log_protected {
namespace {

constexpr Parameter parameters[] = {
    names("tables", "The log tables, each as schema.table.", {"drizzle.__drizzle_migrations"}),
};

std::string_view deed_of(CommandKind kind) {
    switch (kind) {
        case CommandKind::DropTable:
        case CommandKind::TableVictim:
            return "{kind} {object}, a migration tool's log, is dropped{}";
        case CommandKind::RenameTable:
            return "{kind} {object}, a migration tool's log, is renamed{}";
        case CommandKind::SetSchema:
            return "{kind} {object}, a migration tool's log, is moved{}";
        case CommandKind::DropColumn:
        case CommandKind::ColumnVictim:
            return "column {column} of {kind} {object}, a migration tool's log, is dropped{}";
        default:
            return "column {column} of {kind} {object}, a migration tool's log, is altered{}";
    }
}

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.stood) return;
    if (!p["tables"].matches(formatted("{}.{}", command.object->schema, command.object->name))) return;
    found.at(command).says(deed_of(command.kind), along_with(command));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG708",
    .name = "migration_log_protected",
    .category = Category::Contracts,
    .severity = Severity::Error,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A migration tool's log keeps its name, schema and columns.",
    .why =
        "The tool uses its log to know which migrations have run. If the log is missing or has another name, the next "
        "deployment runs every migration again.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKinds(CommandKind::DropTable) | CommandKind::RenameTable | CommandKind::SetSchema |
                CommandKind::DropColumn | CommandKind::RenameColumn | CommandKind::AlterColumnType |
                CommandKind::SetNotNull | CommandKind::DropNotNull | CommandKind::DropDefault |
                CommandKind::TableVictim | CommandKind::ColumnVictim | CommandKind::DefaultVictim,
};

}  // namespace mana_guard::rules::migration_log_protected
