// MG417 explicit_constraint_names: what has to be named later is named now.
#include "rules/rule.hpp"

namespace mana_guard::rules::explicit_constraint_names {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    auto finding = found.at(command);
    finding.says("{} of {kind} {object} is left to the automatic name {part}", command.words).value(command.words);
    if (command.words == "index") {
        finding.cure("CREATE INDEX {part} ON {object} ...;");
    } else {
        finding.cure("-- CONSTRAINT {part} in front of it");
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
    .summary = "Constraints and indexes are given a name.",
    .why =
        "The automatic name depends on what is there already, so that it may differ from server to server, and the "
        "migration that drops the constraint one day has to know it.",
    .kinds = tables_of_any_kind | ObjectKind::MaterializedView | ObjectKind::Domain,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AutomaticName,
};

}  // namespace mana_guard::rules::explicit_constraint_names
