// MG714 no_set_schema: a move is a rename to every client.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_set_schema {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use || command.table->is_partition) return;  // clients spell its parent's
    found.at_object()
        .says("{kind} {object} moves to {}, and every client fails that knows the old name", command.new_name)
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
        "To every client that spells the schema the table is gone from the moment when the move commits. A "
        "view in the other schema lets both work until the last client has moved.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::SetSchema,
};

}  // namespace mana_guard::rules::no_set_schema
