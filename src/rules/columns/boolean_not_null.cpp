// MG306 boolean_not_null: a flag is true or false, never null.
#include "rules/columns/column_parts.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::boolean_not_null {
namespace {

constexpr Parameter parameters[] = {
    flag("require_default", "Whether each column must also have a default, true or false.", false),
};

void ask_for_default(const Column& column, Findings& found) {
    found.at(column)
        .says("column {column} of {kind} {object} has no default")
        .value("no default")
        .becomes({.not_null = true, .default_value = "false"})
        .fix("{alter} ALTER COLUMN {column} SET DEFAULT false;");
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const bool requires_default = p.flag("require_default");
    for (const Column& column : table.columns) {
        // A generated column follows from other columns, and the server can't tell whether it may be null.
        if (column.type.base != "boolean" || is_generated(column)) continue;
        const bool has_value = column.default_kind == DefaultKind::Constant;
        judge_nullability(column, has_value ? column.default_value : "false", found);
        if (requires_default && column.default_kind == DefaultKind::None && !column.inherited)
            ask_for_default(column, found);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG306",
    .name = "boolean_not_null",
    .category = Category::Columns,
    .severity = Severity::Warn,
    .summary = "A boolean column is NOT NULL.",
    .why =
        "Null has no meaning that all readers share: WHERE is_public, WHERE NOT is_public and WHERE is_public = false "
        "all omit rows in which is_public is null.",
    .judges_columns_apart = true,
    .parameters = parameters,
    .yields_to = {"soft_delete_shape"},
    .judge = judge,
};

}  // namespace mana_guard::rules::boolean_not_null
