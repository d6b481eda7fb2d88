// MG503 fk_index: an index begins with a foreign key's columns; otherwise each delete in the target scans the whole
// table.
#include "rules/keys/index_columns.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::fk_index {
namespace {

constexpr Parameter parameters[] = {
    names("methods", "Access methods of the indexes that serve a foreign key.", {"btree", "hash"}),
    index_name_patterns,
};

bool are_same_columns(const ForeignKey& a, const ForeignKey& b) {
    return std::ranges::is_permutation(a.columns, b.columns);
}

// Whether an earlier foreign key over the same columns is reported already.
bool is_told(const Table& table, const ForeignKey& key) {
    const auto before = table.foreign_keys.first(static_cast<std::size_t>(&key - table.foreign_keys.data()));
    return std::ranges::any_of(
        before, [&key](const ForeignKey& other) { return !other.is_inherited && are_same_columns(other, key); });
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& methods = p["methods"];
    for (const ForeignKey& key : table.foreign_keys) {
        if (key.is_inherited || is_told(table, key)) continue;
        const bool is_served = std::ranges::any_of(
            table.indexes, [&](const Index& index) { return index.is_valid && finds_by(index, key.columns, methods); });
        if (is_served) continue;
        auto finding = found.at(key);
        finding.says("foreign key {part} of {kind} {object} has no index on {}", column_list(table, key.columns))
            .value(key.name);
        fix_by_index(finding, table, key.columns, p["patterns"]);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG503",
    .name = "fk_index",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "Every foreign key is served by an index.",
    .why =
        "PostgreSQL does not index foreign keys by itself. Without an index, each delete in the referenced table and "
        "each join reads the whole table.",
    .facts = Fact::Constraints | Fact::Indexes,
    .judges_partitions = true,
    .added_index_concerns = concerns_no_added_index,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::fk_index
