#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_drop_not_null)

namespace {

struct Subject : OfTable {
    explicit Subject(ObjectKind judged = ObjectKind::Table) : OfTable(CommandKind::DropNotNull, judged) {
        of("size", "bigint");
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(dropping_not_null_of_a_table_in_use_is_found) {
    const Subject subject;
    const auto found = findings_of("no_drop_not_null", subject.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column size of table app.files becomes nullable, which its readers do not expect");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].cure == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].column == &subject.column);
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_may_be_changed) {
    Subject subject;
    subject.command.in_use = false;
    BOOST_TEST(findings_of("no_drop_not_null", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_told_as_the_default_says) {
    const Subject subject;
    const auto found = findings_of("no_drop_not_null", subject.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(views_are_not_its_business) {
    const Subject subject(ObjectKind::View);
    BOOST_TEST(findings_of("no_drop_not_null", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(set_not_null_is_another_rules) {
    Subject subject;
    subject.command.kind = CommandKind::SetNotNull;
    BOOST_TEST(findings_of("no_drop_not_null", subject.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
