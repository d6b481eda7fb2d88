#include "schemas.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(schema_name)

namespace {

constexpr std::string_view rule = "schema_name";

const Registered& house() {
    static const Registered policy({});
    return policy;
}

// The message without what all begin with; empty where nothing is found.
std::string faults(std::string_view name, const Policy& policy = house()) {
    const Schema named = schema(name);
    const auto found = findings_of(rule, named, policy);
    if (found.empty()) return {};
    const std::string begin = fmt::format("schema name {} ", name);
    BOOST_TEST(found[0].message.starts_with(begin));
    return found[0].message.substr(begin.size());
}

// The name that is proposed; empty where none is.
std::string proposed(std::string_view name, const Policy& policy = house()) {
    const Schema named = schema(name);
    const auto found = findings_of(rule, named, policy);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    if (found[0].fix.empty()) return {};
    const std::string begin = fmt::format("ALTER SCHEMA {} RENAME TO ", name);
    BOOST_TEST(found[0].fix.starts_with(begin));
    return found[0].fix.substr(begin.size());
}

}  // namespace

BOOST_AUTO_TEST_CASE(short_snake_case_passes) {
    for (const auto* name : {"auth", "event_discovery", "s3", "usr", "public", "schema", "a_b_c", "v1_2"}) {
        BOOST_TEST(faults(name) == "", name);
    }
    BOOST_TEST(faults(std::string(30, 'a')) == "");
}

BOOST_AUTO_TEST_CASE(a_breach_is_found_with_its_fix) {
    const Schema auth = schema("AuthService", "\"AuthService\"");
    const auto found = findings_of(rule, auth, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &auth);
    BOOST_TEST(found[0].message == "schema name \"AuthService\" is not snake_case");
    BOOST_TEST(found[0].fix == "ALTER SCHEMA \"AuthService\" RENAME TO auth_service;");
    BOOST_TEST(found[0].value == "AuthService");
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(each_fault_has_its_words) {
    for (const auto* name :
         {"Auth", "auth-service", "__", "auth_", "auth__service", "1auth", "auth service", "\xc3\xa4"}) {
        BOOST_TEST(faults(name) == "is not snake_case", name);
    }
    BOOST_TEST(faults(std::string(31, 'a')) == "has more than 30 bytes");
    BOOST_TEST(faults("mana_auth_schema") == "ends in _schema");
    BOOST_TEST(faults("user") == "is a reserved word");
}

BOOST_AUTO_TEST_CASE(several_faults_are_one_finding) {
    BOOST_TEST(faults("Mana_Auth_schema") == "is not snake_case and ends in _schema");
    BOOST_TEST(faults("the_application_programming_schema") == "has more than 30 bytes and ends in _schema");
}

BOOST_AUTO_TEST_CASE(a_better_name_is_proposed_where_one_is_near) {
    BOOST_TEST(proposed("mana_auth_schema") == "mana_auth;");
    BOOST_TEST(proposed("Mana-Auth.Schema") == "mana_auth;");
    BOOST_TEST(proposed("userIDs") == "user_ids;");
    BOOST_TEST(proposed("__Drizzle") == "drizzle;");
    BOOST_TEST(proposed("AUTH") == "auth;");
    BOOST_TEST(proposed("_schema") == "schema;");
    BOOST_TEST(proposed("the_application_program_schema") == "the_application_program;");
}

BOOST_AUTO_TEST_CASE(none_is_proposed_that_would_be_found_again_or_refused) {
    for (const auto* name :
         {"user", "User", "user_schema", "1auth", "\xc3\xa4rger", "auth_schema_schema", "public_schema", "Pg_things"}) {
        BOOST_TEST(proposed(name) == "", name);
    }
    BOOST_TEST(proposed(std::string(31, 'a')) == "");
}

BOOST_AUTO_TEST_CASE(a_schema_that_holds_tables_has_no_fix) {
    const Schema auth = schema_with_tables("auth_schema");
    const auto found = findings_of(rule, auth, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(a_schema_that_was_just_made_is_made_otherwise) {
    Schema auth = schema("auth_schema");
    auth.created = true;
    auto found = findings_of(rule, auth, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER SCHEMA auth_schema RENAME TO auth;");
    BOOST_TEST(found[0].cure == "CREATE SCHEMA auth;");
    auth.holds_tables = true;
    found = findings_of(rule, auth, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "CREATE SCHEMA auth;");
}

BOOST_AUTO_TEST_CASE(a_schema_that_was_just_renamed_is_renamed_otherwise) {
    Schema auth = schema("auth_schema");
    auth.identity_before = "login";
    auto found = findings_of(rule, auth, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER SCHEMA auth_schema RENAME TO auth;");
    BOOST_TEST(found[0].cure == "ALTER SCHEMA login RENAME TO auth;");
    auth.identity_before = "auth";
    found = findings_of(rule, auth, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(a_new_name_is_judged_whatever_the_old_one_was) {
    Schema auth = schema("auth_schema");
    const Schema login = schema("login_schema");
    auth.before = &login;
    BOOST_TEST(findings_of(rule, auth, house()).size() == 1U);
}

BOOST_AUTO_TEST_CASE(it_is_asked_when_a_schema_gets_its_name) {
    Schema auth = schema("auth_schema");
    auth.touched = Fact::SchemaUse | Fact::SchemaContents;
    BOOST_TEST(findings_of(rule, auth, house()).empty());
}

BOOST_AUTO_TEST_CASE(the_policy_says_how_long_a_name_may_be) {
    const Registered terse({}, {{.rule = "MG105", .params = R"({"max_length": 4})"}});
    BOOST_TEST(faults("auth", terse) == "");
    BOOST_TEST(faults("events", terse) == "has more than 4 bytes");
    BOOST_TEST(proposed("auth_schema", terse) == "auth;");
}

BOOST_AUTO_TEST_CASE(the_policy_says_what_a_name_may_not_end_in) {
    const Registered house({}, {{.rule = "MG105", .params = R"({"forbidden_suffixes": ["_db", "_v?"]})"}});
    BOOST_TEST(faults("auth_schema", house) == "");
    BOOST_TEST(faults("auth_db", house) == "ends in _db");
    BOOST_TEST(proposed("auth_db", house) == "auth;");
    BOOST_TEST(faults("auth_v2", house) == "ends in _v?");
    BOOST_TEST(proposed("auth_v2", house) == "");
    BOOST_TEST(faults("auth_v23", house) == "");
    const Registered any({}, {{.rule = "MG105", .params = R"({"forbidden_suffixes": []})"}});
    BOOST_TEST(faults("auth_schema", any) == "");
}

BOOST_AUTO_TEST_SUITE_END()
