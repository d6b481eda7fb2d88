#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(migration_role)

namespace {

constexpr auto rule = "migration_role";

const House deployers{{.rule = rule, .severity = "warn", .params = R"({"roles": ["deployer", "ci_*"]})"}};

}  // namespace

BOOST_AUTO_TEST_CASE(another_role_is_found) {
    const std::string_view roles[] = {"alice", "developers"};
    OfStatement any;
    any.session.user = "alice";
    any.session.roles = roles;
    const auto found = findings_of(rule, any.command, deployers);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &any.table);
    BOOST_TEST(found[0].message == "role alice changes table app.files but is not a migration role");
    BOOST_TEST(found[0].value == "alice");
    BOOST_TEST(found[0].cure == "-- this statement, in a migration that deployer or ci_* runs");
}

BOOST_AUTO_TEST_CASE(the_role_passes_and_so_does_a_member) {
    OfStatement any;
    const std::string_view itself[] = {"ci_storage"};
    any.session.roles = itself;
    BOOST_TEST(findings_of(rule, any.command, deployers).empty());
    const std::string_view member[] = {"alice", "deployer"};
    any.session.roles = member;
    BOOST_TEST(findings_of(rule, any.command, deployers).empty());
}

BOOST_AUTO_TEST_CASE(without_a_list_any_role_may) {
    const std::string_view roles[] = {"alice"};
    OfStatement any;
    any.session.roles = roles;
    BOOST_TEST(findings_of(rule, any.command).empty());
}

BOOST_AUTO_TEST_CASE(upkeep_is_anybodys) {
    const std::string_view roles[] = {"alice"};
    OfStatement any;
    any.session.roles = roles;
    any.command.is_upkeep = true;
    BOOST_TEST(findings_of(rule, any.command, deployers).empty());
}

BOOST_AUTO_TEST_CASE(tables_that_nobody_uses_are_judged_too) {
    const std::string_view roles[] = {"alice"};
    OfStatement any;
    any.session.roles = roles;
    any.command.in_use = any.command.stood = false;
    BOOST_TEST(findings_of(rule, any.command, deployers).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
