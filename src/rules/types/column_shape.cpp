// MG216 column_shape: a column of such a name, if it is there, is of this type, nullability and default.
#include "rules/rule.hpp"
#include "rules/types/column_shapes.hpp"

namespace mana_guard::rules::column_shape {
namespace {

constexpr Parameter parameters[] = {
    shapes("shapes", "How columns of these names have to be."),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const Shape& shape : p.shapes("shapes")) {
        for (const Column& column : table.columns) {
            if (shape.columns.matches(column.name)) judge_shape(table, column, shape, found);
        }
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG216",
    .name = "column_shape",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "A column of a name on the list has its type, nullability and default.",
    .why =
        "Columns of one name are compared, joined and copied as if they were alike: where one differs, that fails or "
        "is "
        "wrong far from here.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Constraints,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::column_shape
