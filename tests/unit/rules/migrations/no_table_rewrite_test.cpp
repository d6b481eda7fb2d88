#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_table_rewrite)

namespace {

constexpr auto rule = "no_table_rewrite";

OfTable& rewritten(OfTable& table) {
    table.command.rewrites = true;
    return table;
}

std::string message_of(const OfTable& table) {
    const auto found = findings_of(rule, table.command);
    return found.empty() ? "" : found[0].message;
}

// With what has rules of its own switched off.
std::string message_alone(const OfTable& table) {
    const House house({{.rule = rule, .severity = "warn"},
                       {.rule = "no_type_change", .severity = "off"},
                       {.rule = "no_volatile_default", .severity = "off"},
                       {.rule = "no_generated_stored", .severity = "off"}});
    const auto found = findings_of(rule, table.command, house);
    return found.empty() ? "" : found[0].message;
}

}  // namespace

BOOST_AUTO_TEST_CASE(logged_and_unlogged_rewrite) {
    OfTable file(CommandKind::SetPersistence);
    const auto found = findings_of(rule, rewritten(file).command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "");
    BOOST_TEST(found[0].message == "table app.files is rewritten for LOGGED or UNLOGGED");
    BOOST_TEST(found[0].value == "LOGGED or UNLOGGED");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(so_does_another_access_method) {
    OfTable file(CommandKind::SetAccessMethod);
    BOOST_TEST(message_of(rewritten(file)) == "table app.files is rewritten for another access method");
    OfTable view(CommandKind::SetAccessMethod, ObjectKind::MaterializedView);
    BOOST_TEST(message_of(rewritten(view)) == "materialized view app.files is rewritten for another access method");
}

BOOST_AUTO_TEST_CASE(so_does_a_column_whose_type_is_checked) {
    OfTable file(CommandKind::AddColumn);
    rewritten(file).of("pages", "page_count");
    BOOST_TEST(message_of(file) == "table app.files is rewritten for a domain with constraints");
    BOOST_TEST(findings_of(rule, file.command).at(0).column == &file.column);
}

BOOST_AUTO_TEST_CASE(rules_that_say_more_silence_it) {
    OfTable type(CommandKind::AlterColumnType);
    rewritten(type).of("size", "integer").command.definition = "bigint";
    BOOST_TEST(message_of(type) == "");
    BOOST_TEST(message_alone(type) == "table app.files is rewritten for another type");

    OfTable filled(CommandKind::AddColumn);
    rewritten(filled).of("key", "uuid").command.volatile_function = "pg_catalog.gen_random_uuid";
    BOOST_TEST(message_of(filled) == "");
    BOOST_TEST(message_alone(filled) == "table app.files is rewritten for a default that differs from row to row");

    OfTable generated(CommandKind::AddColumn);
    rewritten(generated).of("extension", "text").command.is_generated = true;
    BOOST_TEST(message_of(generated) == "");
    BOOST_TEST(message_alone(generated) == "table app.files is rewritten for a stored generated column");
}

BOOST_AUTO_TEST_CASE(what_leaves_the_rows_alone_passes) {
    BOOST_TEST(message_alone(OfTable(CommandKind::SetPersistence)) == "");
    BOOST_TEST(message_alone(OfTable(CommandKind::AlterColumnType).of("size", "integer")) == "");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_be_rewritten) {
    OfTable file(CommandKind::SetPersistence);
    rewritten(file).command.in_use = false;
    BOOST_TEST(message_of(file) == "");
}

BOOST_AUTO_TEST_CASE(min_size_bytes_leaves_smaller_tables_alone) {
    const House at({{.rule = rule, .severity = "warn", .params = "{\"min_size_bytes\": 81920}"}});
    const House above({{.rule = rule, .severity = "warn", .params = "{\"min_size_bytes\": 81921}"}});
    OfTable file(CommandKind::SetPersistence);
    BOOST_TEST(findings_of(rule, rewritten(file).command, at).size() == 1U);
    BOOST_TEST(findings_of(rule, file.command, above).empty());
}

BOOST_AUTO_TEST_SUITE_END()
