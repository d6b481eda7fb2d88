// MG413 no_quoted_name: names can be written in SQL without quotes.
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"
#include "rules/snake_case.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::no_quoted_name {
namespace {

constexpr Parameter parameters[] = {
    choice_as_in("table_plural", "number", "The number of a better name's noun; as in table_plural unless set."),
};

constexpr bool starts_a_name(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}
// Non-ASCII letters need no quotes in some encodings and locales, and are folded differently in others.
constexpr bool continues_a_name(char c) {
    return starts_a_name(c) || (c >= '0' && c <= '9') || c == '$';
}

// Whether it must be quoted for a reason other than being a key word.
bool needs_quotes(std::string_view name) {
    return !starts_a_name(name.front()) || !std::ranges::all_of(name, continues_a_name);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    if (table.touched.has(Fact::Placement) && needs_quotes(table.name)) {
        auto finding = found.at_object();
        finding.says("name of {kind} {object} needs quotes").value(table.name);
        fix_table_name(
            finding, table,
            stored_tables.has(table.kind) ? better_table_name(table, number_in(p)) : to_snake_case(table.name));
    }
    if (!stored_tables.has(table.kind)) return;
    for (const Column& column : table.columns) {
        if (column.inherited || !needs_quotes(column.name)) continue;
        auto finding = found.at(column);
        finding.says("name of column {column} of {kind} {object} needs quotes").value(column.name);
        fix_column_name(finding, table, column, to_snake_case(column.name));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG413",
    .name = "no_quoted_name",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "No table, view or column has a name that needs quotes.",
    .why =
        "PostgreSQL folds unquoted names to lower case and accepts no space or hyphen in them. A query without the "
        "quotes fails with a syntax error, or because the relation or column does not exist.",
    .kinds = stored_tables | ObjectKinds(ObjectKind::View) | ObjectKind::MaterializedView,
    .facts = Fact::Placement | Fact::Columns,
    .judges_partitions = true,
    .judges_columns_apart = true,
    .parameters = parameters,
    .yields_to = {"table_snake_case", "column_snake_case"},
    .judge = judge,
};

}  // namespace mana_guard::rules::no_quoted_name
