#include "engine/offers.hpp"

#include <algorithm>
#include <set>

#include "engine/draft.hpp"
#include "engine/inspect.hpp"
#include "report/cure.hpp"
#include "report/definition.hpp"
#include "report/second_column.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

bool is_taken(const Finding& finding, std::string_view name) {
    const auto taken = finding.table->taken_names;
    return std::ranges::find(taken, name) != taken.end();
}

// The first name that the fix gives to an index after it has renamed its table, and that is taken; empty for none.
std::string_view taken_index_name(const Finding& finding) {
    constexpr std::string_view words = " RENAME TO ";
    const std::string_view fix = finding.fix;
    for (std::size_t at = fix.find("\nALTER INDEX "); at != std::string_view::npos;
         at = fix.find("\nALTER INDEX ", at)) {
        at = std::min(fix.find(words, at), fix.size() - words.size()) + words.size();
        const std::string_view name = fix.substr(at, fix.find(';', at) - at);
        if (is_taken(finding, name)) return name;
    }
    return {};
}

// Withdraws fixes that PostgreSQL would refuse.
void hold_back(Finding& finding) {
    if (finding.fix.empty() || finding.table == nullptr) return;
    if (finding.changed != nullptr && !finding.change.type.empty() && !finding.changed->held_by.empty()) {
        finding.held_back = formatted(
            "PostgreSQL cannot change the type of a column used by {}: drop that, change the type, and create it "
            "again.",
            finding.changed->held_by);
    } else if (is_taken(finding, finding.new_name) || is_taken(finding, finding.new_index)) {
        finding.held_back = formatted("Another relation in the schema is already called {}.",
                                      finding.new_name.empty() ? finding.new_index : finding.new_name);
    } else if (const std::string_view index = taken_index_name(finding); !index.empty()) {
        finding.held_back = formatted("Another relation in the schema is already called {}.", index);
    } else if (finding.changed != nullptr && is_taken(finding, finding.change.name)) {
        finding.held_back =
            formatted("A table that inherits from this one already has its own column {}.", finding.change.name);
    }
    if (!finding.held_back.empty()) finding.fix.clear();
}

// Whether another finding reports the same, or also changes the column's type.
bool is_known(const std::vector<Finding>& findings, const Finding& finding) {
    const auto number = [](const Finding& one) { return one.column == nullptr ? 0 : one.column->number; };
    return std::ranges::any_of(findings, [&](const Finding& other) {
        if (other.object != finding.object || number(other) != number(finding)) return false;
        const bool retypes = !other.change.type.empty() && !finding.change.type.empty() && other.changed != nullptr;
        return retypes || (other.rule == finding.rule && other.part == finding.part && other.value == finding.value);
    });
}

bool is_missing_column(const Finding& finding) {
    return finding.changed == nullptr && !finding.change.name.empty();
}

// Under its new name other rules may apply to a column: their fixes are added to this one, so that the rename causes no
// new finding.
void complete_rename(const Change& change, const Policy& policy, const std::vector<Finding>& findings,
                     Finding& finding) {
    if (finding.fix.empty() || finding.changed == nullptr || finding.change.name.empty()) return;
    const Table& table = *finding.table;
    std::vector<Column> columns(table.columns.begin(), table.columns.end());
    const std::string quoted_name = rules::sql_name(finding.change.name);
    Column& column = columns[static_cast<std::size_t>(finding.changed - table.columns.data())];
    column.name = finding.change.name;
    column.quoted_name = quoted_name;
    Table renamed = table;
    renamed.columns = columns;
    Findings found(change.own_schema);
    ask_of_object(change, policy, renamed, found);
    for (Finding& brought : found.all()) {
        const bool is_of_shape =
            brought.rule->category == Category::Columns || brought.rule->category == Category::Types;
        brought.object = &table;
        if (!is_of_shape || !(is_missing_column(brought) || brought.column == &column) || brought.fix.empty()) continue;
        if (!is_known(findings, brought)) finding.fix += " " + brought.fix;
    }
}

// What rules ask of this column if the table gets it, at a severity that the client is told.
std::vector<Finding> asked_of_new(const Change& change, const Policy& policy, const Table& of, const Column& column,
                                  const Clauses* clauses) {
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
    Table table = of;
    table.columns = {&column, 1};
    table.touched = Fact::Columns | Fact::Constraints | Fact::Indexes;
    if (clauses != nullptr && !clauses->reference.empty()) table.foreign_keys = {&key, 1};
    if (clauses != nullptr && clauses->keys.find("PRIMARY KEY") != std::string_view::npos) table.indexes = {&index, 1};
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

// A column of that name and of the other's type.
Column new_column(std::string_view name, std::string_view quoted_name, const Column& like) {
    Column column;
    column.name = name;
    column.quoted_name = quoted_name;
    column.type = like.type;
    column.added = true;
    return column;
}

// Completes the column that replaces a renamed one, so that it satisfies all rules; no cure if they would give it its
// old name.
void complete_second_column(const Change& change, const Policy& policy, Finding& finding) {
    if (finding.rule->judge_command == nullptr || finding.changed == nullptr || finding.table == nullptr) return;
    const std::string quoted_name = rules::sql_name(finding.change.name);
    const Column column = new_column(finding.change.name, quoted_name, *finding.changed);
    std::vector<Finding> asked = asked_of_new(change, policy, *finding.table, column, finding.changed->clauses);
    asked.push_back(finding);
    asked.back().changed = &column;
    const ColumnChange merged = merged_change(asked, column);
    finding.cure.clear();
    if (merged.name != finding.changed->name)
        finding.cure = cure_by_second_column(*finding.table, *finding.changed, merged);
}

// How a column of that name and type has to be instead, by all rules that apply to it then.
ColumnChange wanted_shape(const Change& change, const Policy& policy, const Table& table, const Column& wanted) {
    ColumnChange shape;
    std::string quoted_name(wanted.quoted_name);
    // Under another name other rules apply.
    constexpr int most_rounds = 3;
    for (int round = 0; round < most_rounds; ++round) {
        const std::string name = shape.name.empty() ? std::string(wanted.name) : shape.name;
        const Column column = new_column(name, quoted_name, wanted);
        const std::vector<Finding> asked = asked_of_new(change, policy, table, column, wanted.clauses);
        const ColumnChange merged = merged_change(asked, column);
        if (!merged.type.empty()) shape.type = merged.type;
        if (merged.name.empty()) break;
        shape.name = merged.name;
        quoted_name = rules::sql_name(merged.name);
    }
    return shape;
}

// Where the type ends that the text begins with: a column's definition.
std::size_t end_of_type(std::string_view definition) {
    std::size_t end = definition.find(';');
    for (const std::string_view next : {" NOT NULL", " DEFAULT ", " COLLATE ", " GENERATED ", " CONSTRAINT "})
        end = std::min(end, definition.find(next));
    return end;
}

// Gives a column that a command rule's cure adds the name and the type that the other rules ask for; no cure if a
// default goes with the type that it was to have.
void complete_added_column(const Change& change, const Policy& policy, Finding& finding) {
    if (finding.rule->judge_command == nullptr || finding.changed != nullptr || finding.table == nullptr) return;
    if (finding.column == nullptr) return;
    const std::string adding = formatted("ADD COLUMN {} ", finding.column->quoted_name);
    const std::size_t at = finding.cure.find(adding);
    if (at == std::string::npos) return;
    const ColumnChange shape = wanted_shape(change, policy, *finding.table, *finding.column);
    if (!shape.type.empty()) {
        const std::size_t type = at + adding.size();
        const std::string_view rest = std::string_view(finding.cure).substr(type);
        const std::size_t preset = rest.find(" DEFAULT ");
        const bool fits = preset == std::string_view::npos || rest.substr(preset).starts_with(" DEFAULT now();");
        if (!fits) return finding.cure.clear();
        finding.cure.replace(type, end_of_type(rest), shape.type);
    }
    if (!shape.name.empty())
        finding.cure.replace(at, adding.size(), formatted("ADD COLUMN {} ", rules::sql_name(shape.name)));
}

bool renames_made_column(const Finding& finding) {
    return finding.changed != nullptr && !finding.change.name.empty() && finding.table != nullptr &&
           (finding.table->created || finding.changed->added);
}

void fill_in(ColumnChange& change, const ColumnChange& more) {
    if (change.type.empty()) change.type = more.type;
    if (!change.not_null) change.not_null = more.not_null;
    if (!change.default_value) change.default_value = more.default_value;
    if (change.identity == Identity::None) change.identity = more.identity;
    if (!change.reference) change.reference = more.reference;
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
        if (finding.table != &table || !renames_made_column(finding)) continue;
        for (const Finding& brought : more) {
            if (is_missing_column(brought) && finding.definition.empty() && !lacks_anyway(brought))
                finding.definition = definition_of(brought.change);
        }
        const auto number = static_cast<std::size_t>(finding.changed - table.columns.data());
        fill_in(finding.change, merged_change(more, draft.table().columns[number]));
        for (Finding& missing : findings) {
            if (missing.table == &table && is_missing_column(missing) && missing.change.name == finding.change.name)
                missing.change = {};
        }
    }
}

}  // namespace

void complete_offers(const Change& change, const Policy& policy, std::vector<Finding>& findings) {
    if (change.moment == Moment::Start || change.moment == Moment::Commit) {
        for (Finding& finding : findings) {
            complete_second_column(change, policy, finding);
            complete_added_column(change, policy, finding);
        }
    }
    if (change.details_are_known) {
        std::set<const Table*> tables;
        for (const Finding& finding : findings) {
            if (renames_made_column(finding)) tables.insert(finding.table);
        }
        for (const Table* table : tables) complete_made_columns(change, policy, *table, findings);
    }
    if (change.moment == Moment::Audit) {
        for (Finding& finding : findings) hold_back(finding);
        for (Finding& finding : findings) complete_rename(change, policy, findings, finding);
    }
}

}  // namespace mana_guard
