#include "row_policies.hpp"
#include "schemas.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(rls_policy_effective)

namespace {

constexpr std::string_view rule = "rls_policy_effective";
const House now{{.rule = rule, .timing = "statement"}};

}  // namespace

BOOST_AUTO_TEST_CASE(both_pass_and_neither) {
    Sample sample{column("id", "uuid")};
    sample.table.is_granted = true;
    BOOST_TEST(findings_of(rule, sample.table, now).empty());
    const RowPolicy policies[] = {row_policy("own_rows")};
    sample.table.policies = policies;
    sample.table.row_security = true;
    BOOST_TEST(findings_of(rule, sample.table, now).empty());
}

BOOST_AUTO_TEST_CASE(policies_without_row_security_are_found_with_their_fix) {
    const RowPolicy policies[] = {row_policy("own_rows"), row_policy("team_rows")};
    Sample sample{column("id", "uuid")};
    sample.table.policies = policies;
    const auto found = findings_of(rule, sample.table, now);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has policies but row security is off");
    BOOST_TEST(found[0].value == "row security off");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;");
}

BOOST_AUTO_TEST_CASE(row_security_without_a_policy_is_found_where_somebody_was_granted_a_right) {
    Sample sample{column("id", "uuid")};
    sample.table.row_security = true;
    BOOST_TEST(findings_of(rule, sample.table, now).empty());
    sample.table.is_granted = true;
    const auto found = findings_of(rule, sample.table, now);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files has row security but no policy; roles that were granted rights see no rows");
    BOOST_TEST(found[0].value == "no policy");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_partitions_policies_are_its_own) {
    const RowPolicy policies[] = {row_policy("own_rows")};
    Sample sample{column("id", "uuid")};
    sample.table.policies = policies;
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample.table, now).size() == 1U);
}

BOOST_AUTO_TEST_CASE(it_waits_until_commit_and_is_milder_where_the_next_statement_may_mend_it) {
    const RowPolicy policies[] = {row_policy("own_rows")};
    Sample sample{column("id", "uuid")};
    sample.table.policies = policies;
    BOOST_TEST(findings_of(rule, sample).empty());
    Change change = statement(sample);
    change.moment = Moment::Commit;
    auto found = findings_of(rule, change, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
    change.is_alone = true;
    found = findings_of(rule, change, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Log));
}

BOOST_AUTO_TEST_SUITE_END()
