// MG518 index_width: few queries use an index's fifth column, and none uses a column that is in the index twice.
#include "rules/rule.hpp"

namespace mana_guard::rules::index_width {
namespace {

constexpr Parameter parameters[] = {
    number("max", "How many key columns an index may have; columns under INCLUDE are not counted.", 4),
};

// A column under two operator classes or collations serves two kinds of queries.
bool says_the_same(const IndexKey& a, const IndexKey& b) {
    return a.column == b.column && a.expression_tree == b.expression_tree && a.operator_class == b.operator_class &&
           a.collation == b.collation;
}

// A column that is in the index twice, as two keys or as a key and under INCLUDE; null if there is none.
const Column* repeated_column(const Table& table, const Index& index) {
    for (auto key = index.keys.begin(); key != index.keys.end(); ++key) {
        if (key->column == no_column) continue;
        const bool is_again =
            std::any_of(index.keys.begin(), key, [key](const IndexKey& other) { return says_the_same(other, *key); });
        const bool is_included = std::ranges::find(index.included, key->column) != index.included.end();
        if (is_again || is_included) return &table.columns[key->column];
    }
    return nullptr;
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const std::int64_t max = p.number("max");
    for (const Index& index : table.indexes) {
        if (index.is_inherited) continue;
        if (std::cmp_greater(index.keys.size(), max)) {
            found.at(index)
                .says("index {part} of {kind} {object} has {} key columns, more than {}", index.keys.size(), max)
                .value(formatted("{}: {}", index.name, index.keys.size()));
        }
        if (const Column* column = repeated_column(table, index)) {
            found.at(index)
                .says("index {part} of {kind} {object} has column {} twice", column->quoted_name)
                .value(formatted("{}: {} twice", index.name, column->name));
        }
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG518",
    .name = "index_width",
    .category = Category::Keys,
    .severity = Severity::Off,
    .summary = "An index has few key columns and no column twice.",
    .why = "Each column makes the index larger and slower to maintain, and queries rarely use more than the first few.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = Fact::Columns | Fact::Indexes,
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::index_width
