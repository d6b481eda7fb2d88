#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_drop_constraint)

namespace {

struct Subject : OfTable {
    explicit Subject(ObjectKind judged = ObjectKind::Table) : OfTable(CommandKind::DropConstraint, judged) {
        named("files_name_key").command.definition = "unique constraint";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(dropping_a_key_of_a_table_in_use_is_found) {
    const Subject subject;
    const auto found = findings_of("no_drop_constraint", subject.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "unique constraint files_name_key of table app.files is dropped");
    BOOST_TEST(found[0].value == "unique constraint");
    BOOST_TEST(found[0].cure == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].part == "files_name_key");
    BOOST_TEST(found[0].part_type == "constraint");
}

BOOST_AUTO_TEST_CASE(what_is_no_key_may_go) {
    Subject subject;
    subject.command.definition = "";
    BOOST_TEST(findings_of("no_drop_constraint", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_may_be_changed) {
    Subject subject;
    subject.command.in_use = false;
    BOOST_TEST(findings_of("no_drop_constraint", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(what_this_transaction_made_may_go) {
    Subject subject;
    subject.command.of_same_transaction = true;
    BOOST_TEST(findings_of("no_drop_constraint", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_asked_for) {
    const Subject subject;
    BOOST_TEST(findings_of("no_drop_constraint", subject.command, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(an_exemption_may_be_for_one_value) {
    const ExemptionRow exemptions[] = {
        {.rule = "no_drop_constraint", .schema_pattern = "app", .value = "unique constraint", .reason = "agreed on"}};
    const PolicyRow rows[] = {{.rule = "no_drop_constraint", .severity = "warn"}};
    const Policy policy(PolicySource{.rows = rows, .exemptions = exemptions});
    Subject subject;
    BOOST_TEST(findings_of("no_drop_constraint", subject.command, policy).empty());
    subject.command.definition = "foreign key";
    BOOST_TEST(findings_of("no_drop_constraint", subject.command, policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(views_are_not_its_business) {
    const Subject subject(ObjectKind::View);
    BOOST_TEST(findings_of("no_drop_constraint", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(a_key_that_goes_with_another_object_is_found_unless_all_its_columns_go) {
    Victim file;
    file.named("files_size_key").command.kind = CommandKind::ConstraintVictim;
    file.command.definition = "unique constraint";
    const auto found = findings_of_victim("no_drop_constraint", file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "unique constraint files_size_key of table app.files is dropped along with type app.mood");
    file.command.definition = "";
    BOOST_TEST(findings_of_victim("no_drop_constraint", file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
