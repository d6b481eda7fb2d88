// MG608 no_table_rewrite: statements leave the rows of a table in use where they are.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_table_rewrite {
namespace {

constexpr Parameter parameters[] = {
    number("min_size_bytes", "Tables smaller than this, in bytes, are ignored.", 0),
};

std::string_view reason_of(const Command& command) {
    switch (command.kind) {
        case CommandKind::AddColumn:
            if (command.is_generated) return "a stored generated column";
            return command.volatile_function.empty() ? "a domain with constraints"
                                                     : "a default that differs from row to row";
        case CommandKind::AlterColumnType:
            return "another type";
        case CommandKind::SetAccessMethod:
            return "another access method";
        default:
            return "LOGGED or UNLOGGED";
    }
}

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (!command.in_use || !command.rewrites || command.bytes < p.number("min_size_bytes")) return;
    found.at(command).says("{kind} {object} is rewritten for {}", reason_of(command)).value(reason_of(command));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG608",
    .name = "no_table_rewrite",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "No statement rewrites a table in use.",
    .why =
        "A rewrite copies every row and rebuilds every index under ACCESS EXCLUSIVE. Nobody can read or write the "
        "table until it is done, and the disk needs room for both copies.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = {},
    .parameters = parameters,
    .yields_to = {"no_type_change", "no_volatile_default", "no_generated_stored"},
    .judge_command = judge,
    .commands = CommandKinds(CommandKind::AddColumn) | CommandKind::AlterColumnType | CommandKind::SetPersistence |
                CommandKind::SetAccessMethod,
};

}  // namespace mana_guard::rules::no_table_rewrite
