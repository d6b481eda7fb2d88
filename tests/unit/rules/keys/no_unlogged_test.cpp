#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_unlogged)

namespace {

constexpr std::string_view rule = "no_unlogged";

}  // namespace

BOOST_AUTO_TEST_CASE(a_logged_table_passes) {
    BOOST_TEST(findings_of(rule, Sample{column("id", "uuid")}).empty());
}

BOOST_AUTO_TEST_CASE(an_unlogged_table_is_found_with_its_fix) {
    Sample sample{column("id", "uuid")};
    sample.table.is_unlogged = true;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is unlogged");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files SET LOGGED;");
    BOOST_TEST(found[0].cure.empty());
    BOOST_TEST(found[0].caution ==
               "MG608: where the table is in use, this rewrites it and blocks all reads and writes meanwhile");
    BOOST_TEST(found[0].value == "unlogged");
}

BOOST_AUTO_TEST_CASE(a_partition_is_judged_and_its_parent_which_has_no_rows_is_not) {
    Sample sample{column("id", "uuid")};
    sample.table.is_unlogged = true;
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.table.is_partition = false;
    sample.table.kind = ObjectKind::PartitionedTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(one_that_refers_to_an_unlogged_table_can_not_be_logged) {
    Sample sample{column("id", "uuid"), column("folder_id", "uuid")};
    sample.table.is_unlogged = true;
    sample.refer(1, "app.folders");
    BOOST_TEST(findings_of(rule, sample).at(0).fix == "ALTER TABLE app.files SET LOGGED;");
    sample.foreign_keys[0].target_is_unlogged = true;
    BOOST_TEST(findings_of(rule, sample).at(0).fix.empty());
    sample.foreign_keys[0].target_identity = "app.files";
    BOOST_TEST(!findings_of(rule, sample).at(0).fix.empty());
}

BOOST_AUTO_TEST_SUITE_END()
