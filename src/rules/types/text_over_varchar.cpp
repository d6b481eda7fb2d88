// MG209 text_over_varchar: an arbitrary length means a migration later.
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::text_over_varchar {
namespace {

// A domain's length is defined in one place, so it passes.
bool has_length(const Type& type) {
    return type.element == "character varying" && type.declared.starts_with("character varying(");
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited || !has_length(column.type)) continue;
        const std::string right = type_like(column, "text");
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is {} instead of {}", column.type.declared, right)
            .value(column.type.declared);
        finding.becomes({.type = right});
        const std::string change = type_change(table, column, right);
        if (change.empty()) continue;
        finding.fix(change);
        // PostgreSQL does it without a rewrite, except for an array.
        if (column.type.is_array()) finding.in_use(changes_type);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG209",
    .name = "text_over_varchar",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "Text columns have no length in their type; a CHECK limits it where that matters.",
    .why =
        "varchar(n) is no smaller or faster than text: all n does is make an insert fail one day with \"value too "
        "long\". A CHECK does that too, has a name, and can be changed without touching the type.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::text_over_varchar
