// MG107 schema_owner: a service's schema is changed by the role that the registry names, or in its name.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::schema_owner {
namespace {

// A superuser counts as a member of every role (PostgreSQL's manual, "Role Attributes").
bool acts_for_owner(const Actor& actor, const Registration& registration) {
    const std::size_t owner = registration.owner_number;
    return actor.is_superuser || (owner < actor.roles.size() && actor.roles[owner]);
}

void judge(const Schema& /*schema*/, const SchemaContext& context, const Parameters& /*p*/, Findings& found) {
    const Registration* registration = context.registration;
    if (registration == nullptr || registration->owner_role.empty()) return;
    if (acts_for_owner(context.actor, *registration)) return;
    const std::string owner = sql_name(registration->owner_role);
    found.at_object().says("must be a member of role {} to change schema {object}", owner).cure("SET ROLE {};", owner);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG107",
    .name = "schema_owner",
    .category = Category::Placement,
    .severity = Severity::Error,
    .is_change = true,
    .needs_registry = true,
    .summary = "A service's schema is changed by its owner role and its members alone.",
    .why =
        "What another role makes in a service's schema belongs to that role, and the service's own migrations can "
        "neither alter nor drop it. Who may not SET ROLE to the owner asks the service's team.",
    .kinds = ObjectKind::Schema,
    .facts = Fact::SchemaUse,
    .judge_schema = judge,
};

}  // namespace mana_guard::rules::schema_owner
