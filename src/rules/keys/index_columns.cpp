#include "rules/keys/index_columns.hpp"

#include <algorithm>

#include "rules/fix_cautions.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules {
namespace {

bool has(ColumnNumbers columns, std::uint32_t column) {
    return std::ranges::find(columns, column) != columns.end();
}

// Whether each of the columns is one of the first keys, of which there are no others among these.
bool begins_with(std::span<const IndexKey> keys, ColumnNumbers columns) {
    if (keys.size() < columns.size()) return false;
    const auto first = keys.first(columns.size());
    return std::ranges::all_of(columns, [first](std::uint32_t column) {
        return std::ranges::find(first, column, &IndexKey::column) != first.end();
    });
}

bool is_unique_over_some(const Index& index, ColumnNumbers columns) {
    return index.is_unique &&
           std::ranges::all_of(index.keys, [columns](const IndexKey& key) { return has(columns, key.column); });
}

bool has_all_of(ColumnNumbers all, ColumnNumbers some) {
    return std::ranges::all_of(some, [all](std::uint32_t column) { return has(all, column); });
}

bool starts_with(std::span<const IndexKey> keys, std::span<const IndexKey> first) {
    return keys.size() >= first.size() && std::ranges::equal(keys.first(first.size()), first);
}

const Index* broken_index(const Table& table, ColumnNumbers columns) {
    const auto found = std::ranges::find_if(table.indexes, [columns](const Index& index) {
        return !index.is_valid && !index.is_partial() && begins_with(index.keys, columns);
    });
    return found == table.indexes.end() ? nullptr : &*found;
}

}  // namespace

bool finds_by(const Index& index, ColumnNumbers columns, const Names& methods) {
    if (!methods.matches(index.method)) return false;
    if (index.is_partial() && !has(columns, index.not_null_column)) return false;
    return begins_with(index.keys, columns) || is_unique_over_some(index, columns);
}

bool are_same(const Index& a, const Index& b) {
    return !a.is_exclusion && !b.is_exclusion && a.is_unique == b.is_unique && a.is_deferrable == b.is_deferrable &&
           a.nulls_not_distinct == b.nulls_not_distinct && a.method == b.method &&
           a.predicate_tree == b.predicate_tree && std::ranges::equal(a.keys, b.keys) &&
           has_all_of(a.included, b.included) && has_all_of(b.included, a.included);
}

bool covers(const Index& longer, const Index& shorter) {
    if (shorter.is_unique || shorter.is_exclusion || shorter.method != "btree" || longer.method != "btree")
        return false;
    if (longer.predicate_tree != shorter.predicate_tree || !starts_with(longer.keys, shorter.keys)) return false;
    const bool holds_included = std::ranges::all_of(shorter.included, [&longer](std::uint32_t column) {
        return has(longer.included, column) ||
               std::ranges::find(longer.keys, column, &IndexKey::column) != longer.keys.end();
    });
    return holds_included && !are_same(longer, shorter);
}

void fix_by_index(Findings::Builder& finding, const Table& table, ColumnNumbers columns) {
    if (const Index* broken = broken_index(table, columns)) {
        // A partitioned table's becomes valid when those of its partitions are attached.
        if (table.kind == ObjectKind::Table) finding.fix("REINDEX INDEX {};", broken->identity).in_use(rebuilds_index);
        return;
    }
    const std::string name = new_index_name(table, columns);
    if (name.empty()) return;
    const bool is_array = table.columns[columns.front()].type.is_array();
    finding
        .fix("CREATE INDEX {} ON {object} {}({});", sql_name(name), columns.size() == 1 && is_array ? "USING gin " : "",
             column_list(table, columns))
        .in_use(builds_index);
}

}  // namespace mana_guard::rules
