#include "engine/rewrite.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/draft.hpp"
#include "report/apart.hpp"
#include "report/cure.hpp"
#include "report/definition.hpp"
#include "report/lines.hpp"
#include "report/whole.hpp"

namespace mana_guard {
namespace {

std::string whole_of_created(const Change& change, const Policy& policy, const Table& table) {
    Draft draft(table);
    const std::vector<Finding> findings = findings_about(change, policy, draft);
    return whole_create(findings, draft.table());
}

bool is_created(const Finding& finding) {
    return finding.table != nullptr && finding.table->created;
}

bool is_remark(std::string_view sql) {
    for (std::size_t begin = 0; begin < sql.size(); begin = std::min(sql.find('\n', begin), sql.size() - 1) + 1) {
        if (!sql.substr(begin).starts_with("--")) return false;
    }
    return true;
}

// "ALTER TABLE app.files\n    ADD COLUMN a text,\n    ADD COLUMN b text;", in place of the cures for some of the
// columns.
void add_columns(std::span<const Finding> findings, const Table& table, std::vector<std::string>& statements) {
    std::vector<std::string> added;
    // Of a typed table each cure has all that its type gets.
    if (!table.of_type.empty()) return;
    for (const Column& column : table.columns) {
        if (!column.added || column.inherited) continue;
        const ColumnChange change = merged_change(findings, column);
        std::string one = formatted("ADD COLUMN {}", definition_of(table, column, change));
        std::erase(statements, formatted("ALTER TABLE {} {};", table.identity, one));
        // Its cure is to add it in several steps.
        const std::string start = formatted("ALTER TABLE {} ADD COLUMN {} ", table.identity, name_in(column, change));
        if (std::ranges::any_of(statements, [&](const std::string& cure) { return cure.starts_with(start); })) continue;
        added.push_back(std::move(one));
    }
    if (added.empty()) return;
    std::string sql = formatted("ALTER TABLE {}", table.identity);
    for (const std::string& one : added)
        sql += formatted("{}{}{}", added.size() > 1 ? "\n    " : " ", one, &one == &added.back() ? ";" : ",");
    statements.insert(statements.begin(), sql);
}

// Whether a column that is added and that should be of another type is used by another one as of the type that it was
// given.
bool is_used_otherwise(std::span<const Finding> findings, const Table& table) {
    return std::ranges::any_of(table.columns, [&](const Column& column) {
        const ColumnChange own = merged_change(findings, column);
        return column.added && std::ranges::any_of(table.columns, [&](const Column& other) {
                   return other.added && &other != &column && other.clauses != nullptr &&
                          (wants_old_type(other.clauses->checks, column, own) ||
                           (is_computed(other) && wants_old_type(other.clauses->expression, column, own)));
               });
    });
}

// What is checked at COMMIT of the columns that are added, under the names that they will have.
std::vector<Finding> later_of_better(const Change& change, const Policy& policy, const Table& table,
                                     std::span<const Finding> later) {
    Draft draft(table);
    std::vector<Finding> better;
    for (Finding& finding : findings_about(change, policy, draft)) {
        const bool is_meant = std::ranges::any_of(
            later, [&](const Finding& one) { return one.table == &table && one.rule == finding.rule; });
        if (!is_meant) continue;
        const auto own = [&table](const Column* column) {
            return column == nullptr ? nullptr : &*std::ranges::find(table.columns, column->number, &Column::number);
        };
        finding.object = finding.table = &table;
        finding.column = own(finding.column);
        finding.changed = own(finding.changed);
        for (const Column*& column : finding.index_columns) column = own(column);
        better.push_back(std::move(finding));
    }
    return better;
}

bool is_of_added(const Finding& finding) {
    return finding.changed != nullptr && finding.changed->added;
}

Whole whole_of_altered(const Change& change, const Policy& policy, std::span<const Finding> told,
                       std::span<const Finding> later) {
    if (change.moment == Moment::Commit || change.has_other_actions) return {};
    // Where nothing is offered, the statement had better not be run.
    const auto has_cure = [](const Finding& finding) { return !cures({&finding, 1}).empty(); };
    if (!std::ranges::all_of(told, has_cure)) return {};
    std::vector<std::string> statements = cures(told);
    const Table* table = told.front().table;
    std::vector<Finding> rest(later.begin(), later.end());
    if (table != nullptr) {
        if (is_used_otherwise(told, *table)) return {};
        const bool are_renamed = std::ranges::any_of(
            told, [](const Finding& finding) { return is_of_added(finding) && !finding.change.name.empty(); });
        if (are_renamed) rest = later_of_better(change, policy, *table, later);
        std::vector<Finding> all(told.begin(), told.end());
        for (const Finding& finding : rest) {
            if (finding.table == table && is_of_added(finding)) all.push_back(finding);
        }
        if (all.size() > told.size()) statements = cures(all);
        add_columns(all, *table, statements);
    }
    for (const Finding& finding : rest) {
        if (finding.table != table || !is_of_added(finding)) add_once(statements, finding.cure);
    }
    std::string sql = joined(statements);
    if (is_open(sql) || is_remark(sql)) return {};
    // In its block PostgreSQL would refuse what runs outside.
    if (change.in_block && runs_outside(sql)) return {};
    return {std::move(sql), std::move(rest)};
}

}  // namespace

Whole whole_statement(const Change& change, const Policy& policy, const Inspection& inspection) {
    const std::span<const Finding> findings = inspection.findings;
    if (findings.front().told < Severity::Error || change.is_committed) return {};
    const auto told = findings.first(
        static_cast<std::size_t>(std::ranges::find(findings, Severity::Log, &Finding::told) - findings.begin()));
    std::vector<const Table*> created;
    for (const Finding& finding : told) {
        if (!is_created(finding))
            return created.empty() ? whole_of_altered(change, policy, told, inspection.later) : Whole();
        if (std::ranges::find(created, finding.table) == created.end()) created.push_back(finding.table);
    }
    std::vector<std::string> statements;
    for (const Table* table : created) {
        if (table->create == nullptr) return {};
        statements.push_back(whole_of_created(change, policy, *table));
        if (statements.back().empty()) return {};
    }
    return {joined(statements), {}};
}

}  // namespace mana_guard
