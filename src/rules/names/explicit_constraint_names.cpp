// MG417 explicit_constraint_names: constraints and indexes are named when they are created.
#include "rules/rule.hpp"

namespace mana_guard::rules::explicit_constraint_names {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    auto finding = found.at(command);
    finding.says("{} of {kind} {object} has no explicit name; PostgreSQL chooses {part}", command.words)
        .value(command.words);
    if (command.words == "index") {
        finding.cure("-- write {part} before ON");
    } else {
        finding.cure("-- write CONSTRAINT {part} before the constraint");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG417",
    .name = "explicit_constraint_names",
    .category = Category::Names,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "Constraints and indexes are given a name explicitly.",
    .why =
        "The automatic name depends on the names that already exist, so it may differ from server to server. A "
        "migration that later drops the constraint or index has to know its name.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView | ObjectKind::Domain,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AutomaticName,
};

}  // namespace mana_guard::rules::explicit_constraint_names
