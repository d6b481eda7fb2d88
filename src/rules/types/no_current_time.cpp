// MG224 no_current_time: a time of day with a zone but without a date is no time.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_current_time {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited || column.default_kind != DefaultKind::ZonedTime) continue;
        auto finding = found.at(column);
        finding.says("default of column {column} of {kind} {object} is CURRENT_TIME, a time with a zone but no date")
            .value("CURRENT_TIME");
        if (column.type.base == "time without time zone") {
            finding.fix("{alter} ALTER COLUMN {column} SET DEFAULT LOCALTIME;").becomes({.default_value = "LOCALTIME"});
        } else {
            finding.cure("-- {column} timestamp with time zone DEFAULT CURRENT_TIMESTAMP, or time DEFAULT LOCALTIME");
        }
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG224",
    .name = "no_current_time",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "No column's default is CURRENT_TIME.",
    .why =
        "CURRENT_TIME is a timetz. Its offset says nothing without a date, because daylight saving time moves it, and "
        "a comparison with another day's is wrong by an hour.",
    .facts = Fact::Columns,
    .judges_columns_apart = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_current_time
