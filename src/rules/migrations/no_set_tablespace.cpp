// MG622 no_set_tablespace: files are copied under lock.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_set_tablespace {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    found.at_object()
        .says("{kind} {object} moves to tablespace {}, which copies it while nobody can use it", command.quoted_name)
        .value(command.name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG622",
    .name = "no_set_tablespace",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "A table in use stays in its tablespace.",
    .why =
        "SET TABLESPACE copies the table file by file under ACCESS EXCLUSIVE, and no event tells of it as of "
        "a rewrite.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::SetTablespace,
};

}  // namespace mana_guard::rules::no_set_tablespace
