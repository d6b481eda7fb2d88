// MG808 no_superuser_owner: a service's own role owns its tables and its SECURITY DEFINER routines.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_superuser_owner {
namespace {

void judge_owner(const Owner& owner, Findings& found) {
    if (!owner.is_superuser) return;
    found.at_object().says("{kind} {object} is owned by the superuser {}", owner.name).value(owner.name);
}

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    judge_owner(table.owner, found);
}

void judge_routine(const Definition& routine, const Parameters& /*p*/, Findings& found) {
    if (routine.is_security_definer) judge_owner(routine.owner, found);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG808",
    .name = "no_superuser_owner",
    .category = Category::Security,
    .severity = Severity::Off,
    .summary = "No table and no SECURITY DEFINER routine is owned by a superuser.",
    .why =
        "Only the owner can alter a table or routine, so migrations end up being run as a superuser. A trigger on such "
        "a table, or a routine that runs as its owner, may do anything to the server.",
    .kinds = tables_of_any_kind | all_routines,
    .facts = Fact::Security | Fact::Definition,
    .judges_partitions = true,
    .judge = judge,
    .judge_definition = judge_routine,
};

}  // namespace mana_guard::rules::no_superuser_owner
