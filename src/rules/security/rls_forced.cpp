// MG810 rls_forced: a table's owner passes its row security by; one that logs in shouldn't.
#include "rules/rule.hpp"

namespace mana_guard::rules::rls_forced {
namespace {

void judge(const Table& table, const Parameters& /*p*/, Findings& found) {
    if (!table.row_security || table.row_security_is_forced || !table.owner.can_login) return;
    found.at_object()
        .says("{kind} {object} has row security that doesn't hold for its owner, who can log in")
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
    .summary = "Row security holds for an owner that can log in, too.",
    .why =
        "A table's owner sees every row unless row security is forced: an application that logs in as the owner has "
        "policies that never hold.",
    .facts = Fact::Security,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::rls_forced
