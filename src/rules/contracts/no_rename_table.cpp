// MG704 no_rename_table: no client can switch to the new name at the moment when the rename commits.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_rename_table {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.had_rows() || command.was_partition) return;  // clients use its parent's name
    found.at_object()
        .says("{kind} {object} is renamed to {}; every client that uses the old name will fail", command.new_name)
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
        "Every query that uses the old name fails as soon as the rename commits. A view under the new name lets both "
        "names work until the last client has switched.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::RenameTable,
};

}  // namespace mana_guard::rules::no_rename_table
