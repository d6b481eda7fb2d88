// MG620 matview_concurrently: reads go on while a materialized view is refreshed.
#include "rules/rule.hpp"

namespace mana_guard::rules::matview_concurrently {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is in use; refreshing it without CONCURRENTLY blocks reads");
    if (command.can_be_concurrent) {
        finding.cure("REFRESH MATERIALIZED VIEW CONCURRENTLY {object};");
    } else {
        finding.cure(
            "-- CREATE UNIQUE INDEX CONCURRENTLY on {object}, over columns that tell its rows apart,\n"
            "-- then REFRESH MATERIALIZED VIEW CONCURRENTLY {object}");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG620",
    .name = "matview_concurrently",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A materialized view in use is refreshed CONCURRENTLY.",
    .why =
        "REFRESH holds ACCESS EXCLUSIVE until its query has run, and nobody can read the view meanwhile. With "
        "CONCURRENTLY, PostgreSQL computes the rows separately and writes only those that differ, while others read.",
    .kinds = ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::RefreshView,
};

}  // namespace mana_guard::rules::matview_concurrently
