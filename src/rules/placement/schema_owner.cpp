// MG107 schema_owner: a service's schema is changed only by its owner role in the registry and by members of that role.
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
    .summary = "A service's schema is changed only by its owner role and members of that role.",
    .why =
        "Objects that another role creates in a service's schema belong to that role, and the service's own migrations "
        "can neither alter nor drop them. If you may not SET ROLE to the owner, ask the service's team.",
    .kinds = ObjectKind::Schema,
    .facts = Fact::SchemaUse,
    .judge_schema = judge,
};

}  // namespace mana_guard::rules::schema_owner
