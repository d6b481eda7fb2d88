#include "rules/keys/index_columns.hpp"

#include <algorithm>

#include "rules/fix_cautions.hpp"
#include "rules/names/naming_patterns.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules {
namespace {

bool has(ColumnNumbers columns, std::uint32_t column) {
    return std::ranges::find(columns, column) != columns.end();
}

// Whether the first keys are these columns, in any order.
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

void fix_by_dropping(Findings::Builder& finding, const Table& table, const Index& index, const Index& kept) {
    if (index.is_of_constraint()) {
        finding.fix("{alter} DROP CONSTRAINT {part};");
        return;
    }
    // Without its replica identity every UPDATE and DELETE of a published table fails.
    std::string text;
    if (index.is_replica_identity && !kept.is_replica_identity) text += "{alter} REPLICA IDENTITY USING INDEX {1}; ";
    if (index.is_clustered) text += "{alter} CLUSTER ON {1}; ";
    finding.fix(text + "DROP INDEX {0};", index.identity, kept.quoted_name).in_use(drops_index);
    if (table.in_use && table.kind != ObjectKind::PartitionedTable)
        finding.cure(text + "DROP INDEX CONCURRENTLY {0};", index.identity, kept.quoted_name);
}

void fix_by_index(Findings::Builder& finding, const Table& table, ColumnNumbers columns, const Names& patterns) {
    if (const Index* broken = broken_index(table, columns)) {
        // A partitioned table's index becomes valid when those of its partitions are attached.
        if (table.kind != ObjectKind::Table) return;
        finding.fix("REINDEX INDEX {};", broken->identity).in_use(rebuilds_index);
        if (table.in_use) finding.cure("REINDEX INDEX CONCURRENTLY {};", broken->identity);
        return;
    }
    const std::string name =
        patterns.globs().empty() ? new_index_name(table, columns) : name_by_patterns(patterns, table, columns);
    if (name.empty()) return;
    const bool is_array = columns.size() == 1 && table.columns[columns.front()].type.is_array();
    const std::string keys = formatted("{}({})", is_array ? "USING gin " : "", column_list(table, columns));
    finding.fix("CREATE INDEX {} ON {object} {};", sql_name(name), keys).in_use(builds_index).makes_index(name, keys);
    for (const std::uint32_t column : columns) finding.index_is_on(table.columns[column]);
    if (!table.in_use) return;
    if (table.kind != ObjectKind::PartitionedTable) {
        finding.cure("CREATE INDEX CONCURRENTLY {} ON {object} {};", sql_name(name), keys);
    } else {
        finding.cure(
            "CREATE INDEX {} ON ONLY {object} {};\n"
            "-- then CREATE INDEX CONCURRENTLY on each partition, and ALTER INDEX ... ATTACH PARTITION",
            sql_name(name), keys);
    }
}

}  // namespace mana_guard::rules
