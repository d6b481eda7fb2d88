#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_type_in_public)

namespace {

constexpr std::string_view rule = "no_type_in_public";

// What would have passed in place of the CREATE.
std::string cure_of_created(ObjectKind kind) {
    Definition type = in_public(kind);
    type.created = true;
    const auto found = findings_of(rule, type);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0].cure;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_type_in_its_services_schema_passes) {
    for (const auto kind : {ObjectKind::Enum, ObjectKind::Domain, ObjectKind::Composite, ObjectKind::Range}) {
        BOOST_TEST(findings_of(rule, definition(kind)).empty());
    }
}

BOOST_AUTO_TEST_CASE(routines_and_extensions_are_no_types) {
    for (const auto kind : {ObjectKind::Function, ObjectKind::Procedure, ObjectKind::Extension}) {
        BOOST_TEST(findings_of(rule, in_public(kind)).empty());
    }
}

BOOST_AUTO_TEST_CASE(a_type_in_public_is_found_with_its_fix) {
    const Definition type = in_public(ObjectKind::Enum);
    const auto found = findings_of(rule, type);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "type public.things is in the shared schema \"public\"");
    BOOST_TEST(found[0].value == "public");
    BOOST_TEST(found[0].fix == "ALTER TYPE public.things SET SCHEMA your_service;");
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(a_domain_has_its_own_words) {
    const Definition domain = in_public(ObjectKind::Domain);
    const auto found = findings_of(rule, domain);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "domain public.things is in the shared schema \"public\"");
    BOOST_TEST(found[0].fix == "ALTER DOMAIN public.things SET SCHEMA your_service;");
}

BOOST_AUTO_TEST_CASE(the_cure_of_a_new_type_is_to_make_it_elsewhere) {
    BOOST_TEST(cure_of_created(ObjectKind::Enum) == "CREATE TYPE your_service.things AS ENUM (...);");
    BOOST_TEST(cure_of_created(ObjectKind::Domain) == "CREATE DOMAIN your_service.things AS ...;");
    BOOST_TEST(cure_of_created(ObjectKind::Composite) == "CREATE TYPE your_service.things AS (...);");
    BOOST_TEST(cure_of_created(ObjectKind::Range) == "CREATE TYPE your_service.things AS RANGE (...);");
}

BOOST_AUTO_TEST_CASE(the_cure_of_a_move_names_the_type_as_it_still_is) {
    Definition type = in_public(ObjectKind::Enum);
    type.identity_before = "app.things";
    const auto found = findings_of(rule, type);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].cure.empty());
    BOOST_TEST(found[0].fix == "ALTER TYPE public.things SET SCHEMA your_service;");
}

BOOST_AUTO_TEST_CASE(the_shared_schemas_are_those_of_the_tables_unless_set) {
    const House followed{{.rule = "MG101", .params = R"({"schemas": ["shared_*"]})"}};
    const House own{{.rule = "MG101", .params = R"({"schemas": ["shared_*"]})"},
                    {.rule = "MG102", .params = R"({"schemas": ["public"]})"}};
    Definition type = in_public(ObjectKind::Enum);
    BOOST_TEST(findings_of(rule, type, followed).empty());
    BOOST_TEST(findings_of(rule, type, own).size() == 1U);
    type.schema = "shared_things";
    BOOST_TEST(findings_of(rule, type, followed).size() == 1U);
    BOOST_TEST(findings_of(rule, type, own).empty());
}

BOOST_AUTO_TEST_CASE(in_mana_sync_types_are_in_public_as_the_tables_are) {
    const Policy policy(PolicySource{.profile = "mana_sync"});
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Enum), policy).empty());
}

BOOST_AUTO_TEST_SUITE_END()
