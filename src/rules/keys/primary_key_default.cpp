// MG502 primary_key_default: the database generates a uuid primary key if an insert provides none.
#include "rules/rule.hpp"

namespace mana_guard::rules::primary_key_default {
namespace {

constexpr Parameter parameters[] = {
    names_as_in("user_id_text", "columns",
                "Columns that hold a user id, which the auth service issues; as in user_id_text unless set."),
};

// The column that is the primary key by itself; null if there is none.
const Column* sole_key(const Table& table) {
    const auto key = std::ranges::find_if(table.indexes, &Index::is_primary);
    if (key == table.indexes.end() || key->keys.size() != 1) return nullptr;
    return &table.columns[key->keys.front().column];
}

// A key that refers to another table takes its value from there.
bool is_reference(const Table& table, const Column& column) {
    const auto index = static_cast<std::uint32_t>(&column - table.columns.data());
    return std::ranges::any_of(table.foreign_keys, [index](const ForeignKey& key) {
        return std::ranges::find(key.columns, index) != key.columns.end();
    });
}

std::string last_word_of(std::string_view name) {
    std::string word(name.substr(name.rfind('_') + 1));
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return word;
}

// Whether its name is that of another thing's id, so that the value comes from there: old_id of file_redirects, but not
// file_id of files. A plural may change the last letter of the word: category_id of categories.
bool comes_from_elsewhere(const Table& table, const Column& column) {
    constexpr std::string_view suffix = "_id";
    constexpr std::size_t surely_the_words = 3;
    if (!column.name.ends_with(suffix) || column.name.size() == suffix.size()) return false;
    std::string entity = last_word_of(column.name.substr(0, column.name.size() - suffix.size()));
    if (entity.size() > surely_the_words) entity.pop_back();
    return !last_word_of(table.name).starts_with(entity);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Column* column = sole_key(table);
    if (column == nullptr || column->type.base != "uuid") return;
    if (p["columns"].matches(column->name) || is_reference(table, *column) || comes_from_elsewhere(table, *column))
        return;
    const bool is_constant = column->default_kind == DefaultKind::Constant;
    if (column->default_kind != DefaultKind::None && !is_constant) return;
    auto finding = found.at(*column);
    // The foreign key that says where its values come from may follow.
    if (!is_constant) finding.waits();
    finding
        .says(is_constant ? "primary key {column} of {kind} {object} has the same default for every row"
                          : "primary key {column} of {kind} {object} has no default")
        .value(is_constant ? "constant" : "no default")
        .becomes({.default_value = "gen_random_uuid()"})
        .fix("{alter} ALTER COLUMN {column} SET DEFAULT gen_random_uuid();");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG502",
    .name = "primary_key_default",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .waits_in_block = true,
    .summary = "A uuid primary key has a default that generates its values.",
    .why =
        "An insert that provides no id, by hand or from another service, fails: the key would be null or, with a "
        "constant default, a duplicate.",
    .facts = Fact::Placement | Fact::Columns | Facts(Fact::Constraints) | Fact::Indexes,
    .added_column_concerns = concerns_no_added_column,
    .added_index_concerns = concerns_no_added_index,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::primary_key_default
