#include "schemas.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_schema_rename)

namespace {

const Registered& house() {
    static const Registered policy({});
    return policy;
}

std::vector<Finding> of_rename(const Schema& schema, std::string_view new_name, const Policy& policy = house()) {
    const Command rename{.object = &schema, .schema = &schema, .new_name = new_name};
    return findings_of("no_schema_rename", Change{.moment = Moment::Start, .commands = {&rename, 1}}, policy);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_rename_of_a_schema_that_holds_tables_is_found_with_the_way_round) {
    const Schema auth = schema_with_tables("auth");
    const auto found = of_rename(auth, "login");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &auth);
    BOOST_TEST(found[0].message == "renaming schema auth to login breaks every client of its tables");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "CREATE SCHEMA login;\n-- then create a view in login for each table of auth: CREATE VIEW ... AS SELECT "
               "* FROM ...");
    BOOST_TEST(found[0].value == "login");
    BOOST_TEST((found[0].told == Severity::Error));
}

BOOST_AUTO_TEST_CASE(names_are_quoted_where_sql_asks_for_it) {
    Schema auth = schema("Auth", "\"Auth\"");
    auth.holds_tables = true;
    const auto found = of_rename(auth, "\"user\"");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "renaming schema \"Auth\" to \"user\" breaks every client of its tables");
    BOOST_TEST(
        found[0].cure ==
        "CREATE SCHEMA \"user\";\n-- then create a view in \"user\" for each table of \"Auth\": CREATE VIEW ... AS "
        "SELECT * FROM ...");
}

BOOST_AUTO_TEST_CASE(a_schema_without_tables_may_be_renamed) {
    BOOST_TEST(of_rename(schema("auth"), "login").empty());
}

BOOST_AUTO_TEST_CASE(an_exemption_may_name_the_new_name) {
    const ExemptionRow exemptions[] = {
        {.rule = "no_schema_rename", .schema_pattern = "auth", .value = "login", .reason = "nobody reads it yet"}};
    const Policy policy(PolicySource{.exemptions = exemptions});
    BOOST_TEST(of_rename(schema_with_tables("auth"), "login", policy).empty());
    BOOST_TEST(of_rename(schema_with_tables("auth"), "identity", policy).size() == 1U);
    BOOST_TEST(of_rename(schema_with_tables("mail"), "login", policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_policy_switches_it_off_for_a_schema) {
    const Registered policy({}, {{.rule = "MG106", .schema_pattern = "draft_*", .severity = "off"}});
    BOOST_TEST(of_rename(schema_with_tables("draft_auth"), "auth", policy).empty());
    BOOST_TEST(of_rename(schema_with_tables("auth"), "login", policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(it_judges_no_schema_that_stands) {
    BOOST_TEST(findings_of("no_schema_rename", schema_with_tables("auth"), house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
