#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_vacuum_full)

namespace {

constexpr auto rule = "no_vacuum_full";

}  // namespace

BOOST_AUTO_TEST_CASE(vacuum_full_of_a_table_in_use_is_found) {
    const OfTable file(CommandKind::VacuumFull);
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].message == "table app.files is in use; VACUUM FULL copies it and blocks reads and writes");
    BOOST_TEST(found[0].cure == "VACUUM (ANALYZE) app.files;\n-- or pg_repack, which copies it while it is used");
}

BOOST_AUTO_TEST_CASE(so_is_cluster) {
    BOOST_TEST(findings_of(rule, OfTable(CommandKind::Cluster).command).at(0).message ==
               "table app.files is in use; CLUSTER copies it and blocks reads and writes");
}

BOOST_AUTO_TEST_CASE(and_either_of_the_whole_database) {
    OfTable all(CommandKind::VacuumFull, ObjectKind::Database);
    all.table.identity = "mana_platform";
    const auto found = findings_of(rule, all.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "database mana_platform is in use; VACUUM FULL copies it and blocks reads and writes");
    BOOST_TEST(found[0].cure == "VACUUM (ANALYZE);\n-- or pg_repack, which copies it while it is used");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_be_copied) {
    OfTable file(CommandKind::VacuumFull);
    file.command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
