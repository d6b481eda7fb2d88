#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_rename_table)

namespace {

struct Subject : OfTable {
    explicit Subject(ObjectKind judged = ObjectKind::Table) : OfTable(CommandKind::RenameTable, judged) {
        command.new_name = "app.documents";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_rename_of_a_table_in_use_is_found_with_a_view) {
    const Subject subject;
    const auto found = findings_of("no_rename_table", subject.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files is renamed to app.documents; every client that uses the old name will fail");
    BOOST_TEST(found[0].value == "app.documents");
    BOOST_TEST(found[0].cure == "CREATE VIEW app.documents AS SELECT * FROM app.files;");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(at_its_start_it_waits_for_commit) {
    const Subject subject;
    const Change change{.moment = Moment::Start, .commands = {&subject.command, 1}};
    const Inspection inspection = inspect(change, default_policy());
    BOOST_TEST(inspection.findings.empty());
    BOOST_REQUIRE_EQUAL(inspection.deferred.size(), 1U);
    BOOST_TEST(inspection.deferred[0] == &subject.table);
    Subject unused;
    unused.command.in_use = false;
    BOOST_TEST(
        inspect(Change{.moment = Moment::Start, .commands = {&unused.command, 1}}, default_policy()).deferred.empty());
    const ExemptionRow exemptions[] = {{.rule = "no_rename_table", .schema_pattern = "app", .reason = "agreed on"}};
    BOOST_TEST(inspect(change, Policy(PolicySource{.exemptions = exemptions})).deferred.empty());
}

BOOST_AUTO_TEST_CASE(a_house_may_want_it_told_before) {
    const Subject subject;
    const Change change{.moment = Moment::Start, .commands = {&subject.command, 1}};
    const House house{{.rule = "no_rename_table", .timing = "start"}};
    const Inspection inspection = inspect(change, house);
    BOOST_TEST(inspection.findings.size() == 1U);
    BOOST_TEST(inspection.deferred.empty());
    BOOST_TEST(findings_of("no_rename_table", subject.command, house).empty());
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_may_be_changed) {
    Subject subject;
    subject.command.in_use = false;
    BOOST_TEST(findings_of("no_rename_table", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(of_a_partition_clients_know_nothing) {
    Subject subject;
    subject.table.is_partition = true;  // attached by this transaction
    BOOST_TEST(findings_of("no_rename_table", subject.command).size() == 1U);
    subject.command.was_partition = true;
    BOOST_TEST(findings_of("no_rename_table", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_told_as_the_default_says) {
    const Subject subject;
    const auto found = findings_of("no_rename_table", subject.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(an_exemption_may_be_for_one_value) {
    const ExemptionRow exemptions[] = {
        {.rule = "no_rename_table", .schema_pattern = "app", .value = "app.documents", .reason = "agreed on"}};
    const Policy policy(PolicySource{.exemptions = exemptions});
    Subject subject;
    BOOST_TEST(findings_of("no_rename_table", subject.command, policy).empty());
    subject.command.new_name = "app.papers";
    BOOST_TEST(findings_of("no_rename_table", subject.command, policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(views_are_not_its_business) {
    const Subject subject(ObjectKind::View);
    BOOST_TEST(findings_of("no_rename_table", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(a_partitioned_table_is_a_table) {
    const Subject subject(ObjectKind::PartitionedTable);
    BOOST_TEST(findings_of("no_rename_table", subject.command).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
