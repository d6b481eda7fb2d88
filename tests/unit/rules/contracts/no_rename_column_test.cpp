#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_rename_column)

namespace {

struct Subject : OfTable {
    explicit Subject(ObjectKind judged = ObjectKind::Table) : OfTable(CommandKind::RenameColumn, judged) {
        of("size", "bigint");
        command.new_name = "bytes";
        command.definition = "bigint";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_rename_in_a_table_in_use_is_found_with_the_way_round) {
    const Subject subject;
    const auto found = findings_of("no_rename_column", subject.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column size of table app.files is renamed to bytes; every client that uses the old name will fail");
    BOOST_TEST(found[0].value == "bytes");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD COLUMN bytes bigint;\n"
               "-- write both, copy in batches, move the readers, then announce size with "
               "mana_guard.deprecate()");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].column == &subject.column);
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_may_be_changed) {
    Subject subject;
    subject.command.in_use = false;
    BOOST_TEST(findings_of("no_rename_column", subject.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_told_as_the_default_says) {
    const Subject subject;
    const auto found = findings_of("no_rename_column", subject.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(an_exemption_may_be_for_one_value) {
    const ExemptionRow exemptions[] = {
        {.rule = "no_rename_column", .schema_pattern = "app", .value = "bytes", .reason = "agreed on"}};
    const Policy policy(PolicySource{.exemptions = exemptions});
    Subject subject;
    BOOST_TEST(findings_of("no_rename_column", subject.command, policy).empty());
    subject.command.new_name = "octets";
    BOOST_TEST(findings_of("no_rename_column", subject.command, policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(views_are_not_its_business) {
    const Subject subject(ObjectKind::View);
    BOOST_TEST(findings_of("no_rename_column", subject.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
