#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(lock_chain)

namespace {

constexpr auto rule = "lock_chain";

}  // namespace

BOOST_AUTO_TEST_CASE(another_table_that_is_locked_already_is_found) {
    const std::string_view locked[] = {"app.files", "app.folders", "app.notes"};
    OfStatement any;
    any.session.locked = locked;
    const auto found = findings_of(rule, any.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &any.table);
    BOOST_TEST(found[0].message ==
               "table app.files is in use, and this transaction already holds ACCESS EXCLUSIVE on app.folders");
    BOOST_TEST(found[0].value == "app.folders");
    BOOST_TEST(found[0].cure == "COMMIT;\nBEGIN;\n-- then this statement");
}

BOOST_AUTO_TEST_CASE(the_same_table_once_more_is_not) {
    const std::string_view locked[] = {"app.files"};
    OfStatement any;
    any.session.locked = locked;
    BOOST_TEST(findings_of(rule, any.command).empty());
}

BOOST_AUTO_TEST_CASE(a_partition_is_known_by_its_topmost_parent) {
    const std::string_view locked[] = {"app.events"};
    OfStatement any;
    any.session.locked = locked;
    any.command.root = "app.events";
    BOOST_TEST(findings_of(rule, any.command).empty());
}

BOOST_AUTO_TEST_CASE(what_is_locked_along_counts_too) {
    const std::string_view locked[] = {"app.folders"};
    OfStatement any;
    any.command.kind = CommandKind::LockAlong;
    any.session.locked = locked;
    BOOST_TEST(findings_of(rule, any.command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(nobody_waits_for_a_table_that_is_not_in_use) {
    const std::string_view locked[] = {"app.folders"};
    OfStatement any;
    any.session.locked = locked;
    any.command.in_use = false;
    BOOST_TEST(findings_of(rule, any.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    const std::string_view locked[] = {"app.folders"};
    OfStatement any;
    any.session.locked = locked;
    BOOST_TEST(findings_of(rule, any.command, House({})).empty());
}

BOOST_AUTO_TEST_CASE(a_house_may_count_the_locks_of_foreign_keys) {
    const House house{
        {.rule = rule, .severity = "warn", .params = R"({"locks": ["access_exclusive", "share_row_exclusive"]})"}};
    constexpr std::string_view folders[] = {"app.folders"};
    OfStatement any;
    any.session.locked_for_writes = folders;
    BOOST_TEST(findings_of(rule, any.command).empty());
    const auto found = findings_of(rule, any.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files is in use, and this transaction already holds SHARE ROW EXCLUSIVE on app.folders");
    any.session.locked = folders;
    BOOST_TEST(findings_of(rule, any.command, house).at(0).message ==
               "table app.files is in use, and this transaction already holds ACCESS EXCLUSIVE on app.folders");
}

BOOST_AUTO_TEST_SUITE_END()
