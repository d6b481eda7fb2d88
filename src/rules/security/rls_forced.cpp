// MG810 rls_forced: row security also applies to a table's owner if the owner can log in.
#include "rules/rule.hpp"

namespace mana_guard::rules::rls_forced {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    if (!table.row_security || table.row_security_is_forced || !table.owner.can_login) return;
    found.at_object()
        .says("row security of {kind} {object} does not apply to its owner, who can log in")
        .value("not forced")
        .fix("{alter} FORCE ROW LEVEL SECURITY;");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG810",
    .name = "rls_forced",
    .category = Category::Security,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "Row security also applies to an owner that can log in.",
    .why =
        "The owner of a table sees every row unless row security is forced. For an application that logs in as the "
        "owner, the policies never apply.",
    .facts = Fact::Security,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::rls_forced
