#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(set_not_null_checked)

namespace {

constexpr auto rule = "set_not_null_checked";

OfTable& scanned(OfTable& table) {
    table.of("name", "text").command.checks_rows = true;
    return table;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_scan_for_nulls_is_found_with_the_check_that_spares_it) {
    OfTable file(CommandKind::SetNotNull);
    const auto found = findings_of(rule, scanned(file).command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].column == &file.column);
    BOOST_TEST(found[0].message ==
               "column name of table app.files is set NOT NULL with a scan that blocks reads and writes");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD CONSTRAINT files_name_not_null CHECK (name IS NOT NULL) NOT VALID;\n"
               "-- then, after COMMIT:\n"
               "ALTER TABLE app.files VALIDATE CONSTRAINT files_name_not_null;\n"
               "ALTER TABLE app.files ALTER COLUMN name SET NOT NULL;\n"
               "ALTER TABLE app.files DROP CONSTRAINT files_name_not_null;");
}

BOOST_AUTO_TEST_CASE(names_are_quoted_where_sql_asks_for_it) {
    OfTable file(CommandKind::SetNotNull);
    scanned(file).column.quoted_name = "\"Name\"";
    file.column.name = "Name";
    BOOST_TEST(findings_of(rule, file.command)
                   .at(0)
                   .cure.starts_with("ALTER TABLE app.files ADD CONSTRAINT \"files_Name_not_null\" "
                                     "CHECK (\"Name\" IS NOT NULL) NOT VALID;\n"));
}

BOOST_AUTO_TEST_CASE(what_is_proved_already_passes) {
    OfTable file(CommandKind::SetNotNull);
    scanned(file).command.checks_rows = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_is_read_at_once) {
    OfTable file(CommandKind::SetNotNull);
    scanned(file).command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(partitioned_tables_are_read_through_their_partitions) {
    OfTable parts(CommandKind::SetNotNull, ObjectKind::PartitionedTable);
    BOOST_TEST(findings_of(rule, scanned(parts).command).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
