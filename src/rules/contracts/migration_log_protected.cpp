// MG708 migration_log_protected: the tool knows by it what has been run.
#include "rules/rule.hpp"

namespace mana_guard::rules::migration_log_protected {
namespace {

constexpr Parameter parameters[] = {
    names("tables", "The logs, each as schema.table.", {"drizzle.__drizzle_migrations"}),
};

std::string_view deed_of(CommandKind kind) {
    switch (kind) {
        case CommandKind::DropTable:
            return "{kind} {object} is a migration tool's log, and is dropped";
        case CommandKind::RenameTable:
            return "{kind} {object} is a migration tool's log, and is renamed";
        case CommandKind::SetSchema:
            return "{kind} {object} is a migration tool's log, and is moved";
        case CommandKind::DropColumn:
            return "{kind} {object} is a migration tool's log, and loses column {column}";
        default:
            return "{kind} {object} is a migration tool's log, and column {column} of it is altered";
    }
}

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.stood) return;
    if (!p["tables"].matches(formatted("{}.{}", command.object->schema, command.object->name))) return;
    found.at(command).says(deed_of(command.kind));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG708",
    .name = "migration_log_protected",
    .category = Category::Contracts,
    .severity = Severity::Error,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A migration tool's log stays as its tool made it.",
    .why =
        "The tool knows by it what has been run: without it, or with another name, the next deployment runs "
        "every migration once more.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKinds(CommandKind::DropTable) | CommandKind::RenameTable | CommandKind::SetSchema |
                CommandKind::DropColumn | CommandKind::RenameColumn | CommandKind::AlterColumnType |
                CommandKind::SetNotNull | CommandKind::DropNotNull | CommandKind::DropDefault,
};

}  // namespace mana_guard::rules::migration_log_protected
