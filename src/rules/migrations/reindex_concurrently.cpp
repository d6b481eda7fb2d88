// MG603 reindex_concurrently: writes go on while an index is rebuilt.
#include "rules/migrations/in_block.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::reindex_concurrently {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.can_be_concurrent) return;
    auto finding = found.at(command);
    if (tables_of_any_kind.has(command.object->kind) || command.object->kind == ObjectKind::MaterializedView) {
        finding.says("{kind} {object} is in use; reindexing it blocks writes");
    } else {
        finding.says("{kind} {object} contains tables in use; reindexing it blocks writes");
    }
    finding.cure("{}REINDEX {} {};", out_of_block(command), command.definition, command.keys);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG603",
    .name = "reindex_concurrently",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "Tables in use are reindexed CONCURRENTLY.",
    .why =
        "REINDEX blocks every INSERT, UPDATE and DELETE until it has read the whole table, and also the reads that "
        "would use the index. REINDEX CONCURRENTLY takes longer but blocks neither.",
    .kinds = stored_tables | ObjectKind::MaterializedView | ObjectKind::Schema | ObjectKind::Database,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Reindex,
};

}  // namespace mana_guard::rules::reindex_concurrently
