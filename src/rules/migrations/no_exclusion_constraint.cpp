// MG617 no_exclusion_constraint: an exclusion constraint can't be added without blocking others.
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
        "PostgreSQL builds the index and checks every row under ACCESS EXCLUSIVE, and exclusion constraints support "
        "neither NOT VALID nor USING INDEX. Add the constraint in a maintenance window.",
    .facts = {},
    .judge_command = judge,
    .commands = CommandKind::AddExclusion,
};

}  // namespace mana_guard::rules::no_exclusion_constraint
