#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_drop_default)

namespace {

struct Subject : OfTable {
    explicit Subject(ObjectKind judged = ObjectKind::Table) : OfTable(CommandKind::DropDefault, judged) {
        of("size", "bigint");
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(dropping_a_default_of_a_table_in_use_is_found) {
    const Subject subject;
    const auto found = findings_of("no_drop_default", subject.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column size of table app.files loses its default, which inserts rely on");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].cure == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].column == &subject.column);
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_may_be_changed) {
    Subject subject;
    subject.command.in_use = false;
    BOOST_TEST(findings_of("no_drop_default", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(what_this_transaction_made_may_go) {
    Subject subject;
    subject.command.of_same_transaction = true;
    BOOST_TEST(findings_of("no_drop_default", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_asked_for) {
    const Subject subject;
    BOOST_TEST(findings_of("no_drop_default", subject.command, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(views_are_not_its_business) {
    const Subject subject(ObjectKind::View);
    BOOST_TEST(findings_of("no_drop_default", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(a_default_that_goes_with_another_object_is_found) {
    Victim file;
    file.of("size", "bigint").command.kind = CommandKind::DefaultVictim;
    const auto found = findings_of_victim("no_drop_default", file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column size of table app.files loses its default along with type app.mood, which inserts rely on");
}

BOOST_AUTO_TEST_SUITE_END()
