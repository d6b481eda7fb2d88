// MG804 no_grant_to_public: PUBLIC is every role, including roles created later.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_grant_to_public {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    auto finding = found.at_object();
    if (command.words.ends_with("S")) {
        finding.says("{} on future objects in {kind} {object} is granted to PUBLIC", command.definition);
        finding.cure("ALTER DEFAULT PRIVILEGES ... GRANT {} {} TO ...;", command.definition, command.words);
    } else if (command.words.ends_with("TABLES IN SCHEMA")) {
        finding.says("{} on all tables in {kind} {object} is granted to PUBLIC", command.definition);
        finding.cure("GRANT {} {} {object} TO ...;", command.definition, command.words);
    } else {
        finding.says("{} on {kind} {object} is granted to PUBLIC", command.definition);
        finding.cure("GRANT {} {} {object} TO ...;", command.definition, command.words);
    }
    finding.value(command.definition);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG804",
    .name = "no_grant_to_public",
    .category = Category::Security,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "No right on a table or a schema is granted to PUBLIC.",
    .why =
        "PUBLIC includes every role of the cluster and every role that will be created, so the next service's role "
        "gets "
        "this right although nobody decided that.",
    .kinds = all_relations | ObjectKind::Schema | ObjectKind::Database,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::GrantToPublic,
};

}  // namespace mana_guard::rules::no_grant_to_public
