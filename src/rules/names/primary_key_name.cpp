// MG411 primary_key_name: a primary key of one column has the same name in every table.
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::primary_key_name {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "Names that a primary key of one column may have.", {"id"}),
    names("user_ids", "Columns that hold a user id and may also be the primary key.", {"user_id"}),
};

// The column that is the primary key by itself, or null.
const Column* sole_key(const Table& table) {
    const auto primary = std::ranges::find_if(table.indexes, &Index::is_primary);
    if (primary == table.indexes.end() || primary->keys.size() != 1) return nullptr;
    return &table.columns[primary->keys.front().column];
}

bool is_foreign_key(const Table& table, const Column& column) {
    const auto index = static_cast<std::uint32_t>(&column - table.columns.data());
    return std::ranges::any_of(table.foreign_keys, [index](const ForeignKey& key) {
        return std::ranges::find(key.columns, index) != key.columns.end();
    });
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Column* key = sole_key(table);
    if (key == nullptr || key->inherited || is_foreign_key(table, *key)) return;
    const Names& right = p["columns"];
    const std::string name = in_snake_case(key->name);
    if (right.matches(name) || p["user_ids"].matches(name)) return;
    auto finding = found.at(*key);
    finding.says("primary key column {column} of {kind} {object} is not called {}", right.listed()).value(key->name);
    const bool has_name = !right.globs().empty() && right.globs().front().kind() == Glob::Kind::Exact;
    if (has_name) fix_column_name(finding, table, *key, right.globs().front().text());
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG411",
    .name = "primary_key_name",
    .category = Category::Names,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .summary = "A primary key of one column is named id.",
    .why =
        "Foreign keys, tools and readers expect id. A key with another name has to be looked up, and file_id in files "
        "looks like a reference to another table.",
    .facts = Fact::Columns | Fact::Constraints | Facts(Fact::Indexes),
    .added_column_concerns = concerns_no_added_column,
    .added_index_concerns = concerns_no_added_index,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::primary_key_name
