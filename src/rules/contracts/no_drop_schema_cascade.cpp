// MG705 no_drop_schema_cascade: what goes is named.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_schema_cascade {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.is_cascade || !command.schema->holds_tables || !command.stood) return;
    found.at_object().says("dropping schema {object} with CASCADE takes its tables and all their rows");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG705",
    .name = "no_drop_schema_cascade",
    .category = Category::Contracts,
    .severity = Severity::Error,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A schema that holds tables is not dropped with CASCADE.",
    .why =
        "All of its tables go with all of their rows, and what refers to them elsewhere, in one statement "
        "that names none of it.",
    .kinds = ObjectKind::Schema,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropSchema,
};

}  // namespace mana_guard::rules::no_drop_schema_cascade
