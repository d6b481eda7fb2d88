// MG301 require_timestamps: every table records when a row was created and when it was last changed.
#include "rules/columns/column_parts.hpp"
#include "rules/rule.hpp"

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
        finding.lacks(
            {.name = std::string(name.text()), .type = "timestamptz", .not_null = true, .default_value = "now()"});
        fix_by_adding(finding, table, name.text(), "timestamptz", " NOT NULL DEFAULT now()");
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
