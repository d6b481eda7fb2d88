// MG204 jsonb: JSON is stored parsed, not as the original text.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::jsonb {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited || column.type.element != "json") continue;
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is {} instead of jsonb", column.type.declared)
            .value(column.type.declared);
        replace_type(finding, table, column, {"jsonb"});
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG204",
    .name = "jsonb",
    .category = Category::Types,
    .severity = Severity::Warn,
    .summary = "JSON is stored as jsonb.",
    .why =
        "json keeps the original text: it is parsed again at each access, has no equality operator, so DISTINCT, GROUP "
        "BY and UNION fail on it, and can't be indexed by its contents.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::jsonb
