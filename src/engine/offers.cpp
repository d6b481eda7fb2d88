#include "engine/offers.hpp"

#include <algorithm>
#include <set>

#include "engine/draft.hpp"
#include "engine/inspect.hpp"
#include "engine/offered_fixes.hpp"
#include "engine/offered_wording.hpp"
#include "report/cure.hpp"
#include "report/definition.hpp"
#include "report/fixes.hpp"
#include "report/second_column.hpp"
#include "rules/free_name.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

// What the rules that are reported to somebody ask of the table's column when it has been added.
std::vector<Finding> asked_of_added(const Change& change, const Policy& policy, const Table& table,
                                    const Column& column) {
    Change added = change;
    added.moment = Moment::Statement;
    Findings found(change.own_schema);
    ask_of_object(added, policy, table, found);
    std::vector<Finding> asked;
    for (Finding& one : found.all()) {
        if (one.changed == &column && one.setting->severity > Severity::Log) asked.push_back(std::move(one));
    }
    return asked;
}

// The name that the cure would give to the index of the second column's key, for the server to look up.
void name_second_key(Finding& finding, std::string_view column) {
    const Clauses* had = finding.changed->clauses;
    if (had != nullptr && !had->keys.empty()) finding.cure_name = second_key_name(*finding.table, column);
}

std::string second_name_of(const Finding& finding) {
    return finding.change.name.empty() ? rules::second_name(finding.changed->name) : finding.change.name;
}

std::span<const std::string_view> taken_names_of(const Change& change, const Finding& finding) {
    const auto command = std::ranges::find(change.commands, finding.object, &Command::object);
    return command == change.commands.end() ? finding.object->taken_names : command->taken_names;
}

// Completes the column that replaces a renamed one, so that it satisfies all rules; no cure if they would give it its
// old name.
void complete_second_column(const Change& change, const Policy& policy, Finding& finding) {
    if (finding.rule->judge_command == nullptr || finding.changed == nullptr || finding.table == nullptr) return;
    const std::string quoted_name = rules::sql_name(finding.change.name);
    Column column;
    column.name = finding.change.name;
    column.quoted_name = quoted_name;
    column.type = finding.changed->type;
    column.added = true;
    constexpr std::string_view schema = "other";
    constexpr std::string_view target = "other.targets";
    // As of a foreign key, to nobody knows what, or of a primary key.
    ForeignKey key;
    Index index;
    const IndexKey index_key{.column = 0};
    constexpr std::uint32_t first = 0;
    constexpr std::string_view target_column = "id";
    key.columns = {&first, 1};
    key.target_schema = schema;
    key.target = key.target_identity = target;
    key.target_columns = {&target_column, 1};
    key.target_types = {&column.type.base, 1};
    key.target_bases = {&column.type.base, 1};
    index.keys = {&index_key, 1};
    index.is_primary = index.is_unique = true;
    const Clauses* had = finding.changed->clauses;
    Table table = *finding.table;
    table.columns = {&column, 1};
    table.touched = Fact::Columns | Fact::Constraints | Fact::Indexes;
    if (had != nullptr && !had->reference.empty()) table.foreign_keys = {&key, 1};
    if (had != nullptr && had->keys.find("PRIMARY KEY") != std::string_view::npos) table.indexes = {&index, 1};
    std::vector<Finding> asked = asked_of_added(change, policy, table, column);
    asked.push_back(finding);
    asked.back().changed = &column;
    const ColumnChange merged = merged_change(asked, column);
    finding.cure.clear();
    if (merged.name == finding.changed->name) return;
    Table known = *finding.table;
    known.taken_names = taken_names_of(change, finding);
    finding.cure = cure_by_second_column(known, *finding.changed, merged);
    name_second_key(finding, merged.name);
}

// What the rules about columns would have of one that a cure adds, apart from its keys.
ColumnChange change_of_added(const Change& change, const Policy& policy, const Table& table, const Column& added) {
    Column column = added;
    column.added = true;
    column.not_null = true;
    Table other = table;
    other.columns = {&column, 1};
    other.touched = Fact::Columns | Facts(Fact::Constraints);
    return merged_change(asked_of_added(change, policy, other, column), column);
}

void replace_all(std::string& sql, std::string_view old, std::string_view by) {
    for (std::size_t at = sql.find(old); at != std::string::npos; at = sql.find(old, at + by.size()))
        sql.replace(at, old.size(), by);
}

// A column that is refused before it is there is offered so that no rule about columns refuses it then.
void complete_added_column(const Change& change, const Policy& policy, Finding& finding) {
    const Column* column = finding.column;
    if (finding.rule->judge_command == nullptr || column == nullptr || finding.table == nullptr) return;
    const std::string head = formatted("ADD COLUMN {} {}", column->quoted_name, column->type.declared);
    if (finding.cure.find(head) == std::string::npos) return;
    ColumnChange better = change_of_added(change, policy, *finding.table, *column);
    const std::string name = better.name.empty() ? std::string(column->quoted_name) : rules::sql_name(better.name);
    if (!better.name.empty()) {
        // Under another name other rules apply.
        Column renamed = *column;
        renamed.name = better.name;
        renamed.quoted_name = name;
        const ColumnChange more = change_of_added(change, policy, *finding.table, renamed);
        if (!more.type.empty()) better.type = more.type;
    }
    const std::size_t preset = finding.cure.find(" DEFAULT ");
    const bool has_default = preset != std::string::npos && finding.cure.compare(preset, 15, " DEFAULT now();") != 0;
    if (!better.type.empty() && has_default) return finding.cure.clear();
    const std::string_view type = better.type.empty() ? column->type.declared : std::string_view(better.type);
    replace_all(finding.cure, head, formatted("ADD COLUMN {} {}", name, type));
    replace_all(finding.cure, formatted("ALTER COLUMN {} ", column->quoted_name), formatted("ALTER COLUMN {} ", name));
}

void fill_in(ColumnChange& change, const ColumnChange& more) {
    if (change.type.empty()) change.type = more.type;
    if (!change.not_null) change.not_null = more.not_null;
    if (!change.default_value) change.default_value = more.default_value;
    if (change.identity == Identity::None) change.identity = more.identity;
    if (!change.reference) change.reference = more.reference;
    if (!more.reference_name.empty()) change.reference_name = more.reference_name;
}

const Command* type_change_of(const Change& change, const Finding& finding) {
    const auto command = std::ranges::find_if(change.commands, [&](const Command& one) {
        return one.kind == CommandKind::AlterColumnType && one.object == finding.object && one.column == finding.column;
    });
    return command == change.commands.end() ? nullptr : &*command;
}

// A second column of another type is offered so that no rule about columns refuses it; not at all where they want it
// of the type that the first has.
void complete_retyped_column(const Change& change, const Policy& policy, Finding& finding) {
    if (finding.cure_name.empty() || finding.column == nullptr || finding.table == nullptr) return;
    const Command* command = type_change_of(change, finding);
    if (command == nullptr) return;
    const std::string head = formatted("ADD COLUMN {} {};", rules::sql_name(finding.cure_name), command->definition);
    const std::size_t at = finding.cure.find(head);
    if (at == std::string::npos) return;
    Column column;
    column.name = finding.cure_name;
    column.type = command->new_type;
    column.added = true;
    Table other = *finding.table;
    other.columns = {&column, 1};
    other.touched = Fact::Columns | Facts(Fact::Constraints);
    ColumnChange better = merged_change(asked_of_added(change, policy, other, column), column);
    const std::string name =
        better.name.empty() ? finding.cure_name : rules::free_name(command->taken_names, better.name);
    if (!better.name.empty()) {
        // Under another name other rules apply.
        column.name = name;
        fill_in(better, merged_change(asked_of_added(change, policy, other, column), column));
    }
    if (better.type == finding.column->type.declared) return finding.cure.clear();
    const std::size_t collation = command->definition.find(" COLLATE ");
    std::string type = better.type.empty() ? std::string(command->definition) : better.type;
    if (better.type == "text" && collation != std::string_view::npos) type += command->definition.substr(collation);
    // No row has a value yet.
    if (better.default_value && better.not_null.value_or(false))
        type += formatted(" NOT NULL DEFAULT {}", *better.default_value);
    finding.cure.replace(at, head.size(), formatted("ADD COLUMN {} {};", rules::sql_name(name), type));
    finding.cure_name = name;
}

bool renames_made_column(const Finding& finding) {
    return finding.changed != nullptr && !finding.change.name.empty() && finding.table != nullptr &&
           (finding.table->created || finding.changed->added);
}

// At COMMIT, others may have been told of the column that the offer makes again.
bool makes_again(const Change& change, const Finding& finding) {
    return change.moment == Moment::Commit && finding.changed != nullptr && finding.table != nullptr &&
           (finding.table->created || finding.changed->added);
}

const NamedConstraint* constraint_of(const CreateStatement* create, std::string_view name) {
    if (create == nullptr) return nullptr;
    const auto constraint = std::ranges::find(create->constraints, name, &NamedConstraint::name);
    return constraint == create->constraints.end() ? nullptr : &*constraint;
}

// A constraint over a column that should have another name is to be named after that.
void name_by_new_columns(const Change& change, const Policy& policy, std::vector<Finding>& findings) {
    for (const Finding& renaming : findings) {
        const Table* table = renaming.table;
        if (renaming.changed == nullptr || renaming.change.name.empty() || table == nullptr || table->created) continue;
        // A command has a column of its own.
        if (renaming.rule->judge_command != nullptr) continue;
        std::vector<Column> columns(table->columns.begin(), table->columns.end());
        Column& column = columns[static_cast<std::size_t>(renaming.changed - table->columns.data())];
        const std::string quoted_name = rules::sql_name(renaming.change.name);
        column.name = renaming.change.name;
        column.quoted_name = quoted_name;
        Table renamed = *table;
        renamed.columns = columns;
        Findings found(change.own_schema);
        ask_of_object(change, policy, renamed, found);
        for (Finding& misnamed : findings) {
            if (misnamed.table != table || misnamed.rule->name != "constraint_name") continue;
            const auto better = std::ranges::find_if(found.all(), [&](const Finding& one) {
                return one.rule == misnamed.rule && one.part == misnamed.part;
            });
            if (better == found.all().end()) continue;
            misnamed.new_name = better->new_name;
            misnamed.fix = better->fix;
        }
    }
}

std::string_view without_name(std::string_view clause, std::string_view name) {
    const std::string head = formatted("CONSTRAINT {} ", name);
    return clause.starts_with(head) ? clause.substr(head.size()) : clause;
}

// What CREATE TABLE says of a constraint anew has the new name of its column, too.
void complete_constraint(const Table& better, std::span<const Finding> brought, Finding& finding) {
    const auto is_of_same = [&](const Finding& one) { return one.rule == finding.rule && one.part == finding.part; };
    const auto one = std::ranges::find_if(brought, is_of_same);
    if (finding.part.empty() || one == brought.end()) return;
    if (!finding.definition.empty() && !one->definition.empty()) finding.definition = one->definition;
    if (finding.new_name.empty() || one->new_name.empty()) return;
    const NamedConstraint* was = constraint_of(finding.table->create, finding.part);
    const NamedConstraint* constraint = constraint_of(better.create, finding.part);
    if (was == nullptr || constraint == nullptr || was->clause == constraint->clause) return;
    finding.new_name = one->new_name;
    finding.definition = constraint->clause;
}

// It has its own new name at once.
void name_constraints(std::span<Finding> findings) {
    for (const Finding& misnamed : findings) {
        if (misnamed.table == nullptr || !misnamed.table->created || misnamed.part.empty() || misnamed.new_name.empty())
            continue;
        std::string definition;
        for (Finding& finding : findings) {
            if (finding.table != misnamed.table || finding.part != misnamed.part || finding.definition.empty())
                continue;
            if (definition.empty() || finding.rule != misnamed.rule) {
                definition = formatted("CONSTRAINT {} {}", rules::sql_name(misnamed.new_name),
                                       without_name(finding.definition, misnamed.quoted_part));
            }
        }
        if (definition.empty()) continue;
        for (Finding& finding : findings) {
            const bool is_of_same = finding.table == misnamed.table && finding.part == misnamed.part;
            if (is_of_same && (&finding == &misnamed || !finding.definition.empty())) finding.definition = definition;
        }
    }
}

// Under its new name, other rules may apply to a column, and one that is missing may no longer be.
void complete_made_columns(const Change& change, const Policy& policy, const Table& table,
                           std::vector<Finding>& findings) {
    Draft draft(table);
    const std::vector<Finding> more = findings_about(change, policy, draft);
    const auto lacks_anyway = [&](const Finding& finding) {
        return std::ranges::any_of(findings, [&](const Finding& one) {
            return one.table == &table && is_missing_column(one) && one.change.name == finding.change.name;
        });
    };
    for (Finding& finding : findings) {
        if (finding.table != &table) continue;
        if (table.created) complete_constraint(draft.table(), more, finding);
        if (!renames_made_column(finding) && !makes_again(change, finding)) continue;
        for (const Finding& brought : more) {
            if (renames_made_column(finding) && is_missing_column(brought) && finding.definition.empty() &&
                !lacks_anyway(brought))
                finding.definition = definition_of(brought.change);
        }
        const Column& better = draft.table().columns[static_cast<std::size_t>(finding.changed - table.columns.data())];
        fill_in(finding.change, merged_change(more, better));
        if (better.name != finding.changed->name) finding.change.name = better.name;
        for (Finding& missing : findings) {
            if (missing.table == &table && is_missing_column(missing) && missing.change.name == finding.change.name)
                missing.change = {};
        }
    }
}

void complete_made_columns(const Change& change, const Policy& policy, std::vector<Finding>& findings) {
    std::set<const Table*> tables;
    for (const Finding& finding : findings) {
        if (renames_made_column(finding) || makes_again(change, finding)) tables.insert(finding.table);
    }
    for (const Table* table : tables) complete_made_columns(change, policy, *table, findings);
}

void name_second_keys(std::span<Finding> findings) {
    for (Finding& finding : findings) {
        if (finding.changed == nullptr || finding.table == nullptr || finding.fix.empty()) continue;
        if (finding.cure_name.empty()) name_second_key(finding, second_name_of(finding));
    }
}

}  // namespace

void hold_moves(std::span<Finding> findings) {
    for (Finding& finding : findings) {
        const std::string there = rules::plain_name(finding.schema) + ".";
        const auto taken = std::ranges::find_if(finding.object->taken_names,
                                                [&](std::string_view name) { return name.starts_with(there); });
        if (finding.schema.empty() || taken == finding.object->taken_names.end()) continue;
        finding.held_back =
            formatted("In schema {} something is already called {}.", finding.schema, taken->substr(there.size()));
        finding.schema.clear();
        finding.fix.clear();
        finding.cure.clear();
    }
}

void complete_offers(const Change& change, const Policy& policy, std::vector<Finding>& findings) {
    if (change.moment == Moment::Start || change.moment == Moment::Commit) {
        for (Finding& finding : findings) {
            complete_second_column(change, policy, finding);
            complete_added_column(change, policy, finding);
            complete_retyped_column(change, policy, finding);
            name_by_patterns(change, policy, finding);
        }
        leave_to_others(findings);
    }
    if (change.moment != Moment::Audit) {
        for (Finding& finding : findings) make_robust(change, policy, finding);
    }
    if (change.details_are_known) {
        name_by_new_columns(change, policy, findings);
        name_second_keys(findings);
        complete_made_columns(change, policy, findings);
        name_constraints(findings);
    }
    if (change.moment == Moment::Audit || change.details_are_known) hold_moves(findings);
    if (change.moment == Moment::Audit) complete_fixes(change, policy, findings);
}

}  // namespace mana_guard
