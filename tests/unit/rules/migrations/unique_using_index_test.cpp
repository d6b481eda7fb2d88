#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(unique_using_index)

namespace {

constexpr auto rule = "unique_using_index";

OfTable& unique(OfTable& table) {
    table.named("files_name_key").command.definition = "UNIQUE";
    table.command.keys = "(name)";
    return table;
}

std::string cure_of(const OfTable& table) {
    const auto found = findings_of(rule, table.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0].cure;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_unique_constraint_that_builds_its_index_is_found) {
    OfTable file(CommandKind::AddUnique);
    const auto found = findings_of(rule, unique(file).command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "files_name_key");
    BOOST_TEST(found[0].part_type == "constraint");
    BOOST_TEST(
        found[0].message ==
        "constraint files_name_key is added to table app.files with an index build that blocks reads and writes");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "CREATE UNIQUE INDEX CONCURRENTLY idx_files_name ON app.files (name);\n"
               "ALTER TABLE app.files ADD CONSTRAINT files_name_key UNIQUE USING INDEX idx_files_name;");
}

BOOST_AUTO_TEST_CASE(so_is_a_primary_key) {
    OfTable file(CommandKind::AddPrimaryKey);
    file.named("files_pkey").command.definition = "PRIMARY KEY";
    file.command.keys = "(id)";
    BOOST_TEST(cure_of(file) ==
               "CREATE UNIQUE INDEX CONCURRENTLY idx_files_id ON app.files (id);\n"
               "ALTER TABLE app.files ADD CONSTRAINT files_pkey PRIMARY KEY USING INDEX idx_files_id;");
}

BOOST_AUTO_TEST_CASE(the_index_goes_before_what_follows_the_constraint) {
    OfTable file(CommandKind::AddUnique);
    unique(file).command.keys = "(name, \"Size\") INCLUDE (id) NULLS NOT DISTINCT";
    file.command.definition = "UNIQUE DEFERRABLE INITIALLY DEFERRED";
    BOOST_TEST(cure_of(file) ==
               "CREATE UNIQUE INDEX CONCURRENTLY \"idx_files_name_Size\" ON app.files "
               "(name, \"Size\") INCLUDE (id) NULLS NOT DISTINCT;\n"
               "ALTER TABLE app.files ADD CONSTRAINT files_name_key UNIQUE USING INDEX \"idx_files_name_Size\" "
               "DEFERRABLE INITIALLY DEFERRED;");
}

BOOST_AUTO_TEST_CASE(in_a_block_it_says_that_it_must_go_out_of_it) {
    OfTable file(CommandKind::AddUnique);
    unique(file).command.in_block = true;
    BOOST_TEST(cure_of(file).starts_with("-- in a migration of its own, outside a transaction block:\nCREATE UNIQUE"));
}

BOOST_AUTO_TEST_CASE(of_a_column_that_is_added_along_with_it_the_cure_is_in_words) {
    OfTable file(CommandKind::AddUnique);
    file.named("files_name_key");
    BOOST_TEST(cure_of(file) ==
               "-- ADD COLUMN in a statement of its own, then CREATE UNIQUE INDEX CONCURRENTLY,\n"
               "-- and ADD CONSTRAINT files_name_key ... USING INDEX");
}

BOOST_AUTO_TEST_CASE(using_index_passes) {
    OfTable file(CommandKind::AddUnique);
    unique(file).command.uses_index = true;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_partitioned_table_knows_no_other_way) {
    OfTable parts(CommandKind::AddUnique, ObjectKind::PartitionedTable);
    BOOST_TEST(findings_of(rule, unique(parts).command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_wait) {
    OfTable file(CommandKind::AddUnique);
    unique(file).command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
