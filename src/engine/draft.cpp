#include "engine/draft.hpp"

#include <utility>

#include "report/definition.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {

std::string_view Draft::renamed(std::string_view sql) {
    return sql.empty() ? sql : keep(rules::renamed(sql, names_));
}

void Draft::replace(std::string_view& name, std::string_view better) {
    names_.push_back({std::string(name), std::string(better)});
    name = better;
}

bool Draft::take_names(std::span<const Finding> findings) {
    names_.clear();
    take_names_of_columns(findings);
    if (table_.created) take_own_name(findings);
    if (names_.empty()) return false;
    rename_clauses();
    rename_indexes();
    rename_targets();
    if (table_.create != nullptr) rename_create();
    return true;
}

void Draft::take_names_of_columns(std::span<const Finding> findings) {
    auto& columns = columns_.emplace_back(table_.columns.begin(), table_.columns.end());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool is_made = table_.created || columns[i].added;
        const std::string name = is_made ? merged_change(findings, table_.columns[i]).name : std::string();
        if (name.empty()) continue;
        columns[i].name = keep(name);
        replace(columns[i].quoted_name, keep(rules::sql_name(name)));
    }
    if (!names_.empty()) table_.columns = columns;
}

void Draft::take_own_name(std::span<const Finding> findings) {
    std::string_view schema;
    std::string_view name;
    for (const Finding& finding : findings) {
        if (schema.empty()) schema = finding.schema;
        if (name.empty() && finding.part.empty()) name = finding.new_name;
    }
    if (schema.empty() && name.empty() && names_.empty()) return;
    if (!schema.empty()) table_.schema = keep(rules::plain_name(schema));
    if (!name.empty()) {
        table_.name = keep(std::string(name));
        table_.quoted_name = keep(rules::sql_name(name));
    }
    // Also if it keeps its name: by that a foreign key to itself is recognised.
    replace(table_.identity, keep(formatted("{}.{}", rules::sql_name(table_.schema), table_.quoted_name)));
}

void Draft::rename_clauses() {
    auto& columns = columns_.emplace_back(table_.columns.begin(), table_.columns.end());
    for (Column& column : columns) {
        if (column.clauses == nullptr) continue;
        Clauses& clauses = clauses_.emplace_back(*column.clauses);
        for (std::string_view* sql : {&clauses.expression, &clauses.reference, &clauses.checks}) *sql = renamed(*sql);
        column.clauses = &clauses;
    }
    table_.columns = columns;
}

void Draft::rename_indexes() {
    auto& indexes = indexes_.emplace_back(table_.indexes.begin(), table_.indexes.end());
    for (Index& index : indexes) {
        index.identity = keep(formatted("{}.{}", rules::sql_name(table_.schema), index.quoted_name));
        index.definition = renamed(index.definition);
    }
    table_.indexes = indexes;
}

void Draft::rename_targets() {
    const rules::Renaming& own = names_.back();
    auto& keys = keys_.emplace_back(table_.foreign_keys.begin(), table_.foreign_keys.end());
    for (ForeignKey& key : keys) {
        if (key.target_identity != own.old_name) continue;
        key.target = keep(formatted("{}.{}", table_.schema, table_.name));
        key.target_schema = table_.schema;
        key.target_identity = table_.identity;
    }
    table_.foreign_keys = keys;
}

void Draft::rename_create() {
    CreateStatement& create = creates_.emplace_back(*table_.create);
    auto& constraints = constraints_.emplace_back(create.constraints.begin(), create.constraints.end());
    for (NamedConstraint& constraint : constraints) constraint.clause = renamed(constraint.clause);
    create.constraints = constraints;
    create.options = renamed(create.options);
    table_.create = &create;
}

}  // namespace mana_guard
