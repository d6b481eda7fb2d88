// MG216 column_shape: a column with a listed name has the type, nullability and default given for it.
#include "rules/rule.hpp"
#include "rules/types/column_shapes.hpp"

namespace mana_guard::rules::column_shape {
namespace {

constexpr Parameter parameters[] = {
    shapes("shapes", "The type, nullability and default that columns of these names must have."),
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
    .summary = "A column whose name is on the list has the type, nullability and default given there.",
    .why =
        "Columns of the same name are compared, joined and copied as if they were alike. Where one differs, that fails "
        "or gives wrong results far from its definition.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::column_shape
