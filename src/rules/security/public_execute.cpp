// MG814 public_execute: who may borrow an owner's rights is said by a grant, not by PostgreSQL's default.
#include "rules/rule.hpp"

namespace mana_guard::rules::public_execute {
namespace {

void judge(const Definition& routine, const Parameters& /*p*/, Findings& found) {
    if (!routine.is_security_definer || !routine.is_public) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is SECURITY DEFINER and everybody may execute it")
        .value("PUBLIC")
        .fix("REVOKE EXECUTE ON ROUTINE {object} FROM PUBLIC;");
    // To be revoked it must be there, and then not be what is refused.
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
    .summary = "A SECURITY DEFINER routine is executed by those who were granted it, not by everybody.",
    .why =
        "PostgreSQL lets everybody execute a new routine; one that is SECURITY DEFINER lends them its owner's rights "
        "with it.",
    .kinds = all_routines,
    .facts = Fact::Definition,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::public_execute
