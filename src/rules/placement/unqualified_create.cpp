// MG109 unqualified_create: where a thing lands is in the statement, not in the session.
#include "rules/rule.hpp"

namespace mana_guard::rules::unqualified_create {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (command.says_schema) return;
    found.at_object()
        .says("{} names no schema, and the search_path makes it {object}", command.words)
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
    .summary = "What is created says its schema.",
    .why =
        "Without one the search_path of the session decides, which differs from role to role and from tool to tool: "
        "the same migration makes its table in another schema on another server.",
    .kinds = all_relations | all_types | all_routines | ObjectKind::Other,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Create,
};

}  // namespace mana_guard::rules::unqualified_create
