// MG803 definer_search_path: what runs with its owner's rights doesn't look names up where its caller says.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::definer_search_path {
namespace {

void judge(const Definition& routine, const Parameters& /*p*/, Findings& found) {
    if (!routine.is_security_definer || routine.pins_search_path) return;
    // pg_temp is searched first unless it is named (PostgreSQL's manual, "Writing SECURITY DEFINER Functions Safely").
    const std::string schema = sql_name(routine.schema);
    auto finding = found.at_object();
    finding.says("{kind} {object} is SECURITY DEFINER and leaves search_path to its caller")
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
        "It runs with its owner's rights, but looks names up in the search_path of whoever calls: with a table or "
        "operator of his own in front he makes it do what he likes.",
    .kinds = all_routines,
    .facts = Fact::Definition,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::definer_search_path
