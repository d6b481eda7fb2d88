// MG213 enum_over_check: values from a fixed list are an enum; a CHECK over a text hides them in a constraint.
#include "rules/rule.hpp"

namespace mana_guard::rules::enum_over_check {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Check& check : table.checks) {
        if (check.is_inherited || check.listed_column == no_column) continue;
        const Column& column = table.columns[check.listed_column];
        found.at(check)
            .says("check {part} of {kind} {object} lists the values of column {}, which an enum would",
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
    .summary = "A column of a few fixed values is an enum, not a text with a CHECK.",
    .why =
        "A new value means another CHECK, for which the whole table is read; an enum takes one with ALTER TYPE ... ADD "
        "VALUE and is the same list for every table and client.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Constraints,
    .judge = judge,
};

}  // namespace mana_guard::rules::enum_over_check
