// MG310 table_comment: a comment describes each table where everyone who looks at the database sees it.
#include "rules/rule.hpp"

namespace mana_guard::rules::table_comment {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    if (!table.has_comment) found.at_object().says("{kind} {object} has no comment").value("no comment");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG310",
    .name = "table_comment",
    .category = Category::Columns,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "Every table has a comment.",
    .why = "Without a comment, only the author knows what a table is for and who writes to it.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Placement | Fact::Comments,
    .judge = judge,
};

}  // namespace mana_guard::rules::table_comment
