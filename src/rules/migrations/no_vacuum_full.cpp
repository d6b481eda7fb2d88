// MG627 no_vacuum_full: space is reclaimed without a lock.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_vacuum_full {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    auto finding = found.at_object();
    if (command.kind == CommandKind::VacuumFull) {
        finding.says("{kind} {object} is in use; VACUUM FULL copies it and blocks reads and writes");
    } else {
        finding.says("{kind} {object} is in use; CLUSTER copies it and blocks reads and writes");
    }
    const std::string_view target = command.object->kind == ObjectKind::Database ? "" : " {object}";
    finding.cure(formatted("VACUUM (ANALYZE){};\n-- or pg_repack, which copies it while it is used", target));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG627",
    .name = "no_vacuum_full",
    .category = Category::Migrations,
    .severity = Severity::Warn,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A table in use is not rewritten by VACUUM FULL or CLUSTER.",
    .why =
        "VACUUM FULL and CLUSTER copy a table and all its indexes under ACCESS EXCLUSIVE, and nobody can read or write "
        "the table until that is done.",
    .kinds = stored_tables | ObjectKind::MaterializedView | ObjectKind::Database,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::VacuumFull | CommandKind::Cluster,
};

}  // namespace mana_guard::rules::no_vacuum_full
