// MG215 no_domain_constraint: constraints belong on the column; on a domain they apply to every table at once.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_domain_constraint {
namespace {

void judge(const Definition& domain, const Parameters& /*p*/, Findings& found) {
    if (!domain.has_constraint) return;
    found.at_object().says("{kind} {object} has a constraint").value("constraint");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG215",
    .name = "no_domain_constraint",
    .category = Category::Types,
    .severity = Severity::Off,
    .summary = "A domain has no constraint.",
    .why =
        "Changing a domain's constraint locks and reads every table with a column of that domain. A CHECK or NOT NULL "
        "on each column can be changed table by table.",
    .kinds = ObjectKind::Domain,
    .facts = Fact::Definition,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::no_domain_constraint
