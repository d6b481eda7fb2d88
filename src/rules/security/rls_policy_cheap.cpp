// MG809 rls_policy_cheap: a function that gives the same result for every row is called once per query.
#include "rules/rule.hpp"

namespace mana_guard::rules::rls_policy_cheap {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    for (const RowPolicy& policy : table.policies) {
        if (policy.unwrapped_function.empty()) continue;
        found.at(policy)
            .says("policy {part} of {kind} {object} calls {} for each row", policy.unwrapped_function)
            .value(policy.unwrapped_function);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG809",
    .name = "rls_policy_cheap",
    .category = Category::Security,
    .severity = Severity::Off,
    .summary =
        "A row security policy calls a function that does not depend on the row once per query, in a sub-select.",
    .why =
        "PostgreSQL calls the function again for every row that it looks at, in every query of the table. Written as "
        "(SELECT f()), it is called once per query.",
    .facts = Fact::Security,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::rls_policy_cheap
