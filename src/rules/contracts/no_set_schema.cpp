// MG714 no_set_schema: for clients, a move to another schema is a rename.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_set_schema {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.had_rows() || command.was_partition) return;  // clients use its parent's name
    found.at_object()
        .says("{kind} {object} is moved to {}; every client that uses the old name will fail", command.new_name)
        .value(command.new_name)
        .cure("CREATE VIEW {} AS SELECT * FROM {object};", command.new_name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG714",
    .name = "no_set_schema",
    .category = Category::Contracts,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A table in use stays in its schema.",
    .why =
        "For a client that names the schema, the table is gone as soon as the move commits. A view in the other schema "
        "lets both names work until the last client has switched.",
    .kinds = tables_of_any_kind,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::SetSchema,
};

}  // namespace mana_guard::rules::no_set_schema
