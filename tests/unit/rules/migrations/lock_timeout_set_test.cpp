#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(lock_timeout_set)

namespace {

constexpr auto rule = "lock_timeout_set";

}  // namespace

BOOST_AUTO_TEST_CASE(waiting_for_ever_is_found) {
    const OfStatement any;
    const auto found = findings_of(rule, any.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &any.table);
    BOOST_TEST(found[0].message ==
               "table app.files is in use and lock_timeout is 0; this statement may wait for its lock forever");
    BOOST_TEST(found[0].cure == "SET lock_timeout = '5000ms';\n-- then this statement; if it times out, try again");
}

BOOST_AUTO_TEST_CASE(any_timeout_will_do_by_default) {
    OfStatement any;
    any.session.lock_timeout = 3'600'000;
    BOOST_TEST(findings_of(rule, any.command).empty());
}

BOOST_AUTO_TEST_CASE(no_longer_than_the_parameter_says) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"max_ms": 2000})"}};
    OfStatement any;
    any.session.lock_timeout = 2000;
    BOOST_TEST(findings_of(rule, any.command, house).empty());
    any.session.lock_timeout = 2001;
    const auto found = findings_of(rule, any.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is in use and lock_timeout is 2001 ms, which is more than 2000 ms");
    BOOST_TEST(found[0].cure == "SET lock_timeout = '2000ms';\n-- then this statement; if it times out, try again");
    any.session.lock_timeout = 0;
    BOOST_TEST(findings_of(rule, any.command, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_locked_along_counts_too) {
    OfStatement any;
    any.command.kind = CommandKind::LockAlong;
    BOOST_TEST(findings_of(rule, any.command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(nobody_waits_for_a_table_that_is_not_in_use) {
    OfStatement any;
    any.command.in_use = false;
    BOOST_TEST(findings_of(rule, any.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    BOOST_TEST(findings_of(rule, OfStatement().command, House({})).empty());
}

BOOST_AUTO_TEST_SUITE_END()
