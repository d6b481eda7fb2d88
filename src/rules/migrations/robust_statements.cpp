// MG618 robust_statements: a migration that failed halfway can be run again.
#include "rules/rule.hpp"

namespace mana_guard::rules::robust_statements {
namespace {

constexpr Parameter parameters[] = {
    flag("alter_table", "Whether ALTER TABLE says IF [NOT] EXISTS of columns and constraints that it adds or drops.",
         false),
    flag("replace", "Whether views, functions, procedures and triggers are created with OR REPLACE.", false),
};

// "index idx_files_name of table app.files"
std::string subject_of(const Command& command) {
    if (command.name.empty()) return "{kind} {object}";
    return formatted("{} {{part}} of {{kind}} {{object}}", noun_of_statement(command.words));
}

void judge_create(const Command& command, Findings& found) {
    auto finding = found.at(command);
    finding.says(subject_of(command) + " is created without IF NOT EXISTS, outside a transaction block")
        .value(command.words);
    if (command.words == "CREATE STATISTICS") {
        finding.cure("-- {} IF NOT EXISTS {part} ... FROM {object}", command.definition);
    } else if (!command.name.empty()) {
        finding.cure("-- {} IF NOT EXISTS {part} ON {object} ...", command.definition);
    } else if (command.object->kind == ObjectKind::Schema) {
        finding.cure("{} IF NOT EXISTS {object};", command.definition);
    } else {
        finding.cure("-- {} IF NOT EXISTS {object} ...", command.definition);
    }
}

void judge_replaceable(const Command& command, Findings& found) {
    constexpr std::string_view create = "CREATE ";
    auto finding = found.at(command);
    finding.says(subject_of(command) + " is created without OR REPLACE, outside a transaction block")
        .value(command.words);
    const std::string_view noun = command.words.substr(create.size());
    if (command.name.empty()) {
        finding.cure("-- CREATE OR REPLACE {} {object} ...", noun);
    } else {
        finding.cure("-- CREATE OR REPLACE {} {part} ... ON {object} ...", noun);
    }
}

void judge_drop(const Command& command, Findings& found) {
    found.at(command)
        .says(subject_of(command) + " is dropped without IF EXISTS, outside a transaction block")
        .value(command.words)
        .cure("{}", command.definition);
}

void judge_step(const Command& command, Findings& found) {
    auto finding = found.at(command);
    finding.value(command.words);
    const std::string_view cascade = command.is_cascade ? " CASCADE" : "";
    if (command.words == "ADD COLUMN") {
        finding.says("column {column} of {kind} {object} is added without IF NOT EXISTS, outside a transaction block")
            .cure("-- {alter} ADD COLUMN IF NOT EXISTS {column} ...");
    } else if (command.words == "DROP COLUMN") {
        finding.says("column {column} of {kind} {object} is dropped without IF EXISTS, outside a transaction block")
            .cure("{alter} DROP COLUMN IF EXISTS {column}{};", cascade);
    } else {
        finding.says("constraint {part} of {kind} {object} is dropped without IF EXISTS, outside a transaction block")
            .cure("{alter} DROP CONSTRAINT IF EXISTS {part}{};", cascade);
    }
}

void judge(const Command& command, const Parameters& p, Findings& found) {
    if (command.in_block || !command.is_top_level) return;
    if (command.lacks_replace && p.flag("replace")) judge_replaceable(command, found);
    if (!command.lacks_if) return;
    if (command.kind == CommandKind::Create) judge_create(command, found);
    if (command.kind == CommandKind::Drop) judge_drop(command, found);
    if (command.kind == CommandKind::AlterStep && p.flag("alter_table")) judge_step(command, found);
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
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Create | CommandKind::Drop | CommandKinds(CommandKind::AlterStep),
};

}  // namespace mana_guard::rules::robust_statements
