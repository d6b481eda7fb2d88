#include "engine/offered_wording.hpp"

#include <algorithm>

#include "rules/index_naming.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

// The setting of the rule at the object, where somebody is told of its findings; null elsewhere.
const Setting* told_setting(const Change& change, const Policy& policy, const Object& object, std::string_view rule) {
    const auto rules = policy.known().all();
    const auto number = static_cast<std::size_t>(std::ranges::find(rules, rule, &Rule::name) - rules.begin());
    if (!policy.is_on(number)) return nullptr;
    const Setting& setting = policy.at(object.schema, object.name, change.actor)[number];
    return setting.severity > Severity::Log ? &setting : nullptr;
}

constexpr CommandKinds constraint_kinds =
    CommandKind::AddForeignKey | CommandKind::AddCheck | CommandKinds(CommandKind::AddUnique) |
    CommandKind::AddPrimaryKey | CommandKind::AddExclusion | CommandKind::SetNotNull | CommandKind::ValidateConstraint;

// What the finding's rule was asked about; null where that is no constraint.
const Command* constraint_command_of(const Change& change, const Finding& finding) {
    const auto command = std::ranges::find_if(change.commands, [&](const Command& one) {
        return constraint_kinds.has(one.kind) && finding.rule->commands.has(one.kind) && one.object == finding.object &&
               one.column == finding.column && (one.column != nullptr || one.name == finding.part);
    });
    return command == change.commands.end() ? nullptr : &*command;
}

// The parameter of constraint_name for what the command adds.
std::string_view patterns_for(const Command& command) {
    switch (command.kind) {
        case CommandKind::AddUnique:
            return "uniques";
        case CommandKind::AddPrimaryKey:
            return "primary_keys";
        case CommandKind::AddExclusion:
            return "exclusions";
        case CommandKind::AddForeignKey:
            return "foreign_keys";
        default:
            return command.definition.starts_with("FOREIGN KEY") ? "foreign_keys" : "checks";
    }
}

bool is_of_word(char c) {
    return c == '_' || c == '$' || c == '"' || static_cast<signed char>(c) < 0 || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Where it stands as a name of its own.
void replace_name(std::string& sql, std::string_view old, std::string_view by) {
    for (std::size_t at = sql.find(old); at != std::string::npos; at = sql.find(old, at)) {
        const bool begins = at == 0 || !is_of_word(sql[at - 1]);
        const bool ends = at + old.size() == sql.size() || !is_of_word(sql[at + old.size()]);
        if (begins && ends) sql.replace(at, old.size(), by);
        at += begins && ends ? by.size() : old.size();
    }
}

// The index that a constraint is to take over is named as the index's rule wants it.
void name_index_by_patterns(const Change& change, const Policy& policy, const Command& command, Finding& finding) {
    if (finding.cure_name.empty() || command.keys.empty()) return;
    const Setting* setting = told_setting(change, policy, *finding.object, "index_name");
    if (setting == nullptr || setting->parameters["patterns"].globs().empty()) return;
    Command index = command;
    index.name = finding.cure_name;
    index.definition = command.keys;
    index.is_unique = true;
    const std::string better = rules::better_index_name(index, setting->parameters["patterns"]);
    if (better.empty()) return;
    replace_name(finding.cure, rules::sql_name(finding.cure_name), rules::sql_name(better));
    finding.cure_name = better;
}

}  // namespace

void name_by_patterns(const Change& change, const Policy& policy, Finding& finding) {
    if (finding.cure.empty()) return;
    const Command* command = constraint_command_of(change, finding);
    if (command == nullptr) return;
    name_index_by_patterns(change, policy, *command, finding);
    const Setting* setting = told_setting(change, policy, *finding.object, "constraint_name");
    if (setting == nullptr) return;
    const bool is_made = command->kind == CommandKind::SetNotNull;
    if (command->kind == CommandKind::ValidateConstraint && !command->of_same_transaction) return;
    const std::string name = is_made ? finding.cure_name : std::string(command->name);
    const Names& patterns = setting->parameters[patterns_for(*command)];
    if (name.empty() || patterns.globs().empty()) return;
    const std::string better = rules::better_constraint_name(*command, name, patterns);
    if (better.empty()) return;
    replace_name(finding.cure, rules::sql_name(name), rules::sql_name(better));
    if (is_made || finding.cure_name.empty()) finding.cure_name = better;
}

namespace {

// Puts the words after each of these that they don't follow yet.
void insert_after(std::string& sql, std::string_view head, std::string_view words) {
    for (std::size_t at = sql.find(head); at != std::string::npos; at = sql.find(head, at)) {
        at += head.size();
        const std::string_view rest = std::string_view(sql).substr(at);
        constexpr std::string_view others[] = {"IF ", "ON ", "on ", "CONCURRENTLY ", "..."};
        if (std::ranges::any_of(others, [rest](std::string_view other) { return rest.starts_with(other); })) continue;
        sql.insert(at, words);
    }
}

}  // namespace

void make_robust(const Change& change, const Policy& policy, Finding& finding) {
    if (finding.cure.empty()) return;
    const Setting* setting = told_setting(change, policy, *finding.object, "robust_statements");
    if (setting == nullptr) return;
    insert_after(finding.cure, "CREATE INDEX ", "IF NOT EXISTS ");
    insert_after(finding.cure, "CREATE UNIQUE INDEX ", "IF NOT EXISTS ");
    insert_after(finding.cure, "CREATE INDEX CONCURRENTLY ", "IF NOT EXISTS ");
    insert_after(finding.cure, "CREATE UNIQUE INDEX CONCURRENTLY ", "IF NOT EXISTS ");
    insert_after(finding.cure, "CREATE SCHEMA ", "IF NOT EXISTS ");
    insert_after(finding.cure, "DROP INDEX ", "IF EXISTS ");
    insert_after(finding.cure, "DROP INDEX CONCURRENTLY ", "IF EXISTS ");
    if (!setting->parameters.flag("alter_table")) return;
    insert_after(finding.cure, " ADD COLUMN ", "IF NOT EXISTS ");
    insert_after(finding.cure, " DROP COLUMN ", "IF EXISTS ");
    insert_after(finding.cure, " DROP CONSTRAINT ", "IF EXISTS ");
}

void leave_to_others(std::vector<Finding>& findings) {
    for (Finding& finding : findings) {
        if (finding.rule->name != "robust_statements") continue;
        const bool is_replaced = std::ranges::any_of(findings, [&](const Finding& other) {
            return other.rule != finding.rule && other.object->kind == finding.object->kind &&
                   other.object->identity == finding.object->identity && other.setting->severity > Severity::Log &&
                   other.cure.find("then this statement") == std::string::npos;
        });
        if (is_replaced) finding.cure.clear();
    }
}

}  // namespace mana_guard
