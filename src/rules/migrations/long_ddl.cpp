// MG625 long_ddl: DDL takes no longer than a moment.
#include "rules/rule.hpp"

namespace mana_guard::rules::long_ddl {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.is_filled) return;
    auto finding = found.at_object();
    finding.says("{} fills {kind} {object} from a query", command.words).value(command.words);
    if (command.object->kind == ObjectKind::MaterializedView) {
        finding.cure(
            "-- CREATE MATERIALIZED VIEW {object} ... WITH NO DATA,\n"
            "-- then, after COMMIT, REFRESH MATERIALIZED VIEW {object}");
    } else {
        finding.cure("-- CREATE TABLE {object} (...),\n-- then, after COMMIT, INSERT INTO {object} in batches");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG625",
    .name = "long_ddl",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "No DDL statement fills a relation from a query.",
    .why =
        "The query runs within the migration for as long as it takes. Until it is done, the migration's locks are held "
        "and VACUUM cannot remove dead rows, and a failure at the end loses all the work.",
    .kinds = ObjectKind::Table | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Create,
};

}  // namespace mana_guard::rules::long_ddl
