#include "row_policies.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(multiple_permissive_policies)

namespace {

constexpr std::string_view rule = "multiple_permissive_policies";
constexpr std::string_view authors[] = {"author"};
constexpr std::string_view authors_and_readers[] = {"author", "reader"};

struct Secured : Sample {
    std::vector<RowPolicy> policies;

    explicit Secured(std::initializer_list<RowPolicy> with) : Sample{column("id", "uuid")}, policies(with) {
        table.row_security = true;
        table.policies = policies;
    }
};

RowPolicy for_roles(std::string_view name, std::string_view command, std::span<const std::string_view> roles) {
    RowPolicy made = row_policy(name);
    made.command = command;
    made.roles = roles;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Secured sample{row_policy("a"), row_policy("b")};
    BOOST_TEST(findings_of(rule, sample).empty());
    BOOST_TEST(audited(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(one_policy_passes_and_one_for_each_command) {
    BOOST_TEST(audited(rule, Secured{row_policy("a")}).empty());
    BOOST_TEST(
        audited(rule, Secured{for_roles("a", "select", everybody), for_roles("b", "insert", everybody)}).empty());
    BOOST_TEST(audited(rule, Secured{for_roles("a", "all", authors), for_roles("b", "all", {})}).empty());
}

BOOST_AUTO_TEST_CASE(two_of_one_command_are_found) {
    const Secured sample{for_roles("a", "select", everybody), for_roles("b", "select", everybody)};
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has 2 permissive policies for select by public: a, b");
    BOOST_TEST(found[0].value == "select by public: a, b");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(commands_with_the_same_policies_are_one_finding) {
    const Secured sample{row_policy("a"), row_policy("b"), for_roles("c", "delete", everybody)};
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].value == "select, insert, update by public: a, b");
    BOOST_TEST(found[1].value == "delete by public: a, b, c");
}

BOOST_AUTO_TEST_CASE(a_policy_of_everybody_is_one_of_each_role) {
    const Secured sample{for_roles("a", "select", everybody), for_roles("b", "select", authors_and_readers)};
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].value == "select by author: a, b");
    BOOST_TEST(found[1].value == "select by reader: a, b");
    // What holds for everybody isn't said again of each role.
    const Secured both{for_roles("a", "select", everybody), for_roles("b", "select", everybody),
                       for_roles("c", "insert", authors)};
    BOOST_TEST(audited(rule, both).size() == 1U);
}

BOOST_AUTO_TEST_CASE(restrictive_policies_and_those_that_are_not_in_force_do_not_count) {
    Secured sample{row_policy("a"), row_policy("b")};
    sample.policies[1].is_permissive = false;
    BOOST_TEST(audited(rule, sample).empty());
    Secured idle{row_policy("a"), row_policy("b")};
    idle.table.row_security = false;
    BOOST_TEST(audited(rule, idle).empty());
}

BOOST_AUTO_TEST_SUITE_END()
