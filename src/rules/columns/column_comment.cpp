// MG309 column_comment: a comment describes each column where everyone who looks at the table sees it.
#include "rules/rule.hpp"

namespace mana_guard::rules::column_comment {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.has_comment || column.inherited) continue;
        found.at(column).says("column {column} of {kind} {object} has no comment").value("no comment");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG309",
    .name = "column_comment",
    .category = Category::Columns,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "Every column has a comment.",
    .why = "Without a comment, only the author knows what a column holds, in which unit and since when.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Comments,
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::column_comment
