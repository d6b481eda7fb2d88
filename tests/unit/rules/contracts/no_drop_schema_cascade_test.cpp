#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_drop_schema_cascade)

namespace {

std::vector<Finding> of_drop(const Schema& schema, bool is_cascade = true, const Policy& policy = default_policy()) {
    const Command drop{
        .kind = CommandKind::DropSchema, .object = &schema, .schema = &schema, .stood = true, .is_cascade = is_cascade};
    return findings_of("no_drop_schema_cascade", drop, policy);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_drop_of_a_schema_that_holds_tables_is_found) {
    const Schema auth = schema_with_tables("auth");
    const auto found = of_drop(auth);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &auth);
    BOOST_TEST(found[0].message == "schema auth is dropped with CASCADE, which drops its tables and all their rows");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].cure == "");
    BOOST_TEST((found[0].told == Severity::Error));
}

BOOST_AUTO_TEST_CASE(without_cascade_postgresql_refuses_it) {
    BOOST_TEST(of_drop(schema_with_tables("auth"), false).empty());
}

BOOST_AUTO_TEST_CASE(a_schema_without_tables_may_go) {
    BOOST_TEST(of_drop(schema("auth")).empty());
}

BOOST_AUTO_TEST_CASE(a_schema_whose_tables_this_transaction_has_made_may_go) {
    const Schema auth = schema_with_tables("auth");
    const Command drop{.kind = CommandKind::DropSchema, .object = &auth, .schema = &auth, .is_cascade = true};
    BOOST_TEST(findings_of("no_drop_schema_cascade", drop, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(a_name_is_quoted_where_sql_asks_for_it) {
    Schema auth = schema("Auth", "\"Auth\"");
    auth.holds_tables = true;
    const auto found = of_drop(auth);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "schema \"Auth\" is dropped with CASCADE, which drops its tables and all their rows");
}

BOOST_AUTO_TEST_CASE(a_rename_is_another_rules) {
    const Schema auth = schema_with_tables("auth");
    const Command rename{.object = &auth, .schema = &auth, .stood = true, .new_name = "login", .is_cascade = true};
    BOOST_TEST(findings_of("no_drop_schema_cascade", rename).empty());
}

BOOST_AUTO_TEST_CASE(the_policy_switches_it_off_for_a_schema) {
    const Registered policy({}, {{.rule = "MG705", .schema_pattern = "draft_*", .severity = "off"}});
    BOOST_TEST(of_drop(schema_with_tables("draft_auth"), true, policy).empty());
    BOOST_TEST(of_drop(schema_with_tables("auth"), true, policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_schema_that_goes_with_another_object_is_found_if_it_held_tables) {
    const auto of_victim = [](const Schema& schema) {
        const Command victim{.kind = CommandKind::SchemaVictim,
                             .object = &schema,
                             .schema = &schema,
                             .stood = true,
                             .value = "extension citext",
                             .is_cascade = true};
        return findings_of_victim("no_drop_schema_cascade", victim);
    };
    const auto found = of_victim(schema_with_tables("auth"));
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "schema auth is dropped along with extension citext, with its tables and all their rows");
    BOOST_TEST(of_victim(schema("auth")).empty());
}

BOOST_AUTO_TEST_SUITE_END()
