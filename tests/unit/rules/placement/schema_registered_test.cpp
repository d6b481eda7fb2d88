#include "schemas.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(schema_registered)

namespace {

constexpr std::string_view rule = "schema_registered";

const Registered& house() {
    static const Registered policy({{.service = "mana-auth", .schema_name = "auth"}});
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_registered_schema_passes) {
    BOOST_TEST(findings_of(rule, schema_with_tables("auth"), house()).empty());
}

BOOST_AUTO_TEST_CASE(a_schema_without_tables_passes) {
    BOOST_TEST(findings_of(rule, schema("storage"), house()).empty());
}

BOOST_AUTO_TEST_CASE(another_schema_is_found_with_the_insert_that_registers_it) {
    const Schema storage = schema_with_tables("storage");
    const auto found = findings_of(rule, storage, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &storage);
    BOOST_TEST(found[0].message == "schema storage holds tables but is not registered");
    const std::string_view insert =
        "INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('your_service', 'storage');";
    BOOST_TEST(found[0].fix == insert);
    BOOST_TEST(found[0].cure == insert);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(the_insert_has_the_name_as_it_is_stored) {
    Schema files = schema("Bob's files", "\"Bob's files\"");
    files.holds_tables = true;
    const auto found = findings_of(rule, files, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "schema \"Bob's files\" holds tables but is not registered");
    BOOST_TEST(found[0].fix.ends_with("VALUES ('your_service', 'Bob''s files');"));
}

BOOST_AUTO_TEST_CASE(it_is_silent_while_the_registry_is_empty) {
    BOOST_TEST(findings_of(rule, schema_with_tables("storage"), Registered({})).empty());
}

BOOST_AUTO_TEST_CASE(a_schema_that_the_house_took_off_the_profiles_registry_is_found) {
    const RegistryRow removed[] = {{.schema_name = "auth", .removed = true}};
    const Policy platform(PolicySource{.profile = "mana_platform", .registry = removed});
    BOOST_TEST(findings_of(rule, schema_with_tables("auth"), platform).size() == 1U);
    BOOST_TEST(findings_of(rule, schema_with_tables("credits"), platform).empty());
}

BOOST_AUTO_TEST_CASE(the_profile_leaves_out_what_is_no_services) {
    BOOST_TEST(findings_of(rule, schema_with_tables("public"), house()).empty());
    BOOST_TEST(findings_of(rule, schema_with_tables("drizzle"), house()).empty());
}

BOOST_AUTO_TEST_CASE(it_is_asked_when_tables_come_in_or_the_schema_is_renamed) {
    Schema storage = schema_with_tables("storage");
    storage.touched = Fact::SchemaUse;
    BOOST_TEST(findings_of(rule, storage, house()).empty());
    storage.touched = Fact::SchemaContents;
    BOOST_TEST(findings_of(rule, storage, house()).size() == 1U);
    storage.touched = Fact::SchemaName;
    BOOST_TEST(findings_of(rule, storage, house()).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_first_table_is_held_against_a_command_and_the_next_is_not) {
    Schema storage = schema_with_tables("storage");
    const Schema empty = schema("storage");
    const Schema full = schema_with_tables("storage");
    storage.before = &empty;
    BOOST_TEST(findings_of(rule, storage, house()).size() == 1U);
    storage.before = &full;
    BOOST_TEST(findings_of(rule, storage, house()).empty());
}

BOOST_AUTO_TEST_CASE(a_rename_is_held_against_a_command_where_the_old_name_was_registered) {
    Schema storage = schema_with_tables("storage");
    const Schema registered = schema_with_tables("auth");
    const Schema other = schema_with_tables("files");
    storage.before = &registered;
    BOOST_TEST(findings_of(rule, storage, house()).size() == 1U);
    storage.before = &other;
    BOOST_TEST(findings_of(rule, storage, house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
