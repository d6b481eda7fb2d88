#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(extension_schema)

namespace {

constexpr std::string_view rule = "extension_schema";

const Policy& house() {
    static const House policy{{.rule = "MG806", .severity = "warn"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Extension)).empty());
}

BOOST_AUTO_TEST_CASE(an_extension_elsewhere_and_other_things_in_public_pass) {
    BOOST_TEST(findings_of(rule, definition(ObjectKind::Extension), house()).empty());
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Function), house()).empty());
}

BOOST_AUTO_TEST_CASE(an_extension_in_public_is_found) {
    const Definition extension = in_public(ObjectKind::Extension);
    const auto found = findings_of(rule, extension, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "extension things is in the shared schema \"public\"");
    BOOST_TEST(found[0].value == "public");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(one_that_can_be_moved_has_a_fix) {
    Definition extension = in_public(ObjectKind::Extension);
    extension.is_relocatable = true;
    const auto found = findings_of(rule, extension, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix ==
               "CREATE SCHEMA IF NOT EXISTS extensions;\nALTER EXTENSION things SET SCHEMA extensions;");
    BOOST_TEST(found[0].cure == found[0].fix);
}

BOOST_AUTO_TEST_CASE(the_cure_of_a_new_one_is_to_make_it_elsewhere) {
    Definition extension = in_public(ObjectKind::Extension);
    extension.created = true;
    const auto found = findings_of(rule, extension, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].cure == "CREATE SCHEMA IF NOT EXISTS extensions;\nCREATE EXTENSION things SCHEMA extensions;");
}

BOOST_AUTO_TEST_CASE(the_shared_schemas_are_those_of_the_tables_unless_set) {
    const House followed{{.rule = "MG806", .severity = "warn"}, {.rule = "MG101", .params = R"({"schemas": ["app"]})"}};
    BOOST_TEST(findings_of(rule, in_public(ObjectKind::Extension), followed).empty());
    BOOST_TEST(findings_of(rule, definition(ObjectKind::Extension), followed).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
