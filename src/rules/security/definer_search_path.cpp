// MG803 definer_search_path: a routine that runs with its owner's rights does not use its caller's search_path.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::definer_search_path {
namespace {

constexpr Parameter parameters[] = {
    flag("all", "Whether routines that run with their caller's rights set it too.", false),
};

void judge(const Definition& routine, const Parameters& p, Findings& found) {
    if (routine.pins_search_path || (!routine.is_security_definer && !p.flag("all"))) return;
    // pg_temp is searched first unless it is named (PostgreSQL's manual, "Writing SECURITY DEFINER Functions Safely").
    const std::string schema = sql_name(routine.schema);
    auto finding = found.at_object();
    finding
        .says(routine.is_security_definer ? "{kind} {object} is SECURITY DEFINER but does not set search_path"
                                          : "{kind} {object} does not set search_path")
        .value("search_path")
        .fix("{alter} SET search_path = {}, pg_temp;", schema);
    if (routine.created) {
        finding.cure("CREATE {} {object} ... SET search_path = {}, pg_temp ...;",
                     routine.kind == ObjectKind::Procedure ? "PROCEDURE" : "FUNCTION", schema);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG803",
    .name = "definer_search_path",
    .category = Category::Security,
    .severity = Severity::Warn,
    .summary = "A SECURITY DEFINER routine sets its own search_path.",
    .why =
        "The routine runs with its owner's rights but looks up names in its caller's search_path. A caller with a "
        "table or operator of the same name in front can make it do anything that the owner may do.",
    .kinds = all_routines,
    .facts = Fact::Definition,
    .parameters = parameters,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::definer_search_path
