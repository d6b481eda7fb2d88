// MG407 fk_suffix: the name of a column that refers to another table ends in _id: folder_id.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::fk_suffix {
namespace {

constexpr Parameter parameters[] = {
    names("suffixes", "Suffixes that a foreign key column's name may have.", {"_id"}),
    names("columns", "Other names that a foreign key column may have.", {"*_by"}),
};

// Whether it has the name of the column that it refers to, or ends in it: id, country_code for countries (code).
bool names_target(std::string_view name, std::string_view target) {
    return name == target || name.ends_with("_" + std::string(target));
}

bool ends_right(std::string_view name, const Names& suffixes) {
    return std::ranges::any_of(suffixes.globs(),
                               [name](const Glob& suffix) { return glob_matches("*" + suffix.text(), name); });
}

// folder for folderid and folder_uuid.
std::string_view without_ending(std::string_view name, const ForeignKey& key) {
    for (const std::string_view ending : {"_uuid", "_fk", "_ref", "_key"}) {
        if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    }
    const std::string entity = singular_of_name(in_snake_case(key.target.substr(key.target_schema.size() + 1)));
    return name == entity + "id" ? name.substr(0, entity.size()) : name;
}

// folder_id for folder; currency_code for a reference to currencies (code).
std::string better_name(std::string_view name, const ForeignKey& key, const Names& suffixes) {
    const std::string target = in_snake_case(key.target_columns.front());
    if (target != "id" && !ends_right(target, suffixes)) return formatted("{}_{}", name, target);
    if (suffixes.globs().empty() || suffixes.globs().front().kind() != Glob::Kind::Exact) return {};
    return std::string(without_ending(name, key)) + suffixes.globs().front().text();
}

// The first foreign key over this column alone, or null; one that the column is named after takes precedence.
const ForeignKey* key_of(const Table& table, const Column& column, std::string_view name) {
    const auto index = static_cast<std::uint32_t>(&column - table.columns.data());
    const ForeignKey* first = nullptr;
    for (const ForeignKey& key : table.foreign_keys) {
        if (key.columns.size() != 1 || key.columns.front() != index) continue;
        if (names_target(name, in_snake_case(key.target_columns.front()))) return &key;
        if (first == nullptr) first = &key;
    }
    return first;
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& suffixes = p["suffixes"];
    if (table.foreign_keys.empty()) return;
    for (const Column& column : table.columns) {
        const std::string name = in_snake_case(column.name);
        const ForeignKey* key = key_of(table, column, name);
        if (key == nullptr || column.inherited) continue;
        const std::string target = in_snake_case(key->target_columns.front());
        if (ends_right(name, suffixes) || names_target(name, target) || p["columns"].matches(name)) continue;
        auto finding = found.at(column);
        finding.says("foreign key column {column} of {kind} {object} does not end in {}", suffixes.listed())
            .value(column.name);
        fix_column_name(finding, table, column, better_name(name, *key, suffixes));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG407",
    .name = "fk_suffix",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "A foreign key column's name ends in _id.",
    .why =
        "folder_id holds the id of a folder. A column named folder could also hold the folder's name, and whoever "
        "writes a join has to look it up.",
    .facts = Fact::Columns | Fact::Constraints,
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::fk_suffix
