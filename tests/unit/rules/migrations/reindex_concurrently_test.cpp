#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(reindex_concurrently)

namespace {

constexpr auto rule = "reindex_concurrently";

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_in_use_is_found) {
    OfTable file(CommandKind::Reindex);
    file.command.definition = "TABLE CONCURRENTLY";
    file.command.keys = "app.files";
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is in use; reindexing it blocks writes");
    BOOST_TEST(found[0].cure == "REINDEX TABLE CONCURRENTLY app.files;");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(an_index_is_named) {
    OfTable file(CommandKind::Reindex);
    file.named("idx_files_name").command.definition = "INDEX CONCURRENTLY";
    file.command.keys = "app.idx_files_name";
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "idx_files_name");
    BOOST_TEST(found[0].part_type == "index");
    BOOST_TEST(found[0].cure == "REINDEX INDEX CONCURRENTLY app.idx_files_name;");
}

BOOST_AUTO_TEST_CASE(in_a_block_it_says_that_it_must_go_out_of_it) {
    OfTable file(CommandKind::Reindex);
    file.command.definition = "TABLE CONCURRENTLY";
    file.command.keys = "app.files";
    file.command.in_block = true;
    BOOST_TEST(findings_of(rule, file.command).at(0).cure ==
               "-- in a migration of its own, outside a transaction block:\nREINDEX TABLE CONCURRENTLY app.files;");
}

BOOST_AUTO_TEST_CASE(a_schema_holds_what_is_in_use) {
    Schema schema;
    schema.kind = ObjectKind::Schema;
    schema.schema = schema.identity = "app";
    Command command;
    command.kind = CommandKind::Reindex;
    command.object = &schema;
    command.in_use = command.can_be_concurrent = true;
    command.definition = "SCHEMA CONCURRENTLY";
    command.keys = "app";
    const auto found = findings_of(rule, command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "schema app contains tables in use; reindexing it blocks writes");
    BOOST_TEST(found[0].cure == "REINDEX SCHEMA CONCURRENTLY app;");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_wait) {
    OfTable file(CommandKind::Reindex);
    file.command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(where_postgresql_knows_no_other_way_there_is_nothing_to_say) {
    OfTable file(CommandKind::Reindex);
    file.command.can_be_concurrent = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(it_warns_unless_told_otherwise) {
    const OfTable file(CommandKind::Reindex);
    const auto found = findings_of(rule, file.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_SUITE_END()
