// MG305 version_shape: the counter of optimistic locking is NOT NULL DEFAULT 1, so that version + 1 is always a number.
#include "rules/columns/column_parts.hpp"
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::version_shape {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "The columns that count the versions of a row.", {"version", "current_version"}),
};

constexpr std::string_view first_version = "1";

// Whether the column identifies a row or refers to one: then it is a version's number, not a counter.
bool in_key(const Table& table, const Column& column) {
    return in_foreign_key(table, column) || std::ranges::any_of(table.indexes, [&](const Index& index) {
               return (index.is_unique || index.is_exclusion) && has_key(index, table, column);
           });
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& columns = p["columns"];
    for (const Column& column : table.columns) {
        if (!columns.matches(column.name) || !holds_integers(column)) continue;
        if (is_generated(column) || in_key(table, column)) continue;
        judge_nullability(column, first_version, found);
        judge_default(column, first_version, found);
    }
}

bool concerns(const Column& column, const Parameters& p) {
    return p["columns"].matches(column.name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG305",
    .name = "version_shape",
    .category = Category::Columns,
    .severity = Severity::Warn,
    .summary = "A version counter is NOT NULL DEFAULT 1.",
    .why =
        "Optimistic locking updates WHERE version = ... and sets version + 1. If the version is null, no update ever "
        "matches and each one ends in a conflict.",
    .facts = Fact::Columns | Fact::Constraints | Facts(Fact::Indexes),
    .added_column_concerns = concerns,
    .added_index_concerns = concerns_no_added_index,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::version_shape
