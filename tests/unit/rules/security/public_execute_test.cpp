#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(public_execute)

namespace {

constexpr std::string_view rule = "public_execute";

const Policy& house() {
    static const House policy{{.rule = "MG814", .severity = "error"}};
    return policy;
}

Definition everybodys() {
    Definition routine = definer();
    routine.is_public = true;
    return routine;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    BOOST_TEST(findings_of(rule, everybodys()).empty());
}

BOOST_AUTO_TEST_CASE(a_definer_routine_of_some_passes) {
    BOOST_TEST(findings_of(rule, definer(), house()).empty());
}

BOOST_AUTO_TEST_CASE(everybodys_routine_that_runs_as_its_caller_passes) {
    Definition routine = definition(ObjectKind::Function);
    routine.is_public = true;
    BOOST_TEST(findings_of(rule, routine, house()).empty());
}

BOOST_AUTO_TEST_CASE(a_definer_routine_of_everybody_is_found_with_its_fix) {
    const Definition routine = everybodys();
    const auto found = findings_of(rule, routine, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "function app.things(integer) is SECURITY DEFINER and executable by PUBLIC");
    BOOST_TEST(found[0].value == "PUBLIC");
    BOOST_TEST(found[0].fix == "REVOKE EXECUTE ON ROUTINE app.things(integer) FROM PUBLIC;");
    BOOST_TEST(found[0].cure == found[0].fix);
}

BOOST_AUTO_TEST_CASE(the_cure_of_a_new_one_is_to_revoke_before_it_is_definer) {
    Definition routine = everybodys();
    routine.kind = ObjectKind::Procedure;
    routine.created = true;
    const auto found = findings_of(rule, routine, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].cure ==
               "CREATE PROCEDURE app.things(integer) ...;\nREVOKE EXECUTE ON ROUTINE app.things(integer) FROM PUBLIC;\n"
               "ALTER ROUTINE app.things(integer) SECURITY DEFINER;");
}

BOOST_AUTO_TEST_CASE(a_house_names_roles_that_may_not_either) {
    const House roles{{.rule = rule, .severity = "error", .params = R"({"roles": ["anon", "Guest"]})"}};
    Definition routine = definer();
    const std::string_view members[] = {"anon"};
    const Grant grants[] = {{.role = "service"}, {.role = "Guest"}, {.role = "readers", .members = members}};
    routine.grants = grants;
    BOOST_TEST(findings_of(rule, routine, house()).empty());
    const auto found = findings_of(rule, routine, roles);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "function app.things(integer) is SECURITY DEFINER and executable by \"Guest\", readers");
    BOOST_TEST(found[0].fix == "REVOKE EXECUTE ON ROUTINE app.things(integer) FROM \"Guest\", readers;");
    const Grant everybodys_grants[] = {{.role = "public"}, {.role = "anon"}};
    routine.grants = everybodys_grants;
    routine.is_public = true;
    BOOST_TEST(findings_of(rule, routine, roles).at(0).value == "PUBLIC, anon");
    BOOST_TEST(findings_of(rule, routine, house()).at(0).value == "PUBLIC");
}

BOOST_AUTO_TEST_SUITE_END()
