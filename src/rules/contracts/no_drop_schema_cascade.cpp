// MG705 no_drop_schema_cascade: tables are dropped by name.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_schema_cascade {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.is_cascade || !command.schema->holds_tables || !command.stood) return;
    if (command.kind == CommandKind::SchemaVictim) {
        found.at_object().says("schema {object} is dropped along with {}, with its tables and all their rows",
                               command.value);
    } else {
        found.at_object().says("schema {object} is dropped with CASCADE, which drops its tables and all their rows");
    }
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
        "All tables of the schema and whatever refers to them elsewhere are dropped in one statement that names none "
        "of them.",
    .kinds = ObjectKind::Schema,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::DropSchema | CommandKind::SchemaVictim,
};

}  // namespace mana_guard::rules::no_drop_schema_cascade
