#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(long_ddl)

namespace {

constexpr auto rule = "long_ddl";

// CREATE TABLE app.files, or of another kind of object.
struct Made {
    Object object;
    Command command;

    explicit Made(ObjectKind kind = ObjectKind::Table, std::string_view words = "CREATE TABLE") {
        object.kind = kind;
        object.schema = "app";
        object.name = object.quoted_name = "files";
        object.identity = "app.files";
        command.kind = CommandKind::Create;
        command.object = &object;
        command.words = command.definition = words;
    }
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_without_rows_passes) {
    const Made made;
    BOOST_TEST(findings_of(rule, made.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_of_a_query_is_found) {
    Made made(ObjectKind::Table, "CREATE TABLE AS");
    made.command.is_filled = true;
    const auto found = findings_of(rule, made.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "CREATE TABLE AS fills table app.files from a query");
    BOOST_TEST(found[0].value == "CREATE TABLE AS");
    BOOST_TEST(found[0].cure ==
               "-- CREATE TABLE app.files (...),\n-- then, after COMMIT, INSERT INTO app.files in batches");
}

BOOST_AUTO_TEST_CASE(a_materialized_view_is_refreshed_later) {
    Made made(ObjectKind::MaterializedView, "CREATE MATERIALIZED VIEW");
    made.command.is_filled = true;
    const auto found = findings_of(rule, made.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "CREATE MATERIALIZED VIEW fills materialized view app.files from a query");
    BOOST_TEST(found[0].cure ==
               "-- CREATE MATERIALIZED VIEW app.files ... WITH NO DATA,\n"
               "-- then, after COMMIT, REFRESH MATERIALIZED VIEW app.files");
}

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    Made made;
    made.command.is_filled = true;
    BOOST_TEST(findings_of(rule, made.command, default_policy()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
