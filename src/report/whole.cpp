#include "report/whole.hpp"

#include <algorithm>
#include <vector>

#include "policy/setting.hpp"
#include "report/cure.hpp"
#include "report/definition.hpp"
#include "report/lines.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

bool says_something(const ColumnChange& change) {
    return !change.type.empty() || change.not_null || change.default_value || change.identity != Identity::None ||
           change.is_primary_key || change.reference;
}

const Finding* finding_about(std::span<const Finding> findings, const Index& index) {
    const auto found = std::ranges::find_if(
        findings, [&index](const Finding& finding) { return finding.part == index.name && !finding.new_name.empty(); });
    return found == findings.end() ? nullptr : &*found;
}

// Those that the statement or its transaction has made.
bool has_definition(const Index& index) {
    return !index.definition.empty();
}

bool follows(const Finding& finding) {
    return finding.setting->timing == Timing::Commit && may_follow(finding) && !finding.fix.empty();
}

// Whether the CREATE or what follows it says what the finding wants.
bool is_met(const Finding& finding) {
    if (finding.changed != nullptr) return !finding.changed->inherited && says_something(finding.change);
    if (!finding.change.name.empty() || !finding.definition.empty() || !finding.order.empty()) return true;
    const bool names_index = std::ranges::any_of(finding.table->indexes, [&finding](const Index& index) {
        return has_definition(index) && index.name == finding.part && !finding.new_name.empty();
    });
    return names_index || follows(finding);
}

std::vector<const Column*> columns_of(std::span<const Finding> findings, const Table& table) {
    const auto ordered = std::ranges::find_if(findings, [](const Finding& finding) { return !finding.order.empty(); });
    if (ordered != findings.end()) return ordered->order;
    std::vector<const Column*> columns;
    for (const Column& column : table.columns) {
        if (!column.inherited) columns.push_back(&column);
    }
    return columns;
}

bool is_replaced(std::span<const Finding> findings, const NamedConstraint& constraint) {
    return std::ranges::any_of(findings, [&constraint](const Finding& finding) {
        return !finding.definition.empty() && finding.part == constraint.name;
    });
}

// Whether a CHECK of the table, or a column that is computed, may want a value of another type than the column will
// have.
bool is_wanted_otherwise(std::span<const Finding> findings, const Table& table, const Column& column) {
    const ColumnChange change = merged_change(findings, column);
    return std::ranges::any_of(table.create->constraints,
                               [&](const NamedConstraint& constraint) {
                                   return is_check(constraint.clause) &&
                                          wants_old_type(constraint.clause, column, change);
                               }) ||
           std::ranges::any_of(table.columns, [&](const Column& other) {
               return &other != &column && other.clauses != nullptr &&
                      (wants_old_type(other.clauses->checks, column, change) ||
                       (is_computed(other) && wants_old_type(other.clauses->expression, column, change)));
           });
}

void add(std::string& sql, std::string_view element) {
    if (!element.empty()) sql += formatted("{}{}", sql.empty() ? "" : ",\n    ", element);
}

// "(\n    id uuid PRIMARY KEY,\n    ...\n)"
std::string elements_of(std::span<const Finding> findings, const Table& table) {
    std::string elements;
    if (!table.is_partition) {
        for (const Column* column : columns_of(findings, table))
            add(elements, definition_of(table, *column, merged_change(findings, *column)));
    }
    for (const Finding& finding : findings) {
        const bool is_missing = finding.changed == nullptr && !finding.change.name.empty();
        if (is_missing) add(elements, definition_of(finding.change));
    }
    for (const Finding& finding : findings) add(elements, finding.definition);
    for (const NamedConstraint& constraint : table.create->constraints) {
        if (!is_replaced(findings, constraint)) add(elements, constraint.clause);
    }
    if (elements.empty()) return table.is_partition ? "" : "()";
    return formatted("(\n    {}\n)", elements);
}

void add_word(std::string& sql, std::string_view word) {
    if (!word.empty()) sql += formatted("{}{}", sql.empty() ? "" : " ", word);
}

std::string create_table(std::span<const Finding> findings, const Table& table) {
    const CreateStatement& create = *table.create;
    std::string sql = "CREATE";
    add_word(sql, create.words);
    add_word(sql, words_of(table.kind));
    if (create.if_not_exists) add_word(sql, "IF NOT EXISTS");
    add_word(sql, table.identity);
    if (!create.partition_of.empty()) add_word(sql, formatted("PARTITION OF {}", create.partition_of));
    add_word(sql, elements_of(findings, table));
    add_word(sql, create.options);
    return sql + ";";
}

// A view has no clauses: its name may be wrong, which it has no longer, or else one finding says how it should begin.
std::string create_view(std::span<const Finding> findings, const Table& table) {
    constexpr std::string_view open_end = " AS ...;";
    const CreateStatement& create = *table.create;
    std::string sql = "CREATE";
    if (findings.empty()) {
        add_word(sql, create.words);
        add_word(sql, words_of(table.kind));
        add_word(sql, table.identity);
        add_word(sql, create.options);
    } else {
        const std::string& cure = findings.front().cure;
        if (findings.size() > 1 || !cure.ends_with(open_end) || !create.options.empty()) return {};
        sql = cure.substr(0, cure.size() - open_end.size());
    }
    return formatted("{} AS {};", sql, create.query);
}

std::string create_index(std::span<const Finding> findings, const Index& index) {
    const Finding* misnamed = finding_about(findings, index);
    const std::string name = misnamed == nullptr ? std::string(index.quoted_name) : rules::sql_name(misnamed->new_name);
    return formatted("CREATE {}INDEX {} {};", index.is_unique ? "UNIQUE " : "", name, index.definition);
}

}  // namespace

bool is_open(std::string_view sql) {
    return sql.find("...") != std::string_view::npos;
}

std::string whole_create(std::span<const Finding> findings, const Table& table) {
    if (!tables_of_any_kind.has(table.kind)) return create_view(findings, table);
    if (!table.of_type.empty() || !std::ranges::all_of(findings, is_met)) return {};
    if (std::ranges::any_of(table.columns, [&](const Column& column) {
            return !column.inherited && is_wanted_otherwise(findings, table, column);
        })) {
        return {};
    }
    std::vector<std::string> statements = {create_table(findings, table)};
    for (const Index& index : table.indexes) {
        if (has_definition(index)) add_once(statements, create_index(findings, index));
    }
    for (const Finding& finding : findings) {
        if (follows(finding)) add_once(statements, finding.fix);
    }
    const std::string sql = joined(statements);
    return is_open(sql) ? std::string() : sql;
}

}  // namespace mana_guard
