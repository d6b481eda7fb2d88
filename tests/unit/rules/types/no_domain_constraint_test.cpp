#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_domain_constraint)

namespace {

constexpr std::string_view rule = "no_domain_constraint";

const Policy& house() {
    static const House policy{{.rule = "MG215", .severity = "error"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    Definition domain = definition(ObjectKind::Domain);
    domain.has_constraint = true;
    BOOST_TEST(findings_of(rule, domain).empty());
}

BOOST_AUTO_TEST_CASE(a_domain_without_one_passes) {
    BOOST_TEST(findings_of(rule, definition(ObjectKind::Domain), house()).empty());
}

BOOST_AUTO_TEST_CASE(a_domain_with_one_is_found) {
    Definition domain = definition(ObjectKind::Domain);
    domain.has_constraint = true;
    const auto found = findings_of(rule, domain, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "domain app.things has a constraint");
    BOOST_TEST(found[0].value == "constraint");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_SUITE_END()
