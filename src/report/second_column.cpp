#include "report/second_column.hpp"

#include <algorithm>
#include <vector>

#include "report/definition.hpp"
#include "rules/free_name.hpp"
#include "rules/renaming.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard {
namespace {

bool keeps_default(DefaultKind kind) {
    return kind == DefaultKind::None || kind == DefaultKind::CurrentTime || kind == DefaultKind::Constant;
}

// Whether it calls no function but now().
bool is_same_for_all_rows(std::string_view value) {
    constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$\"";
    for (std::size_t at = value.find('('); at != std::string_view::npos; at = value.find('(', at + 1)) {
        const std::string_view before = value.substr(0, at);
        const std::string_view name = before.substr(before.find_last_not_of(characters) + 1);
        // A type's length is no call.
        if (!name.empty() && name != "now" && name != "varying" && name != "numeric") return false;
    }
    return true;
}

// "REFERENCES auth.users(id)", without a name, which the first column's constraint has.
std::string_view without_name(std::string_view clause, std::string_view keyword) {
    return clause.starts_with("CONSTRAINT ") ? clause.substr(std::min(clause.find(keyword), clause.size())) : clause;
}

// As a constraint of the table; only hinted at where the column has several, or it may want a value of the old type.
std::string check(const Table& table, std::string_view clauses, const rules::Renaming& renaming, bool is_open) {
    if (clauses.empty()) return {};
    const std::string_view clause = without_name(clauses, "CHECK ");
    const bool are_several = clause.find("CHECK (", 1) != std::string_view::npos;
    return formatted("\nALTER TABLE {} ADD {} NOT VALID;", table.identity,
                     are_several || is_open ? "CHECK (...)" : rules::renamed(clause, {&renaming, 1}));
}

std::string unique_index(const Table& table, const std::string& column, std::string_view keys) {
    // A partitioned table's is made in several steps, as CREATE INDEX there is told.
    if (keys.empty() || table.kind == ObjectKind::PartitionedTable) return {};
    const bool has_one_null = keys.find("NULLS NOT DISTINCT") != std::string_view::npos;
    return formatted("\nCREATE UNIQUE INDEX CONCURRENTLY {} ON {} ({}){};",
                     rules::sql_name(rules::free_name(table.taken_names, second_key_name(table, column))),
                     table.identity, rules::sql_name(column), has_one_null ? " NULLS NOT DISTINCT" : "");
}

std::string_view old_name(const Table& table, const Column& column) {
    if (!column.quoted_name_before.empty()) return column.quoted_name_before;
    if (table.before == nullptr) return column.quoted_name;
    const auto before = std::ranges::find(table.before->columns, column.number, &Column::number);
    return before == table.before->columns.end() ? column.quoted_name : before->quoted_name;
}

}  // namespace

std::string second_key_name(const Table& table, std::string_view column) {
    return formatted("{}_{}_key", table.name, column);
}

std::string cure_by_second_column(const Table& table, const Column& column, ColumnChange change) {
    const Clauses clauses = column.clauses == nullptr ? Clauses() : *column.clauses;
    if (change.name.empty()) change.name = column.name;
    change.not_null = false;
    change.identity = Identity::None;
    change.is_primary_key = false;
    if (change.default_value && !is_same_for_all_rows(*change.default_value)) change.default_value.reset();
    const bool is_kept = keeps_default(column.default_kind) && is_same_for_all_rows(clauses.expression);
    if (!change.default_value && !is_kept) change.default_value = "";
    const rules::Renaming renaming{std::string(column.quoted_name), rules::sql_name(change.name)};
    const Clauses own{.collation = clauses.collation,
                      .expression = clauses.expression,
                      .keys = {},
                      .reference = without_name(clauses.reference, "REFERENCES "),
                      .checks = {}};
    // In its place, by which definition_of() finds its foreign keys; a command's table has no columns.
    std::vector<Column> columns(table.columns.begin(), table.columns.end());
    auto second = std::ranges::find(columns, column.number, &Column::number);
    if (second == columns.end()) second = columns.insert(columns.end(), column);
    second->clauses = column.clauses == nullptr ? nullptr : &own;
    second->identity = Identity::None;
    Table changed = table;
    changed.columns = columns;
    if (table.kind == ObjectKind::ForeignTable) {
        return formatted(
            "-- where its rows are, add {} first\n"
            "ALTER FOREIGN TABLE {} ADD COLUMN {};\n"
            "-- write both, move the readers, then announce {} with mana_guard.deprecate()",
            rules::sql_name(change.name), table.identity, definition_of(changed, *second, change),
            old_name(table, column));
    }
    return formatted(
        "ALTER TABLE {} ADD COLUMN {};{}{}\n"
        "-- write both, copy in batches, move the readers, then announce {} with mana_guard.deprecate()",
        table.identity, definition_of(changed, *second, change), unique_index(table, change.name, clauses.keys),
        check(table, clauses.checks, renaming, !compares_alike(column, change)), old_name(table, column));
}

}  // namespace mana_guard
