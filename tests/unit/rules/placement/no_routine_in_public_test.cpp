#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_routine_in_public)

namespace {

constexpr std::string_view rule = "no_routine_in_public";

const Policy& house() {
    static const House policy{{.rule = "MG103", .severity = "warn"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Function)).empty());
}

BOOST_AUTO_TEST_CASE(a_routine_in_its_services_schema_passes) {
    BOOST_TEST(findings_of(rule, definition(ObjectKind::Function), house()).empty());
    BOOST_TEST(findings_of(rule, definition(ObjectKind::Procedure), house()).empty());
}

BOOST_AUTO_TEST_CASE(types_and_extensions_are_no_routines) {
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Enum), house()).empty());
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Extension), house()).empty());
}

BOOST_AUTO_TEST_CASE(a_function_in_public_is_found_with_its_fix) {
    const Definition function = in_public(ObjectKind::Function);
    const auto found = findings_of(rule, function, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "function public.things(integer) is in the shared schema \"public\"");
    BOOST_TEST(found[0].value == "public");
    BOOST_TEST(found[0].fix == "ALTER FUNCTION public.things(integer) SET SCHEMA your_service;");
    BOOST_TEST(found[0].cure == found[0].fix);
}

BOOST_AUTO_TEST_CASE(a_procedure_has_its_own_words) {
    const Definition procedure = in_public(ObjectKind::Procedure);
    const auto found = findings_of(rule, procedure, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "procedure public.things(integer) is in the shared schema \"public\"");
    BOOST_TEST(found[0].fix == "ALTER PROCEDURE public.things(integer) SET SCHEMA your_service;");
}

BOOST_AUTO_TEST_CASE(the_cure_of_a_new_one_is_to_make_it_elsewhere) {
    Definition function = in_public(ObjectKind::Function);
    Definition procedure = in_public(ObjectKind::Procedure);
    function.created = procedure.created = true;
    const auto of_function = findings_of(rule, function, house());
    const auto of_procedure = findings_of(rule, procedure, house());
    BOOST_REQUIRE_EQUAL(of_function.size(), 1U);
    BOOST_REQUIRE_EQUAL(of_procedure.size(), 1U);
    BOOST_TEST(of_function[0].cure == "CREATE FUNCTION your_service.things(...) ...;");
    BOOST_TEST(of_procedure[0].cure == "CREATE PROCEDURE your_service.things(...) ...;");
}

BOOST_AUTO_TEST_CASE(the_shared_schemas_are_those_of_the_tables_unless_set) {
    const House followed{{.rule = "MG103", .severity = "warn"},
                         {.rule = "MG101", .params = R"({"schemas": ["shared"]})"}};
    const House own{{.rule = "MG103", .severity = "warn", .params = R"({"schemas": ["public"]})"},
                    {.rule = "MG101", .params = R"({"schemas": ["shared"]})"}};
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Function), followed).empty());
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Function), own).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
