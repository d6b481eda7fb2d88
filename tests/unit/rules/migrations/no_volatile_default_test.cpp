#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_volatile_default)

namespace {

constexpr auto rule = "no_volatile_default";

OfTable& keyed(OfTable& table) {
    table.of("share_key", "uuid").command.definition = "uuid";
    table.command.volatile_function = "pg_catalog.gen_random_uuid";
    table.command.value = "gen_random_uuid()";
    table.command.has_default = true;
    return table;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_volatile_default_is_found_and_comes_afterwards) {
    OfTable file(CommandKind::AddColumn);
    const auto found = findings_of(rule, keyed(file).command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].column == &file.column);
    BOOST_TEST(found[0].message ==
               "column share_key is added to table app.files with a default that calls pg_catalog.gen_random_uuid for "
               "every row");
    BOOST_TEST(found[0].value == "pg_catalog.gen_random_uuid");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD COLUMN share_key uuid;\n"
               "ALTER TABLE app.files ALTER COLUMN share_key SET DEFAULT gen_random_uuid();\n"
               "-- then fill in the existing rows in batches");
}

BOOST_AUTO_TEST_CASE(of_serial_and_identity_there_is_no_cure) {
    OfTable file(CommandKind::AddColumn);
    keyed(file).command.definition = "";
    BOOST_TEST(findings_of(rule, file.command).at(0).cure == "");
}

BOOST_AUTO_TEST_CASE(one_value_for_all_rows_passes) {
    OfTable file(CommandKind::AddColumn);
    keyed(file).command.volatile_function = "";
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_be_rewritten) {
    OfTable file(CommandKind::AddColumn);
    keyed(file).command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
