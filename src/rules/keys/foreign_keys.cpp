#include "rules/keys/foreign_keys.hpp"

#include <algorithm>
#include <span>

#include "rules/fix_cautions.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules {
namespace {

void append_name(std::string& list, std::string_view name) {
    if (!list.empty()) list += ", ";
    list += name;
}

std::string names_of(const Table& table, std::span<const std::uint32_t> columns) {
    std::string list;
    for (const std::uint32_t column : columns) append_name(list, table.columns[column].quoted_name);
    return list;
}

std::string target_of(const ForeignKey& key) {
    std::string list;
    for (const std::string_view name : key.target_columns) append_name(list, sql_name(name));
    return formatted("{} ({})", key.target_identity, list);
}

std::string upper(std::string_view text) {
    std::string made(text);
    for (char& letter : made) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return made;
}

bool sets_columns(std::string_view action) {
    return action == "set null" || action == "set default";
}

// "REFERENCES ..." with all that follows, except NOT VALID.
std::string reference_of(const Table& table, const ForeignKey& key, std::string_view on_delete,
                         std::string_view on_update) {
    std::string sql = formatted("REFERENCES {}", target_of(key));
    if (key.is_match_full) sql += " MATCH FULL";
    if (on_update != "no action") sql += formatted(" ON UPDATE {}", upper(on_update));
    if (on_delete != "no action") sql += formatted(" ON DELETE {}", upper(on_delete));
    if (sets_columns(on_delete) && !key.on_delete_columns.empty())
        sql += formatted(" ({})", names_of(table, key.on_delete_columns));
    if (key.is_deferrable) sql += " DEFERRABLE";
    if (key.is_initially_deferred) sql += " INITIALLY DEFERRED";
    return sql;
}

// The column whose definition has the REFERENCES clause; null if the key is a table constraint.
const Column* column_that_refers(const Table& table, const ForeignKey& key) {
    if (key.columns.size() != 1) return nullptr;
    const Column& column = table.columns[key.columns.front()];
    return column.clauses != nullptr && !column.clauses->reference.empty() ? &column : nullptr;
}

}  // namespace

std::string mapping_of(const Table& table, const ForeignKey& key) {
    return formatted("{} -> {}", names_of(table, key.columns), target_of(key));
}

void offer_actions(Findings::Builder& finding, const Table& table, const ForeignKey& key, std::string_view on_delete,
                   std::string_view on_update) {
    const std::string reference = reference_of(table, key, on_delete, on_update);
    const std::string constraint =
        formatted("CONSTRAINT {} FOREIGN KEY ({}) {}", key.quoted_name, names_of(table, key.columns), reference);
    const std::string_view unchecked = key.is_validated ? "" : " NOT VALID";
    finding.fix("{alter} DROP CONSTRAINT {part}, ADD {}{};", constraint, unchecked).in_use(adds_constraint);
    if (const Column* column = column_that_refers(table, key)) {
        finding.becomes(*column, {.reference = reference});
    } else {
        finding.definition("{}", constraint);
    }
    const bool is_of_new_column =
        std::ranges::any_of(key.columns, [&table](std::uint32_t column) { return table.columns[column].added; });
    // The refused statement has created neither the key nor the column that it may have added.
    if (is_of_new_column) {
        finding.cure("{alter} ADD COLUMN {} ..., ADD {};", names_of(table, key.columns), constraint);
    } else if (table.in_use && key.is_validated) {
        finding.cure("{alter} ADD {} NOT VALID;\n-- then, after COMMIT:\n{alter} VALIDATE CONSTRAINT {part};",
                     constraint);
    } else {
        finding.cure("{alter} ADD {}{};", constraint, unchecked);
    }
}

}  // namespace mana_guard::rules
