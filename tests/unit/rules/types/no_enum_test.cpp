#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_enum)

namespace {

constexpr std::string_view rule = "no_enum";

const Policy& house() {
    static const House policy{{.rule = "MG223", .severity = "error"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    BOOST_TEST(findings_of(rule, definition(ObjectKind::Enum)).empty());
}

BOOST_AUTO_TEST_CASE(an_enum_is_found) {
    const Definition type = definition(ObjectKind::Enum);
    const auto found = findings_of(rule, type, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "type app.things is an enum, which cannot lose a value");
    BOOST_TEST(found[0].value == "enum");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure ==
               "-- instead of app.things, text with CHECK (... IN (...)), or a foreign key to a table of the values");
}

BOOST_AUTO_TEST_CASE(other_types_pass) {
    for (const ObjectKind kind : {ObjectKind::Domain, ObjectKind::Composite, ObjectKind::Range})
        BOOST_TEST(findings_of(rule, definition(kind), house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
