// MG717 no_drop_database: a whole database is not dropped by a statement.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_database {
namespace {

constexpr Parameter parameters[] = {
    names("droppable", "Databases that may be dropped, such as those of a test.", {}),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (p["droppable"].matches(command.name)) return;
    found.at_object()
        .says("{kind} {object} is dropped with all that is in it")
        .value(command.name)
        .cure("-- pg_dump first; then a role for which your team's policy has this rule off may drop it");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG717",
    .name = "no_drop_database",
    .category = Category::Contracts,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "No database is dropped.",
    .why =
        "DROP DATABASE removes all schemas and rows of a database at once and can't be rolled back. A script that is "
        "connected to the wrong server, or software that starts again from nothing, needs a single statement for it.",
    .kinds = ObjectKind::Database,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::DropDatabase,
};

}  // namespace mana_guard::rules::no_drop_database
