// MG814 public_execute: a grant decides who may run with an owner's rights, not PostgreSQL's default.
#include "rules/exposure.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::public_execute {
namespace {

constexpr Parameter parameters[] = {
    names("roles", "Roles that may not execute such a routine either.", {}),
};

// Those that may execute it and should not, as SQL spells them.
std::string unwanted_grantees(const Definition& routine, const Names& roles) {
    std::string list(routine.is_public ? "PUBLIC" : "");
    for (const Grant& grant : routine.grants) {
        if (grant.role != "public" && is_held_by(grant, roles))
            list += formatted("{}{}", list.empty() ? "" : ", ", sql_name(grant.role));
    }
    return list;
}

void judge(const Definition& routine, const Parameters& p, Findings& found) {
    const std::string grantees = unwanted_grantees(routine, p["roles"]);
    if (!routine.is_security_definer || grantees.empty()) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is SECURITY DEFINER and executable by {}", grantees)
        .value(grantees)
        .fix("REVOKE EXECUTE ON ROUTINE {object} FROM {};", grantees);
    // EXECUTE can be revoked only from a routine that exists, and SECURITY DEFINER would be refused until then.
    if (routine.created) {
        finding.cure(
            "CREATE {} {object} ...;\nREVOKE EXECUTE ON ROUTINE {object} FROM {};\n"
            "ALTER ROUTINE {object} SECURITY DEFINER;",
            routine.kind == ObjectKind::Procedure ? "PROCEDURE" : "FUNCTION", grantees);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG814",
    .name = "public_execute",
    .category = Category::Security,
    .severity = Severity::Off,
    .summary = "EXECUTE on a SECURITY DEFINER routine is granted to roles, not to PUBLIC.",
    .why =
        "By default every role may execute a new routine. A SECURITY DEFINER routine lends its owner's rights to every "
        "role that may execute it.",
    .kinds = all_routines,
    .facts = Fact::Definition,
    .parameters = parameters,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::public_execute
