// MG222 text_limit: what a text may hold has an end.
#include <algorithm>

#include "rules/rule.hpp"

namespace mana_guard::rules::text_limit {
namespace {

constexpr Parameter parameters[] = {
    names("types", "The types that need a limit.", {"text", "character varying"}),
    names("ignore", "Names of columns that the rule ignores.", {}),
};

bool is_limited(const Table& table, std::uint32_t column) {
    return std::ranges::any_of(table.checks, [column](const Check& check) {
        const auto& limited = check.limited_columns;
        return check.listed_column == column || std::ranges::find(limited, column) != limited.end();
    });
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (column.inherited || !p["types"].matches(column.type.declared) || p["ignore"].matches(column.name)) continue;
        if (is_limited(table, i)) continue;
        found.at(column)
            .says("column {column} of {kind} {object} is {} without a CHECK that limits its length",
                  column.type.declared)
            .value(column.type.declared)
            .cure("-- {column} {} CHECK (char_length({column}) <= 255), or as long as it may be", column.type.declared);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG222",
    .name = "text_limit",
    .category = Category::Types,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "A text column has a CHECK that limits its length.",
    .why =
        "A text may hold a gigabyte. Whoever can write the column can fill the disk with a few rows and slow down "
        "everyone who reads them.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::text_limit
