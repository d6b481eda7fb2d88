#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_constraint_trigger_toggle)

namespace {

constexpr auto rule = "no_constraint_trigger_toggle";

}  // namespace

BOOST_AUTO_TEST_CASE(a_trigger_that_is_disabled_is_found) {
    OfTable file(CommandKind::DisableTrigger);
    const auto found = findings_of(rule, file.named("set_updated_at").command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "set_updated_at");
    BOOST_TEST(found[0].part_type == "trigger");
    BOOST_TEST(found[0].message == "trigger set_updated_at of table app.files is disabled for all sessions");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(so_are_all_of_them) {
    const OfTable file(CommandKind::DisableTrigger);
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "");
    BOOST_TEST(found[0].message == "triggers of table app.files are disabled for all sessions");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_go_without) {
    OfTable file(CommandKind::DisableTrigger);
    file.named("set_updated_at").command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
