// MG213 enum_over_check: values from a fixed list are an enum; a CHECK over text hides them in a constraint.
#include "rules/rule.hpp"

namespace mana_guard::rules::enum_over_check {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Check& check : table.checks) {
        if (check.is_inherited || check.listed_column == no_column) continue;
        const Column& column = table.columns[check.listed_column];
        found.at(check)
            .says("check {part} of {kind} {object} restricts column {} to a list of values, as an enum would",
                  column.quoted_name)
            .value(column.name);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG213",
    .name = "enum_over_check",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "A column with a fixed list of values is an enum, not text with a CHECK.",
    .why =
        "Adding a value means replacing the CHECK, for which the whole table is read. An enum takes a new value with "
        "ALTER TYPE ... ADD VALUE and is the same list for every table and client.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Constraints,
    .added_column_concerns = concerns_no_added_column,
    .judge = judge,
};

}  // namespace mana_guard::rules::enum_over_check
