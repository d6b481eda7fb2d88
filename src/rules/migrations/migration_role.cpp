// MG612 migration_role: nobody changes production by hand.
#include <algorithm>

#include "rules/rule.hpp"

namespace mana_guard::rules::migration_role {
namespace {

constexpr Parameter parameters[] = {
    names("roles", "The roles that may run DDL, and so may their members; if empty, any role may.", {}),
};

void judge(const Command& command, const Parameters& p, Findings& found) {
    const auto& roles = p["roles"];
    if (roles.globs().empty() || command.is_upkeep) return;
    const Session& session = *command.session;
    if (std::ranges::any_of(session.roles, [&](std::string_view role) { return roles.matches(role); })) return;
    found.at_object()
        .says("role {} changes {kind} {object} but is not a migration role", session.user)
        .value(session.user)
        .cure("-- this statement, in a migration that {} runs", roles.listed());
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG612",
    .name = "migration_role",
    .category = Category::Migrations,
    .severity = Severity::Off,
    .timing = Timing::Start,
    .is_change = true,
    .summary = "Only the roles that run migrations run DDL.",
    .why =
        "A change that a service or a person makes directly is in no migration: the next deployment does not know "
        "about it, and other databases never get it. Migrations run as dedicated roles.",
    .kinds = all_objects,
    .facts = {},
    .parameters = parameters,
    .judge_command = judge,
    .commands = CommandKind::Statement,
    .session = SessionFact::Roles,
};

}  // namespace mana_guard::rules::migration_role
