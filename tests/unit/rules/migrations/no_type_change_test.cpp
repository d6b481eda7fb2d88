#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_type_change)

namespace {

constexpr auto rule = "no_type_change";

OfTable& widened(OfTable& table) {
    table.of("size", "integer").command.definition = "bigint";
    table.command.rewrites = true;
    return table;
}

}  // namespace

BOOST_AUTO_TEST_CASE(another_type_that_rewrites_is_found) {
    OfTable file(CommandKind::AlterColumnType);
    const auto found = findings_of(rule, widened(file).command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].column == &file.column);
    BOOST_TEST(found[0].message ==
               "column size of table app.files changes from integer to bigint, which rewrites the table");
    BOOST_TEST(found[0].value == "bigint");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD COLUMN size_new bigint;\n"
               "-- write both, copy in batches, move the readers, then announce size with mana_guard.deprecate()");
}

BOOST_AUTO_TEST_CASE(names_are_quoted_where_sql_asks_for_it) {
    OfTable file(CommandKind::AlterColumnType);
    widened(file).column.quoted_name = "\"Size\"";
    file.column.name = "Size";
    const House house{{.rule = "names", .severity = "off"}};
    BOOST_TEST(findings_of(rule, file.command, house)
                   .at(0)
                   .cure.starts_with("ALTER TABLE app.files ADD COLUMN \"Size_new\" bigint;\n"));
}

BOOST_AUTO_TEST_CASE(other_rules_have_a_say_in_the_second_column) {
    OfTable file(CommandKind::AlterColumnType);
    widened(file).column.quoted_name = "\"Size\"";
    file.column.name = "Size";
    BOOST_TEST(
        findings_of(rule, file.command).at(0).cure.starts_with("ALTER TABLE app.files ADD COLUMN size_new bigint;\n"));
    file.command.definition = "money";
    file.command.new_type = Type{"money", "money", "money", {}};
    BOOST_TEST(
        findings_of(rule, file.command).at(0).cure.starts_with("ALTER TABLE app.files ADD COLUMN size_new numeric;\n"));
}

BOOST_AUTO_TEST_CASE(rows_that_stay_as_they_are_pass) {
    OfTable file(CommandKind::AlterColumnType);
    widened(file).command.rewrites = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_be_rewritten) {
    OfTable file(CommandKind::AlterColumnType);
    widened(file).command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
