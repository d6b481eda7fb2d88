// MG704 no_rename_table: no client can follow a rename at the moment when it commits.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_rename_table {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || command.table->is_partition) return;  // clients spell its parent's
    found.at_object()
        .says("{kind} {object} is renamed to {}, and every client fails that knows the old name", command.new_name)
        .value(command.new_name)
        .cure("CREATE VIEW {} AS SELECT * FROM {object};", command.new_name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG704",
    .name = "no_rename_table",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .is_change = true,
    .summary = "A table in use keeps its name.",
    .why =
        "Every query that spells the old name fails from the moment when the rename commits. A view under the "
        "new name lets both work until the last client has moved.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::RenameTable,
};

}  // namespace mana_guard::rules::no_rename_table
