#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(drop_index_concurrently)

namespace {

constexpr auto rule = "drop_index_concurrently";

}  // namespace

BOOST_AUTO_TEST_CASE(dropping_an_index_of_a_table_in_use_is_found) {
    OfTable file(CommandKind::DropIndex);
    file.named("idx_files_name").command.definition = "app.idx_files_name";
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "idx_files_name");
    BOOST_TEST(found[0].part_type == "index");
    BOOST_TEST(found[0].message == "table app.files is in use; dropping index idx_files_name blocks reads and writes");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "DROP INDEX CONCURRENTLY app.idx_files_name;");
}

BOOST_AUTO_TEST_CASE(in_a_block_it_says_that_it_must_go_out_of_it) {
    OfTable file(CommandKind::DropIndex);
    file.named("idx_files_name").command.definition = "app.idx_files_name";
    file.command.in_block = true;
    BOOST_TEST(findings_of(rule, file.command).at(0).cure ==
               "-- in a migration of its own, outside a transaction block:\n"
               "DROP INDEX CONCURRENTLY app.idx_files_name;");
}

BOOST_AUTO_TEST_CASE(where_postgresql_knows_no_other_way_there_is_nothing_to_say) {
    OfTable file(CommandKind::DropIndex);
    file.named("idx_files_name").command.can_be_concurrent = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_wait) {
    OfTable file(CommandKind::DropIndex);
    file.named("idx_files_name").command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(partitioned_tables_are_none_of_its) {
    const OfTable parts(CommandKind::DropIndex, ObjectKind::PartitionedTable);
    BOOST_TEST(findings_of(rule, parts.command).empty());
    const OfTable view(CommandKind::DropIndex, ObjectKind::MaterializedView);
    BOOST_TEST(findings_of(rule, view.command).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
