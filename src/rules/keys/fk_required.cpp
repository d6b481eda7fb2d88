// MG522 fk_required: a column named like a reference is one. The reverse of fk_suffix.
#include <algorithm>

#include "rules/rule.hpp"

namespace mana_guard::rules::fk_required {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "Names of columns that refer to another table.", {"*_id"}),
    names("ignore", "Names of columns that the rule ignores.", {}),
};

bool refers(const Table& table, std::uint32_t column) {
    return std::ranges::any_of(table.foreign_keys, [column](const ForeignKey& key) {
        return std::ranges::find(key.columns, column) != key.columns.end();
    });
}

// Whether it identifies the table's own rows.
bool is_primary_key(const Table& table, std::uint32_t column) {
    return std::ranges::any_of(table.indexes, [column](const Index& index) {
        return index.is_primary && index.keys.size() == 1 && index.keys.front().column == column;
    });
}

// Whether another column says to which table it refers: owner_type of owner_id. No foreign key can be made of that.
bool is_polymorphic(const Table& table, std::string_view name) {
    const std::string type = formatted("{}_type", name.substr(0, name.rfind('_')));
    return std::ranges::find(table.columns, type, &Column::name) != table.columns.end();
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& columns = p["columns"];
    const Names& ignored = p["ignore"];
    for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (column.type.is_array() || !columns.matches(column.name) || ignored.matches(column.name)) continue;
        if (refers(table, i) || is_primary_key(table, i) || is_polymorphic(table, column.name)) continue;
        found.at(column)
            .says("column {column} of {kind} {object} is named like a reference but has no foreign key")
            .value(column.name)
            .cure("-- {column} {} REFERENCES ..., or a name that promises no reference", column.type.declared);
    }
}

bool concerns(const Column& column, const Parameters& p) {
    return p["columns"].matches(column.name) && !p["ignore"].matches(column.name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG522",
    .name = "fk_required",
    .category = Category::Keys,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "A column that is named like a reference has a foreign key.",
    .why =
        "Without a foreign key nothing keeps the column from holding the id of a row that was deleted or never "
        "existed, and joins lose rows without an error.",
    .facts = Fact::Columns | Fact::Constraints | Facts(Fact::Indexes),
    .added_column_concerns = concerns,
    .added_index_concerns = concerns_no_added_index,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::fk_required
