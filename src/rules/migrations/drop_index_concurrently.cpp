// MG602 drop_index_concurrently: nobody waits for an index to go.
#include "rules/migrations/in_block.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::drop_index_concurrently {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.can_be_concurrent) return;
    found.at(command)
        .says("{kind} {object} is in use, and dropping index {part} stops its reads and writes")
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
        "DROP INDEX waits for ACCESS EXCLUSIVE on the table, and behind it wait all who come later, readers "
        "too; CONCURRENTLY waits alone.",
    .kinds = ObjectKind::Table | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropIndex,
};

}  // namespace mana_guard::rules::drop_index_concurrently
