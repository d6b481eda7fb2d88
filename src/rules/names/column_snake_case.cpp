// MG404 column_snake_case: a column's name is written as SQL folds it, its words apart, so that nobody needs quotes.
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"
#include "rules/snake_case.hpp"

namespace mana_guard::rules::column_snake_case {
namespace {

constexpr Parameter parameters[] = {
    names("pattern", "Names that are right besides those in snake_case.", {}),
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
    .summary = "A column has a name in snake_case.",
    .why =
        "With some names in one style and some in another nobody can guess what a column is called, and PostgreSQL "
        "folds a "
        "name to small letters: every query by hand and every report has to write the quotes round \"createdAt\".",
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::column_snake_case
