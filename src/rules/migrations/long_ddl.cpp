// MG625 long_ddl: what takes long is no DDL.
#include "rules/rule.hpp"

namespace mana_guard::rules::long_ddl {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.is_filled) return;
    auto finding = found.at_object();
    finding.says("{} fills {kind} {object} from a query, for as long as that takes", command.words)
        .value(command.words);
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
    .summary = "No statement of DDL fills a relation from a query.",
    .why =
        "CREATE TABLE AS and its like run the query within the migration: its locks are held, its transaction keeps "
        "VACUUM from its work, and when it fails at the end all of it was in vain.",
    .kinds = ObjectKind::Table | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::Create,
};

}  // namespace mana_guard::rules::long_ddl
