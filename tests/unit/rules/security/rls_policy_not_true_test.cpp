#include "row_policies.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(rls_policy_not_true)

namespace {

constexpr std::string_view rule = "rls_policy_not_true";

RowPolicy always(std::string_view name, std::string_view command) {
    RowPolicy made = row_policy(name);
    made.command = command;
    made.using_is_true = command != "insert";
    made.check_is_true = command != "select" && command != "delete";
    return made;
}
RowPolicy restrictive(std::string_view command) {
    RowPolicy made = row_policy("limits");
    made.command = command;
    made.is_permissive = false;
    return made;
}

// What is said of a table with these policies.
std::vector<std::string> values_of(std::span<const RowPolicy> policies, const Policy& policy = default_policy()) {
    Sample sample{column("id", "uuid")};
    sample.table.policies = policies;
    std::vector<std::string> values;
    for (const Finding& finding : findings_of(rule, sample.table, policy)) values.push_back(finding.value);
    return values;
}
std::vector<std::string> values_of(std::initializer_list<RowPolicy> policies, const Policy& policy = default_policy()) {
    return values_of(std::span(policies.begin(), policies.size()), policy);
}
using Values = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(a_policy_that_asks_something_passes) {
    BOOST_TEST(values_of({row_policy("own_rows")}).empty());
}

BOOST_AUTO_TEST_CASE(a_breach_is_found_and_has_no_fix) {
    constexpr std::string_view roles[] = {"app", "worker"};
    RowPolicy policies[] = {always("open door", "all")};
    policies[0].quoted_name = "\"open door\"";
    policies[0].roles = roles;
    Sample sample{column("id", "uuid")};
    sample.table.policies = policies;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "policy \"open door\" of table app.files is always true for select, insert, update, "
               "delete by app, worker");
    BOOST_TEST(found[0].part == "open door");
    BOOST_TEST(found[0].value == "select, insert, update, delete");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(each_command_is_told_by_its_own_expression) {
    for (const std::string_view command : {"select", "insert", "update", "delete"}) {
        BOOST_TEST(values_of({always("open", command)}) == Values{std::string(command)},
                   boost::test_tools::per_element());
    }
    RowPolicy reads = always("open", "all");
    reads.check_is_true = false;
    BOOST_TEST(values_of({reads}) == Values{"select, update, delete"}, boost::test_tools::per_element());
    RowPolicy writes = always("open", "all");
    writes.using_is_true = false;
    BOOST_TEST(values_of({writes}) == Values{"insert, update"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_restrictive_policy_is_none_and_narrows_the_others) {
    BOOST_TEST(values_of({always("open", "all"), restrictive("all")}).empty());
    BOOST_TEST(values_of({always("open", "all"), restrictive("select")}) == Values{"insert, update, delete"},
               boost::test_tools::per_element());
    RowPolicy idle = always("idle", "all");
    idle.is_permissive = false;
    BOOST_TEST(values_of({idle}).empty());
    BOOST_TEST(values_of({always("open", "select"), idle}) == Values{"select"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_restrictive_policy_for_other_roles_narrows_nothing) {
    constexpr std::string_view app[] = {"app"};
    constexpr std::string_view both[] = {"app", "worker"};
    RowPolicy open = always("open", "select");
    open.roles = both;
    RowPolicy limits = restrictive("all");
    limits.roles = app;
    BOOST_TEST(values_of({open, limits}).size() == 1U);
    limits.roles = both;
    BOOST_TEST(values_of({open, limits}).empty());
    open.roles = app;
    BOOST_TEST(values_of({open, limits}).empty());
}

BOOST_AUTO_TEST_CASE(the_roles_of_the_policy_may_read_all_and_write_nothing) {
    const House house{{.rule = rule, .params = R"({"roles": ["report*"]})"}};
    constexpr std::string_view reporters[] = {"reporting"};
    constexpr std::string_view mixed[] = {"reporting", "app"};
    RowPolicy open = always("open", "select");
    open.roles = reporters;
    BOOST_TEST(values_of({open}).size() == 1U);
    BOOST_TEST(values_of({open}, house).empty());
    open.roles = mixed;
    BOOST_TEST(values_of({open}, house).size() == 1U);
    open = always("open", "all");
    open.roles = reporters;
    BOOST_TEST(values_of({open}, house) == Values{"insert, update, delete"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_partitions_policies_are_its_own) {
    const RowPolicy policies[] = {always("open", "all")};
    Sample sample{column("id", "uuid")};
    sample.table.policies = policies;
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
