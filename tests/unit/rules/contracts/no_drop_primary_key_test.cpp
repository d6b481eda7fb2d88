#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_drop_primary_key)

namespace {

struct Subject : OfTable {
    explicit Subject(ObjectKind judged = ObjectKind::Table) : OfTable(CommandKind::DropConstraint, judged) {
        named("files_pkey").command.definition = "primary key";
        command.relied_on_by = "publication changes";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(dropping_a_key_that_others_need_is_found) {
    const Subject subject;
    const auto found = findings_of("no_drop_primary_key", subject.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "primary key files_pkey of table app.files is dropped, but publication changes needs it");
    BOOST_TEST(found[0].value == "publication changes");
    BOOST_TEST(found[0].cure == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].part == "files_pkey");
}

BOOST_AUTO_TEST_CASE(one_that_nothing_needs_may_go) {
    Subject subject;
    subject.command.relied_on_by = "";
    BOOST_TEST(findings_of("no_drop_primary_key", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(rows_make_no_difference) {
    Subject subject;
    subject.command.in_use = false;
    BOOST_TEST(findings_of("no_drop_primary_key", subject.command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_table_of_this_transaction_is_known_to_nobody) {
    Subject subject;
    subject.command.stood = subject.command.in_use = false;
    BOOST_TEST(findings_of("no_drop_primary_key", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(what_this_transaction_made_may_go) {
    Subject subject;
    subject.command.of_same_transaction = true;
    BOOST_TEST(findings_of("no_drop_primary_key", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_told_as_the_default_says) {
    const Subject subject;
    const auto found = findings_of("no_drop_primary_key", subject.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(an_exemption_may_be_for_one_value) {
    const ExemptionRow exemptions[] = {{.rule = "no_drop_primary_key",
                                        .schema_pattern = "app",
                                        .value = "publication changes",
                                        .reason = "agreed on"}};
    const Policy policy(PolicySource{.exemptions = exemptions});
    Subject subject;
    BOOST_TEST(findings_of("no_drop_primary_key", subject.command, policy).empty());
    subject.command.relied_on_by = "publication others";
    BOOST_TEST(findings_of("no_drop_primary_key", subject.command, policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(views_are_not_its_business) {
    const Subject subject(ObjectKind::View);
    BOOST_TEST(findings_of("no_drop_primary_key", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(a_key_that_goes_with_another_object_is_found_if_it_is_needed) {
    Victim file;
    file.named("files_pkey").command.kind = CommandKind::ConstraintVictim;
    BOOST_TEST(findings_of_victim("no_drop_primary_key", file.command).empty());
    file.command.relied_on_by = "publication feed";
    const auto found = findings_of_victim("no_drop_primary_key", file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "primary key files_pkey of table app.files is dropped along with type app.mood, but publication feed "
               "needs it");
}

BOOST_AUTO_TEST_SUITE_END()
