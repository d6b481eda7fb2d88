// MG814 public_execute: a grant decides who may run with an owner's rights, not PostgreSQL's default.
#include "rules/rule.hpp"

namespace mana_guard::rules::public_execute {
namespace {

void judge(const Definition& routine, const Parameters& /*p*/, Findings& found) {
    if (!routine.is_security_definer || !routine.is_public) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is SECURITY DEFINER and executable by PUBLIC")
        .value("PUBLIC")
        .fix("REVOKE EXECUTE ON ROUTINE {object} FROM PUBLIC;");
    // EXECUTE can be revoked only from a routine that exists, and SECURITY DEFINER would be refused until then.
    if (routine.created) {
        finding.cure(
            "CREATE {} {object} ...;\nREVOKE EXECUTE ON ROUTINE {object} FROM PUBLIC;\n"
            "ALTER ROUTINE {object} SECURITY DEFINER;",
            routine.kind == ObjectKind::Procedure ? "PROCEDURE" : "FUNCTION");
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
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::public_execute
