// MG802 rls_policy_effective: a policy does nothing without row security, and row security lets nothing through
// without a policy.
#include "rules/rule.hpp"

namespace mana_guard::rules::rls_policy_effective {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    if (!table.row_security && !table.policies.empty()) {
        found.at_object()
            .says("{kind} {object} has policies, and row security is off")
            .value("row security off")
            .fix("{alter} ENABLE ROW LEVEL SECURITY;");
    }
    // Where nobody was granted anything, that nobody sees anything is meant so.
    if (table.row_security && table.policies.empty() && table.is_granted) {
        found.at_object()
            .says("{kind} {object} has row security and no policy: those who were granted rights see no row")
            .value("no policy");
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG802",
    .name = "rls_policy_effective",
    .category = Category::Security,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "Row security and policies come together.",
    .why =
        "Policies count from ENABLE ROW LEVEL SECURITY on, until then everybody with a right sees all rows; row "
        "security without a policy hides them all, without an error.",
    .facts = Fact::Security,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::rls_policy_effective
