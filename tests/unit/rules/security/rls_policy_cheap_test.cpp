#include "row_policies.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(rls_policy_cheap)

namespace {

constexpr std::string_view rule = "rls_policy_cheap";
const House on{{.rule = rule, .severity = "warn"}};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    RowPolicy policies[] = {row_policy("own_rows")};
    policies[0].unwrapped_function = "auth.uid";
    Sample sample{column("id", "uuid")};
    sample.table.policies = policies;
    BOOST_TEST(findings_of(rule, sample).empty());
    BOOST_TEST(findings_of(rule, sample.table, on).size() == 1U);
}

BOOST_AUTO_TEST_CASE(each_policy_that_calls_for_each_row_is_found) {
    RowPolicy policies[] = {row_policy("own_rows"), row_policy("team_rows"), row_policy("old rows")};
    policies[0].unwrapped_function = "auth.uid";
    policies[2].unwrapped_function = "pg_catalog.current_setting";
    policies[2].quoted_name = "\"old rows\"";
    Sample sample{column("id", "uuid")};
    sample.table.policies = policies;
    sample.table.is_partition = true;
    const auto found = findings_of(rule, sample.table, on);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].message == "policy own_rows of table app.files calls auth.uid for each row");
    BOOST_TEST(found[0].part == "own_rows");
    BOOST_TEST(found[0].value == "auth.uid");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[1].message ==
               "policy \"old rows\" of table app.files calls pg_catalog.current_setting for each row");
}

BOOST_AUTO_TEST_SUITE_END()
