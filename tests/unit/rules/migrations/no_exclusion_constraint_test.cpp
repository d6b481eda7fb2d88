#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_exclusion_constraint)

namespace {

constexpr auto rule = "no_exclusion_constraint";

}  // namespace

BOOST_AUTO_TEST_CASE(an_exclusion_constraint_on_a_table_in_use_is_found) {
    OfTable file(CommandKind::AddExclusion);
    const auto found = findings_of(rule, file.named("files_name_excl").command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "files_name_excl");
    BOOST_TEST(found[0].part_type == "constraint");
    BOOST_TEST(found[0].message == "an exclusion constraint is added to table app.files, which is in use");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_have_it) {
    OfTable file(CommandKind::AddExclusion);
    file.named("files_name_excl").command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    const House house({});
    BOOST_TEST(findings_of(rule, OfTable(CommandKind::AddExclusion).command, house).empty());
}

BOOST_AUTO_TEST_SUITE_END()
