// MG301 require_timestamps: every table records when a row was created and when it was last changed.
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::require_timestamps {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "The columns that every table must have.", {"created_at", "updated_at"}),
};

bool has_column(const Table& table, const Glob& name) {
    return std::ranges::any_of(table.columns, [&name](const Column& column) { return name.matches(column.name); });
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const Glob& name : p["columns"].globs()) {
        if (has_column(table, name)) continue;
        auto finding = found.at_object();
        finding.says("{kind} {object} has no column {}", name.text()).value(name.text());
        if (name.kind() != Glob::Kind::Exact) continue;
        const std::string column = sql_name(name.text());
        finding.lacks(
            {.name = std::string(name.text()), .type = "timestamptz", .not_null = true, .default_value = "now()"});
        if (table.of_type.empty()) {
            finding.fix("{alter} ADD COLUMN IF NOT EXISTS {} timestamptz NOT NULL DEFAULT now();", column);
        } else {
            finding
                .fix(
                    "ALTER TYPE {0} ADD ATTRIBUTE {1} timestamptz CASCADE; {alter} ALTER COLUMN {1} SET DEFAULT now(); "
                    "UPDATE {object} SET {1} = now(); {alter} ALTER COLUMN {1} SET NOT NULL;",
                    table.of_type, column)
                .in_use(adds_attribute);
        }
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG301",
    .name = "require_timestamps",
    .category = Category::Columns,
    .severity = Severity::Error,
    .summary = "Every table has created_at and updated_at.",
    .why =
        "Without created_at and updated_at nobody can tell when a row was created or last changed, and neither sync "
        "nor support can find it.",
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::require_timestamps
