// MG412 no_reserved_word: a name that is a reserved word must be quoted everywhere.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::no_reserved_word {
namespace {

constexpr Parameter parameters[] = {
    choice_as_in("table_plural", "number", "The number of a better name's noun; as in table_plural unless set."),
};

constexpr auto nouns = std::to_array<std::string_view>(
    {"array", "case", "cast", "check", "collation", "column", "constraint", "default", "end", "grant", "group", "join",
     "limit", "offset", "order", "table", "union", "user", "window"});

struct Replacement {
    std::string_view word;
    std::string_view better;
};
constexpr auto replacements = std::to_array<Replacement>({{"desc", "description"},
                                                          {"order", "sort_order"},
                                                          {"user", "user_name"},
                                                          {"group", "group_name"},
                                                          {"table", "table_name"},
                                                          {"column", "column_name"},
                                                          {"check", "check_result"},
                                                          {"case", "case_name"}});

bool is_foreign_key(const Table& table, const Column& column) {
    const auto index = static_cast<std::uint32_t>(&column - table.columns.data());
    return std::ranges::any_of(table.foreign_keys, [index](const ForeignKey& key) {
        return key.columns.size() == 1 && key.columns.front() == index;
    });
}

// A name that says what the column holds, following the convention for its type.
std::string better_column_name(const Table& table, const Column& column) {
    const std::string_view type = column.type.base;
    const std::string name(column.name);
    if (type == "boolean") return "is_" + name;
    if (type.starts_with("timestamp")) return name + "_at";
    if (is_foreign_key(table, column)) return name + "_id";
    const auto* const other = std::ranges::find(replacements, column.name, &Replacement::word);
    if (other != replacements.end()) return std::string(other->better);
    return name + (type == "date" ? "_date" : "_value");
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    if (table.touched.has(Fact::Placement) && is_reserved_word(table.name)) {
        auto finding = found.at_object();
        finding.says("name of {kind} {object} is a reserved word").value(table.name);
        const bool is_noun = std::ranges::find(nouns, table.name) != nouns.end();
        if (is_noun) fix_table_name(finding, table, better_table_name(table, number_in(p)));
    }
    for (const Column& column : table.columns) {
        if (column.inherited || !is_reserved_word(column.name)) continue;
        auto finding = found.at(column);
        finding.says("name of column {column} of {kind} {object} is a reserved word").value(column.name);
        fix_column_name(finding, table, column, better_column_name(table, column));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG412",
    .name = "no_reserved_word",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "No table or column is named with a reserved word.",
    .why =
        "SELECT * FROM user returns the name of the current role, not the table. Most other reserved words cause a "
        "syntax error wherever the quotes are missing.",
    .facts = Fact::Placement | Fact::Columns | Facts(Fact::Constraints),
    .judges_partitions = true,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_reserved_word
