// MG603 reindex_concurrently: writes go on while an index is built anew.
#include "rules/migrations/in_block.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::reindex_concurrently {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || !command.can_be_concurrent) return;
    auto finding = found.at(command);
    if (tables_of_any_kind.has(command.object->kind) || command.object->kind == ObjectKind::MaterializedView) {
        finding.says("{kind} {object} is in use, and reindexing stops its writes");
    } else {
        finding.says("{kind} {object} holds tables in use, and reindexing stops their writes");
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
    .summary = "What is in use is reindexed CONCURRENTLY.",
    .why =
        "REINDEX stops every INSERT, UPDATE and DELETE until it has read the whole table, and the reads that the "
        "index would serve; CONCURRENTLY takes longer and stops nobody.",
    .kinds = stored_tables | ObjectKind::MaterializedView | ObjectKind::Schema | ObjectKind::Database,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Reindex,
};

}  // namespace mana_guard::rules::reindex_concurrently
