#include "schemas.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(schema_owner)

namespace {

constexpr std::string_view rule = "schema_owner";

// The policy's roles are auth_owner and mail_owner, in this order.
const Registered& house() {
    static const Registered policy({
        {.service = "mana-auth", .schema_name = "auth", .owner_role = "auth_owner"},
        {.service = "mana-mail", .schema_name = "mail", .owner_role = "mail_owner"},
        {.service = "mana-events", .schema_name = "events"},
    });
    return policy;
}

constexpr bool of_none[] = {false, false};
constexpr bool of_auth[] = {true, false};
constexpr bool of_mail[] = {false, true};

}  // namespace

BOOST_AUTO_TEST_CASE(the_owner_and_his_members_pass) {
    BOOST_TEST(findings_of(rule, schema("auth"), house(), {.roles = of_auth}).empty());
    BOOST_TEST(findings_of(rule, schema("mail"), house(), {.roles = of_mail}).empty());
}

BOOST_AUTO_TEST_CASE(another_role_is_found_with_the_way_to_pass) {
    const Schema auth = schema("auth");
    const auto found = findings_of(rule, auth, house(), {.roles = of_none});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &auth);
    BOOST_TEST(found[0].message == "must be a member of role auth_owner to change schema auth");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "SET ROLE auth_owner;");
    BOOST_TEST((found[0].told == Severity::Error));
}

BOOST_AUTO_TEST_CASE(the_owner_of_another_schema_is_another_role) {
    BOOST_TEST(findings_of(rule, schema("auth"), house(), {.roles = of_mail}).size() == 1U);
    BOOST_TEST(findings_of(rule, schema("mail"), house(), {.roles = of_auth}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_superuser_passes) {
    BOOST_TEST(findings_of(rule, schema("auth"), house(), {.is_superuser = true, .roles = of_none}).empty());
}

BOOST_AUTO_TEST_CASE(a_role_of_which_nothing_is_known_is_no_member) {
    BOOST_TEST(findings_of(rule, schema("auth"), house()).size() == 1U);
    BOOST_TEST(findings_of(rule, schema("mail"), house(), {.roles = std::span(of_auth).first(1)}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(any_role_passes_where_no_owner_is_registered) {
    BOOST_TEST(findings_of(rule, schema("events"), house(), {.roles = of_none}).empty());
    BOOST_TEST(findings_of(rule, schema("storage"), house(), {.roles = of_none}).empty());
    BOOST_TEST(findings_of(rule, schema("auth"), Registered({}), {}).empty());
}

BOOST_AUTO_TEST_CASE(names_are_quoted_where_sql_asks_for_it) {
    const Registered policy({{.service = "mana-auth", .schema_name = "Auth", .owner_role = "auth-owner"}});
    const Schema auth = schema("Auth", "\"Auth\"");
    const auto found = findings_of(rule, auth, policy);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "must be a member of role \"auth-owner\" to change schema \"Auth\"");
    BOOST_TEST(found[0].cure == "SET ROLE \"auth-owner\";");
}

BOOST_AUTO_TEST_CASE(it_is_told_each_time_whatever_stood_before) {
    Schema auth = schema("auth");
    const Schema before = schema("auth");
    auth.before = &before;
    BOOST_TEST(findings_of(rule, auth, house(), {.roles = of_none}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(it_is_asked_of_commands_alone_that_use_the_schema) {
    Schema auth = schema("auth");
    const Change audit{.moment = Moment::Audit, .schemas = {&auth, 1}};
    BOOST_TEST(findings_of(rule, audit, house()).empty());
    auth.touched = Fact::SchemaName | Fact::SchemaContents;
    BOOST_TEST(findings_of(rule, auth, house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
