// MG203 timestamptz: a point in time is a timestamptz, so that it is the same in every time zone.
#include "rules/fix_cautions.hpp"
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::timestamptz {
namespace {

constexpr std::string_view local_timestamp = "timestamp without time zone";
constexpr std::string_view time_with_zone = "time with time zone";

// Any other default, such as now() AT TIME ZONE 'utc', would be read in the session's time zone.
bool keeps_its_meaning(const Column& column) {
    return column.default_kind == DefaultKind::None || column.default_kind == DefaultKind::CurrentTime;
}

void judge_timestamp(const Table& table, const Column& column, Findings& found) {
    const std::string right = type_like(column, "timestamptz");
    auto finding = found.at(column);
    finding.says("column {column} of {kind} {object} is {} instead of {}", column.type.declared, right)
        .value(column.type.declared);
    finding.becomes({.type = right});
    if (column.type.is_array() || !keeps_its_meaning(column)) return;
    const std::string change = type_change(table, column, right, "{column} AT TIME ZONE 'UTC'");
    if (!change.empty()) finding.fix(change).in_use(changes_type);
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited) continue;
        if (column.type.element == local_timestamp) judge_timestamp(table, column, found);
        if (column.type.element == time_with_zone) {
            found.at(column)
                .says("column {column} of {kind} {object} is {}, whose offset is meaningless without a date",
                      column.type.declared)
                .value(column.type.declared);
        }
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG203",
    .name = "timestamptz",
    .category = Category::Types,
    .severity = Severity::Warn,
    .summary = "A point in time is stored as timestamptz.",
    .why =
        "A timestamp without time zone does not identify a moment: each client reads it in its own time zone, and "
        "comparisons with now() depend on the session's TimeZone setting.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .yields_to = {"timestamp_shape", "soft_delete_shape"},
    .judge = judge,
};

}  // namespace mana_guard::rules::timestamptz
