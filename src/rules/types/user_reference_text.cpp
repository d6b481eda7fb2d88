// MG202 user_reference_text: a column that holds a user id under another name (published_by, owner_id) isn't a uuid.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::user_reference_text {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "Columns whose names say that they hold a user id.",
          {"*_user_id", "*_by", "owner_id", "author_id"}),
    names("user_tables", "Tables whose keys are user ids.", {"auth.users"}),
    names("forbidden_types", "Types that a user id never has.", {"uuid"}),
};

constexpr bool is_integer(const Type& type) {
    return type.element == "bigint" || type.element == "integer" || type.element == "smallint";
}

enum class Reference { None, User, Other };

// What the column's foreign keys refer to; one to a user table takes precedence.
Reference reference_of(const Table& table, const Column& column, const Names& user_tables) {
    const auto index = static_cast<std::uint32_t>(&column - table.columns.data());
    auto reference = Reference::None;
    for (const ForeignKey& key : table.foreign_keys) {
        if (std::ranges::find(key.columns, index) == key.columns.end()) continue;
        if (user_tables.matches(key.target)) return Reference::User;
        reference = Reference::Other;
    }
    return reference;
}

// Whether another column says what it refers to, as object-relational mappers write a reference to any table: owner_id
// with owner_type.
bool says_what_it_is(const Table& table, const Column& column) {
    constexpr std::string_view suffix = "_id";
    std::string_view stem = column.name;
    if (stem.ends_with(suffix)) stem.remove_suffix(suffix.size());
    const std::string name = formatted("{}_type", stem);
    return std::ranges::find(table.columns, name, &Column::name) != table.columns.end();
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& columns = p["columns"];
    const Names& user_tables = p["user_tables"];
    const Names& forbidden = p["forbidden_types"];
    for (const Column& column : table.columns) {
        const bool is_forbidden = names_type(forbidden, column.type);
        if (!is_forbidden && !is_integer(column.type)) continue;
        const Reference reference = reference_of(table, column, user_tables);
        const bool by_name = is_forbidden && reference == Reference::None && columns.matches(column.name) &&
                             !says_what_it_is(table, column);
        if (reference != Reference::User && !by_name) continue;
        const std::string_view right = column.type.is_array() ? "text[]" : "text";
        auto finding = found.at(column);
        finding
            .says(reference == Reference::User
                      ? "column {column} of {kind} {object} refers to a user but is {}; user ids are text"
                      : "column {column} of {kind} {object} looks like a user id but is {}; user ids are text",
                  column.type.declared)
            .value(column.type.declared)
            .becomes({.type = std::string(right)});
        // The foreign key that says what it refers to may follow.
        if (reference == Reference::None) finding.waits();
        fix_type(finding, table, column, right);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG202",
    .name = "user_reference_text",
    .category = Category::Types,
    .severity = Severity::Warn,
    .waits_in_block = true,
    .summary = "A column that refers to a user must be text.",
    .why =
        "The auth service issues ids such as otUe1YrfENPdHnrF3g1vSBfpkQfambCZ, which no uuid column can hold: inserts "
        "fail with \"invalid input syntax\".",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .parameters = parameters,
    .yields_to = {"user_id_text"},
    .judge = judge,
};

}  // namespace mana_guard::rules::user_reference_text
