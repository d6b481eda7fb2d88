// MG807 owner_is_service_role: a service's tables belong to its own role, whoever ran the migration.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::owner_is_service_role {
namespace {

void judge(const Table& table, const Registration& registration, const Parameters& /*p*/, Findings& found) {
    if (registration.owner_role.empty() || table.owner.name == registration.owner_role) return;
    const std::string right = sql_name(registration.owner_role);
    auto finding = found.at_object();
    finding
        .says("{kind} {object} is owned by {}; the registered owner of its schema is {}", sql_name(table.owner.name),
              right)
        .value(table.owner.name)
        .fix("{alter} OWNER TO {};", right);
    if (table.created) finding.cure("SET ROLE {};", right);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG807",
    .name = "owner_is_service_role",
    .category = Category::Security,
    .severity = Severity::Off,
    .needs_registry = true,
    .summary = "A service's tables are owned by the registered owner of their schema.",
    .why =
        "Only the owner can alter a table. The service's next migration will fail with \"must be owner of table\", and "
        "the service's role has no rights on the table unless they are granted.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Security,
    .judges_partitions = true,
    .judge_registered = judge,
};

}  // namespace mana_guard::rules::owner_is_service_role
