// MG501 require_primary_key: every row can be identified.
#include "rules/fix_cautions.hpp"
#include "rules/index_naming.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::require_primary_key {
namespace {

constexpr std::string_view new_key = "id uuid PRIMARY KEY DEFAULT gen_random_uuid()";

// An index that is unique over this column alone.
const Index* unique_index(const Table& table, std::uint32_t column) {
    const auto found = std::ranges::find_if(table.indexes, [column](const Index& index) {
        return index.is_unique && !index.is_partial() && index.keys.size() == 1 && index.keys.front().column == column;
    });
    return found == table.indexes.end() ? nullptr : &*found;
}

// PostgreSQL turns an index into a primary key if it has the default sort order and belongs to no constraint.
bool can_become_key(const Index& index) {
    return index.is_valid && !index.is_of_constraint() && !index.nulls_not_distinct && index.keys.front().options == 0;
}

struct Change {
    std::string sql;  // what follows ALTER TABLE; empty if there is none
    std::string_view caution;
    ColumnChange column{};  // how CREATE TABLE should define "id", if it has one
};

// What turns the existing column "id" into a key that no other rule reports.
Change key_of(const Table& table, std::uint32_t number) {
    const Column& id = table.columns[number];
    const std::string_view type = id.type.base;
    const bool is_fed = id.default_kind != DefaultKind::None && id.default_kind != DefaultKind::Constant;
    Change change{{}, adds_unique, {.is_primary_key = true}};
    if (type == "integer" || type == "smallint") {
        if (id.inherited || !table.of_type.empty() || id.type.declared != type) return {};
        change = {"ALTER COLUMN id TYPE bigint, ", changes_type, {.type = "bigint", .is_primary_key = true}};
    } else if (type == "uuid" && !is_fed) {
        change.sql = "ALTER COLUMN id SET DEFAULT gen_random_uuid(), ";
        change.column.default_value = "gen_random_uuid()";
    } else if (type != "uuid" && type != "text" && type != "bigint") {
        return {};
    }
    const Index* index = unique_index(table, number);
    if (index == nullptr) {
        change.sql += "ADD PRIMARY KEY (id)";
    } else if (can_become_key(*index)) {
        change.sql += formatted("ADD PRIMARY KEY USING INDEX {}", index->quoted_name);
    } else {
        return {};
    }
    return change;
}

Change change_of(const Table& table) {
    // The key of a partitioned table must include the partition key columns.
    if (table.kind == ObjectKind::PartitionedTable) return {};
    const auto id = std::ranges::find(table.columns, "id", &Column::name);
    if (id != table.columns.end()) return key_of(table, static_cast<std::uint32_t>(id - table.columns.begin()));
    if (!table.of_type.empty()) return {};
    return {formatted("ADD COLUMN {}", new_key), adds_filled_column};
}

bool has_id(const Table& table) {
    return std::ranges::find(table.columns, "id", &Column::name) != table.columns.end();
}

// The fix for a table in use: the index is built while others write. A key that the statement dropped is dropped again,
// where the statement was refused.
void offer_cure_in_use(Findings::Builder& finding, const Table& table) {
    if (table.kind != ObjectKind::Table || !table.of_type.empty()) return;
    if (!has_id(table)) {
        finding.cure(
            "{alter} ADD COLUMN id uuid;\n"
            "{alter} ALTER COLUMN id SET DEFAULT gen_random_uuid();\n"
            "-- then fill in the existing rows in batches and set it NOT NULL;\n"
            "-- CREATE UNIQUE INDEX CONCURRENTLY, and ADD PRIMARY KEY USING INDEX");
        return;
    }
    const auto id =
        static_cast<std::uint32_t>(std::ranges::find(table.columns, "id", &Column::name) - table.columns.begin());
    // The fix takes it over at once.
    if (unique_index(table, id) != nullptr) return;
    const std::string name = new_index_name(table, {&id, 1});
    const std::string index = sql_name(name);
    finding.cure_makes(name).cure(
        "CREATE UNIQUE INDEX CONCURRENTLY {0} ON {object} (id);\n"
        "{alter} ADD PRIMARY KEY USING INDEX {0};",
        index);
}

bool had_key(const Table& table) {
    return table.before != nullptr && std::ranges::any_of(table.before->indexes, &Index::is_primary);
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    if (std::ranges::any_of(table.indexes, &Index::is_primary)) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} has no primary key");
    if (had_key(table)) finding.was_there();
    const bool is_plain = table.kind == ObjectKind::Table && table.of_type.empty();
    if (is_plain && !has_id(table))
        finding.lacks({.name = "id", .type = "uuid", .default_value = "gen_random_uuid()", .is_primary_key = true});
    Change change = change_of(table);
    if (change.sql.empty()) return;
    finding.fix("{alter} {};", change.sql).in_use(change.caution);
    const bool is_made = table.created && is_plain && has_id(table);
    // Of what stands only a type, which something may hold.
    if (is_made || !change.column.type.empty())
        finding.becomes(*std::ranges::find(table.columns, "id", &Column::name), std::move(change.column));
    if (!is_made && table.in_use) offer_cure_in_use(finding, table);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG501",
    .name = "require_primary_key",
    .category = Category::Keys,
    .severity = Severity::Error,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "Every table has a primary key.",
    .why =
        "Without a primary key, a row cannot be updated by itself, referenced or replicated, and duplicate rows cannot "
        "be told apart.",
    .facts = Fact::Columns | Fact::Indexes,
    .added_column_concerns = concerns_no_added_column,
    .added_index_concerns = concerns_no_added_index,
    .judge = judge,
};

}  // namespace mana_guard::rules::require_primary_key
