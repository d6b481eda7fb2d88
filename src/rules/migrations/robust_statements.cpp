// MG618 robust_statements: a migration that failed halfway can be run again.
#include "rules/rule.hpp"

namespace mana_guard::rules::robust_statements {
namespace {

// "index idx_files_name of table app.files"
std::string subject_of(const Command& command) {
    if (command.name.empty()) return "{kind} {object}";
    return formatted("{} {{part}} of {{kind}} {{object}}", noun_of_statement(command.words));
}

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (command.in_block || !command.is_top_level || !command.lacks_if) return;
    const bool is_drop = command.kind == CommandKind::Drop;
    auto finding = found.at(command);
    finding
        .says(subject_of(command) + (is_drop ? " is dropped without IF EXISTS" : " is created without IF NOT EXISTS") +
              ", outside a transaction block")
        .value(command.words);
    if (is_drop) {
        finding.cure("{}", command.definition);
    } else if (command.words == "CREATE STATISTICS") {
        finding.cure("-- {} IF NOT EXISTS {part} ... FROM {object}", command.definition);
    } else if (!command.name.empty()) {
        finding.cure("-- {} IF NOT EXISTS {part} ON {object} ...", command.definition);
    } else if (command.object->kind == ObjectKind::Schema) {
        finding.cure("{} IF NOT EXISTS {object};", command.definition);
    } else {
        finding.cure("-- {} IF NOT EXISTS {object} ...", command.definition);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG618",
    .name = "robust_statements",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "CREATE and DROP outside a transaction block use IF NOT EXISTS and IF EXISTS.",
    .why =
        "Without a transaction block, the changes of a migration that fails halfway are not rolled back. When it is "
        "run again, its first statement fails, unless that statement skips what is already done.",
    .kinds = all_objects,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Create | CommandKind::Drop,
};

}  // namespace mana_guard::rules::robust_statements
