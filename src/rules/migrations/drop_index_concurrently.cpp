// MG602 drop_index_concurrently: dropping an index makes nobody wait.
#include "rules/migrations/in_block.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::drop_index_concurrently {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.can_be_concurrent) return;
    found.at(command)
        .says("{kind} {object} is in use; dropping index {part} blocks reads and writes")
        .cure("{}DROP INDEX CONCURRENTLY {};", out_of_block(command), command.definition);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG602",
    .name = "drop_index_concurrently",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "An index of a table in use is dropped CONCURRENTLY.",
    .why =
        "DROP INDEX waits for ACCESS EXCLUSIVE on the table, and all later statements on the table, even SELECT, wait "
        "behind it. With DROP INDEX CONCURRENTLY they do not have to wait.",
    .kinds = ObjectKind::Table | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropIndex,
};

}  // namespace mana_guard::rules::drop_index_concurrently
