// MG703 no_rename_column: no client can switch to the new name at the moment when the rename commits.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::no_rename_column {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.had_rows() || command.of_same_transaction) return;
    found.at(command)
        .says("column {column} of {kind} {object} is renamed to {}; every client that uses the old name will fail",
              command.new_name)
        .value(command.new_name)
        .becomes({.name = plain_name(command.new_name), .type = std::string(command.definition)});
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG703",
    .name = "no_rename_column",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .is_change = true,
    .summary = "A column of a table in use keeps its name.",
    .why =
        "Every query that uses the old name fails as soon as the rename commits, and no deployment is that quick. A "
        "second column lets both names work until the last client has switched.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::RenameColumn,
};

}  // namespace mana_guard::rules::no_rename_column
