// MG109 unqualified_create: the statement, not the session, decides in which schema an object is created.
#include "rules/rule.hpp"

namespace mana_guard::rules::unqualified_create {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (command.says_schema) return;
    found.at_object()
        .says("{} names no schema; search_path resolves the name to {object}", command.words)
        .value(command.words)
        .cure("{} {object} ...;", command.definition);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG109",
    .name = "unqualified_create",
    .category = Category::Placement,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A CREATE statement names the schema of its object.",
    .why =
        "Without a schema name the search_path of the session decides, and it differs between roles and tools: the "
        "same migration creates its table in a different schema on another server.",
    .kinds = all_relations | all_types | all_routines | ObjectKind::Other,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Create,
};

}  // namespace mana_guard::rules::unqualified_create
