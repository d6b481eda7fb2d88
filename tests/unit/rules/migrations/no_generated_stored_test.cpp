#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_generated_stored)

namespace {

constexpr auto rule = "no_generated_stored";

OfTable& computed(OfTable& table) {
    table.of("extension", "text").command.definition = "text";
    table.command.is_generated = table.command.has_default = table.command.rewrites = true;
    return table;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_stored_generated_column_is_found_and_comes_as_a_plain_one) {
    OfTable file(CommandKind::AddColumn);
    const auto found = findings_of(rule, computed(file).command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].column == &file.column);
    BOOST_TEST(found[0].message ==
               "column extension is added to table app.files as GENERATED ... STORED, which rewrites the table");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "ALTER TABLE app.files ADD COLUMN extension text;\n"
               "-- then create a trigger that fills it, and fill in the existing rows in batches");
}

BOOST_AUTO_TEST_CASE(of_a_type_that_is_unknown_there_is_no_cure) {
    OfTable file(CommandKind::AddColumn);
    computed(file).command.definition = "";
    BOOST_TEST(findings_of(rule, file.command).at(0).cure == "");
}

BOOST_AUTO_TEST_CASE(any_other_column_passes) {
    OfTable file(CommandKind::AddColumn);
    computed(file).command.is_generated = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_be_rewritten) {
    OfTable file(CommandKind::AddColumn);
    computed(file).command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
