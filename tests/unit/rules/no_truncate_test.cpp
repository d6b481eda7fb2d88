#include "../commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

namespace {

constexpr auto rule = "no_truncate";

}  // namespace

BOOST_AUTO_TEST_SUITE(no_truncate)

BOOST_AUTO_TEST_CASE(a_table_in_use_is_found) {
    const OfTable file(CommandKind::Truncate);
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].message == "table app.files is in use, and all its rows go");
    BOOST_TEST(found[0].cure == "DELETE FROM app.files;\n-- in steps where it is large");
}

BOOST_AUTO_TEST_CASE(so_is_one_that_cascade_takes_along) {
    OfTable file(CommandKind::Truncate);
    file.command.is_taken_along = true;
    file.command.value = "app.folders";
    BOOST_TEST(findings_of(rule, file.command).at(0).message ==
               "table app.files is emptied along with app.folders, which CASCADE takes it for");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_be_emptied) {
    OfTable file(CommandKind::Truncate);
    file.command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(it_warns_unless_told_otherwise) {
    BOOST_TEST((findings_of(rule, OfTable(CommandKind::Truncate).command, House({})).at(0).told == Severity::Warn));
}

BOOST_AUTO_TEST_SUITE_END()
