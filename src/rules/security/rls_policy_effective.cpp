// MG802 rls_policy_effective: policies need row security, and row security needs a policy to let rows through.
#include "rules/rule.hpp"

namespace mana_guard::rules::rls_policy_effective {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    if (!table.row_security && !table.policies.empty()) {
        found.at_object()
            .says("{kind} {object} has policies but row security is off")
            .value("row security off")
            .fix("{alter} ENABLE ROW LEVEL SECURITY;");
    }
    // Where no role was granted rights, hiding all rows is deliberate.
    if (table.row_security && table.policies.empty() && table.is_granted) {
        found.at_object()
            .says("{kind} {object} has row security but no policy; roles that were granted rights see no rows")
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
    .summary = "Row security and policies are used together.",
    .why =
        "Without ENABLE ROW LEVEL SECURITY, policies have no effect and every role that was granted rights sees all "
        "rows. Row security without a policy hides all rows, and no error says so.",
    .facts = Fact::Security,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::rls_policy_effective
