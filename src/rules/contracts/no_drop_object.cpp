// MG718 no_drop_object: what isn't a table and stands is neither dropped nor renamed.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_drop_object {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    auto finding = found.at(command);
    if (command.kind == CommandKind::LossOfRows) {
        finding.says("{kind} {object} is emptied; every client that reads it will fail");
    } else if (command.kind == CommandKind::LossOfPart && !command.new_name.empty()) {
        finding.says("{} {part} of {kind} {object} is renamed to {}; every client that uses the old name will fail",
                     noun_of_statement(command.words), command.new_name);
        finding.value(command.new_name);
    } else if (command.kind == CommandKind::LossOfPart) {
        finding.says("{} {part} of {kind} {object} is dropped", noun_of_statement(command.words));
    } else if (command.kind == CommandKind::LossOfName) {
        finding.says("{kind} {object} is renamed to {}; every client that uses the old name will fail",
                     command.new_name);
        finding.value(command.new_name);
    } else if (command.is_taken_along) {
        finding.says("{kind} {object} is dropped along with {}; every client that uses it will fail", command.value);
        finding.value(command.value);
    } else {
        finding.says("{kind} {object} is dropped; every client that uses it will fail");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG718",
    .name = "no_drop_object",
    .category = Category::Contracts,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .is_change = true,
    .summary =
        "Views, routines, types, sequences and extensions are neither dropped nor renamed, and triggers, policies and "
        "rules are not dropped.",
    .why =
        "The database does not know which clients, reports and jobs use it. What the same transaction creates again "
        "under the same name passes.",
    .kinds = all_relations | all_types | all_routines | ObjectKind::Extension,
    .facts = {},
    .judge_command = judge,
    .commands = loss_kinds,
};

}  // namespace mana_guard::rules::no_drop_object
