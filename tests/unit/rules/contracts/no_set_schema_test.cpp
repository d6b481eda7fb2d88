#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_set_schema)

namespace {

struct Subject : OfTable {
    explicit Subject(ObjectKind judged = ObjectKind::Table) : OfTable(CommandKind::SetSchema, judged) {
        command.new_name = "archive.files";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_move_of_a_table_in_use_is_found_with_a_view) {
    const Subject subject;
    const auto found = findings_of("no_set_schema", subject.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files is moved to archive.files; every client that uses the old name will fail");
    BOOST_TEST(found[0].value == "archive.files");
    BOOST_TEST(found[0].cure == "CREATE VIEW archive.files AS SELECT * FROM app.files;");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_may_be_changed) {
    Subject subject;
    subject.command.in_use = false;
    BOOST_TEST(findings_of("no_set_schema", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(of_a_partition_clients_know_nothing) {
    Subject subject;
    subject.table.is_partition = true;  // attached by this transaction
    BOOST_TEST(findings_of("no_set_schema", subject.command).size() == 1U);
    subject.command.was_partition = true;
    BOOST_TEST(findings_of("no_set_schema", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_told_as_the_default_says) {
    const Subject subject;
    const auto found = findings_of("no_set_schema", subject.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(an_exemption_may_be_for_one_value) {
    const ExemptionRow exemptions[] = {
        {.rule = "no_set_schema", .schema_pattern = "app", .value = "archive.files", .reason = "agreed on"}};
    const Policy policy(PolicySource{.exemptions = exemptions});
    Subject subject;
    BOOST_TEST(findings_of("no_set_schema", subject.command, policy).empty());
    subject.command.new_name = "attic.files";
    BOOST_TEST(findings_of("no_set_schema", subject.command, policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(views_are_not_its_business) {
    const Subject subject(ObjectKind::View);
    BOOST_TEST(findings_of("no_set_schema", subject.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
