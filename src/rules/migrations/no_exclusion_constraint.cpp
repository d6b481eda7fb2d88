// MG617 no_exclusion_constraint: there is no way to add one that stops nobody.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_exclusion_constraint {
namespace {

void judge(const Command& command, const Parameters& /*p*/, Findings& found) {
    if (!command.in_use) return;
    found.at(command).says("an exclusion constraint is added to {kind} {object}, which is in use");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG617",
    .name = "no_exclusion_constraint",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "No exclusion constraint is added to a table in use.",
    .why =
        "Its index is built and every row checked under ACCESS EXCLUSIVE, and PostgreSQL knows no way round: "
        "neither NOT VALID nor USING INDEX. It is a matter for a quiet hour.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddExclusion,
};

}  // namespace mana_guard::rules::no_exclusion_constraint
