#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(timeouts_set)

namespace {

constexpr auto rule = "timeouts_set";

}  // namespace

BOOST_AUTO_TEST_CASE(each_timeout_that_is_zero_is_found) {
    const OfStatement any;
    const auto found = findings_of(rule, any.command);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].object == &any.table);
    BOOST_TEST(found[0].message == "table app.files is in use, but statement_timeout is 0");
    BOOST_TEST(found[0].value == "statement_timeout");
    BOOST_TEST(found[0].cure == "SET statement_timeout = '15min';\n-- then this statement");
    BOOST_TEST(found[1].message == "table app.files is in use, but idle_in_transaction_session_timeout is 0");
    BOOST_TEST(found[1].value == "idle_in_transaction_session_timeout");
    BOOST_TEST(found[1].cure == "SET idle_in_transaction_session_timeout = '1min';\n-- then this statement");
}

BOOST_AUTO_TEST_CASE(one_that_is_set_is_not) {
    OfStatement any;
    any.session.statement_timeout = 1;
    BOOST_TEST(findings_of(rule, any.command).at(0).value == "idle_in_transaction_session_timeout");
    any.session.idle_in_transaction_timeout = 1;
    BOOST_TEST(findings_of(rule, any.command).empty());
}

BOOST_AUTO_TEST_CASE(a_house_says_which_it_wants) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"timeouts": ["statement_timeout"]})"}};
    OfStatement any;
    const auto found = findings_of(rule, any.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "statement_timeout");
    any.session.statement_timeout = 1;
    BOOST_TEST(findings_of(rule, any.command, house).empty());
}

BOOST_AUTO_TEST_CASE(what_is_locked_along_counts_too) {
    OfStatement any;
    any.command.kind = CommandKind::LockAlong;
    BOOST_TEST(findings_of(rule, any.command).size() == 2U);
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
