// MG308 required_columns: every table has the columns that your team requires, such as a tenant id.
#include "rules/columns/column_parts.hpp"
#include "rules/rule.hpp"
#include "rules/types/column_shapes.hpp"

namespace mana_guard::rules::required_columns {
namespace {

constexpr Parameter parameters[] = {
    shapes("columns", "The columns that every table must have, and the shape of each."),
};

// Whether ADD COLUMN would be refused where the table has rows.
bool needs_values(const Shape& shape) {
    return shape.not_null.value_or(false) && !shape.default_value;
}

void miss(const Table& table, const Glob& name, const Shape& shape, Findings& found) {
    auto finding = found.at_object();
    finding.says("{kind} {object} has no column {}", name.text()).value(name.text());
    const std::string_view type = type_of(shape);
    if (name.kind() != Glob::Kind::Exact || type.empty()) return;
    const std::string rest = rest_of(shape);
    ColumnChange missing = change_to(shape);
    missing.name = name.text();
    missing.type = type;
    finding.lacks(std::move(missing));
    if (needs_values(shape)) return;
    fix_by_adding(finding, table, name.text(), type, rest);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const Shape& shape : p.shapes("columns")) {
        for (const Glob& name : shape.columns.globs()) {
            bool is_there = false;
            for (const Column& column : table.columns) {
                if (!name.matches(column.name)) continue;
                is_there = true;
                judge_shape(table, column, shape, found);
            }
            if (!is_there) miss(table, name, shape, found);
        }
    }
}

bool concerns(const Column& column, const Parameters& p) {
    return std::ranges::any_of(p.shapes("columns"),
                               [&column](const Shape& shape) { return shape.columns.matches(column.name); });
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG308",
    .name = "required_columns",
    .category = Category::Columns,
    .severity = Severity::Off,
    .summary = "Every table has the columns that your team requires.",
    .why = "Whatever works on every table, such as tenant isolation, omits a table that lacks the column.",
    .facts = Fact::Columns | Fact::Constraints,
    .added_column_concerns = concerns,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::required_columns
