// MG404 column_snake_case: a column's name needs no quotes, and underscores separate its words.
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"
#include "rules/snake_case.hpp"

namespace mana_guard::rules::column_snake_case {
namespace {

constexpr Parameter parameters[] = {
    names("pattern", "Names that are allowed in addition to those in snake_case.", {}),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& also_right = p["pattern"];
    for (const Column& column : table.columns) {
        if (column.inherited || is_snake_case(column.name) || also_right.matches(column.name)) continue;
        auto finding = found.at(column);
        finding.says("name of column {column} of {kind} {object} is not snake_case").value(column.name);
        fix_column_name(finding, table, column, to_snake_case(column.name));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG404",
    .name = "column_snake_case",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "A column's name is in snake_case.",
    .why =
        "Where styles are mixed, nobody can guess what a column is called. PostgreSQL folds unquoted names to lower "
        "case, so every query written by hand and every report has to quote a name such as \"createdAt\".",
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::column_snake_case
