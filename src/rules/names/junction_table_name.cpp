// MG403 junction_table_name: a table that only joins two others is named after both: file_tags.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"
#include "rules/snake_case.hpp"

namespace mana_guard::rules::junction_table_name {
namespace {

constexpr Parameter parameters[] = {
    choice_as_in("table_plural", "number", "The number of a better name's noun; as in table_plural unless set."),
};

using Indexes = std::vector<std::uint32_t>;

bool has(const Indexes& indexes, std::uint32_t index) {
    return std::ranges::find(indexes, index) != indexes.end();
}

// The columns of both keys, each once.
Indexes joined_columns(const Table& table) {
    Indexes joined;
    for (const ForeignKey& key : table.foreign_keys) {
        for (const std::uint32_t column : key.columns) {
            if (!has(joined, column)) joined.push_back(column);
        }
    }
    return joined;
}

bool is_key_over(const Index& index, const Indexes& columns) {
    if (!index.is_unique || index.is_partial() || index.keys.size() != columns.size()) return false;
    return std::ranges::all_of(index.keys, [&columns](const IndexKey& key) { return has(columns, key.column); });
}

// Whether the column is the table's own id or holds a time.
bool is_besides(const Table& table, std::uint32_t column) {
    const std::string_view type = table.columns[column].type.base;
    return type.starts_with("timestamp") || type == "date" ||
           std::ranges::any_of(table.indexes, [column](const Index& index) {
               return index.is_primary && index.keys.size() == 1 && index.keys.front().column == column;
           });
}

// Whether the table does nothing but join two others.
bool is_junction(const Table& table) {
    if (table.foreign_keys.size() != 2 || table.foreign_keys[0].target == table.foreign_keys[1].target) return false;
    const Indexes joined = joined_columns(table);
    const bool is_key =
        std::ranges::any_of(table.indexes, [&joined](const Index& index) { return is_key_over(index, joined); });
    if (!is_key) return false;
    for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
        if (!has(joined, column) && !is_besides(table, column)) return false;
    }
    return true;
}

// The table that the key refers to, in the singular: user_profile.
std::string entity_of(const ForeignKey& key) {
    return singular_of_name(in_snake_case(key.target.substr(key.target_schema.size() + 1)));
}

// What a key's last column is named after, in the singular: author for author_id. Empty for any other name.
std::string role_of(const Table& table, const ForeignKey& key) {
    constexpr std::string_view suffix = "_id";
    const std::string column = in_snake_case(table.columns[key.columns.back()].name);
    return column.ends_with(suffix) ? singular_of_name(column.substr(0, column.size() - suffix.size())) : std::string();
}

// Whether the words name the table, or the last words of its name: profile stands for user_profiles.
bool names_entity(std::string_view words, const Table& table, const ForeignKey& key) {
    const std::string singular = singular_of_name(words);
    const std::string entity = entity_of(key);
    return singular == entity || singular == role_of(table, key) || entity.ends_with("_" + singular);
}

bool is_named_after(const Table& table, const ForeignKey& front, const ForeignKey& back) {
    const std::string name = in_snake_case(table.name);
    for (std::size_t gap = name.find('_'); gap != std::string::npos; gap = name.find('_', gap + 1)) {
        const std::string_view words = name;
        if (names_entity(words.substr(0, gap), table, front) && names_entity(words.substr(gap + 1), table, back))
            return true;
    }
    return false;
}

std::string better_name(const std::string& front, const std::string& back, GrammaticalNumber number) {
    return formatted("{}_{}", front, number == GrammaticalNumber::Singular ? back : plural_of_name(back));
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    if (!is_junction(table)) return;
    const auto by_place = [](const ForeignKey& key) { return key.columns.back(); };
    const bool in_order = by_place(table.foreign_keys[0]) <= by_place(table.foreign_keys[1]);
    const ForeignKey& first = table.foreign_keys[in_order ? 0 : 1];
    const ForeignKey& second = table.foreign_keys[in_order ? 1 : 0];
    if (is_named_after(table, first, second) || is_named_after(table, second, first)) return;
    const std::string better = better_name(entity_of(first), entity_of(second), number_in(p));
    auto finding = found.at_object();
    finding
        .says("{kind} {object} joins {} and {} but is not named after them", first.target_identity,
              second.target_identity)
        .value(table.name);
    if (is_snake_case(better)) fix_table_name(finding, table, better);
}

// One that is unique over two foreign keys makes a junction table of it.
bool concerns(const Index& index) {
    return index.is_unique;
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG403",
    .name = "junction_table_name",
    .category = Category::Names,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "A table that only joins two others is named after both.",
    .why =
        "Someone who needs the tags of a file looks for file_tags. A junction table with another name is overlooked "
        "and created a second time.",
    .facts = Fact::Placement | Fact::Columns | Facts(Fact::Constraints) | Fact::Indexes,
    .added_column_concerns = concerns_no_added_column,
    .added_index_concerns = concerns,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::junction_table_name
