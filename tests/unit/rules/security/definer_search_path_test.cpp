#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(definer_search_path)

namespace {

constexpr std::string_view rule = "definer_search_path";

Definition unpinned() {
    Definition routine = definer();
    routine.pins_search_path = false;
    return routine;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_routine_with_its_own_search_path_passes) {
    BOOST_TEST(findings_of(rule, definer()).empty());
}

BOOST_AUTO_TEST_CASE(a_routine_that_runs_as_its_caller_passes) {
    BOOST_TEST(findings_of(rule, definition(ObjectKind::Function)).empty());
}

BOOST_AUTO_TEST_CASE(a_house_may_ask_it_of_every_routine) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"all": true})"}};
    Definition routine = definition(ObjectKind::Function);
    const auto found = findings_of(rule, routine, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "function app.things(integer) does not set search_path");
    BOOST_TEST(found[0].value == "search_path");
    BOOST_TEST(found[0].fix == "ALTER FUNCTION app.things(integer) SET search_path = app, pg_temp;");
    routine.pins_search_path = true;
    BOOST_TEST(findings_of(rule, routine, house).empty());
    const Definition of_owner = unpinned();
    BOOST_TEST(findings_of(rule, of_owner, house).at(0).message ==
               "function app.things(integer) is SECURITY DEFINER but does not set search_path");
}

BOOST_AUTO_TEST_CASE(a_definer_function_without_one_is_found_with_its_fix) {
    const Definition routine = unpinned();
    const auto found = findings_of(rule, routine);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "function app.things(integer) is SECURITY DEFINER but does not set search_path");
    BOOST_TEST(found[0].value == "search_path");
    BOOST_TEST(found[0].fix == "ALTER FUNCTION app.things(integer) SET search_path = app, pg_temp;");
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(a_procedure_and_a_quoted_schema_have_their_own_words) {
    Definition routine = unpinned();
    routine.kind = ObjectKind::Procedure;
    routine.schema = "App";
    routine.identity = "\"App\".things(integer)";
    const auto found = findings_of(rule, routine);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER PROCEDURE \"App\".things(integer) SET search_path = \"App\", pg_temp;");
}

BOOST_AUTO_TEST_CASE(the_cure_of_a_new_one_is_to_make_it_with_one) {
    Definition routine = unpinned();
    routine.created = true;
    const auto of_function = findings_of(rule, routine);
    routine.kind = ObjectKind::Procedure;
    const auto of_procedure = findings_of(rule, routine);
    BOOST_REQUIRE_EQUAL(of_function.size(), 1U);
    BOOST_REQUIRE_EQUAL(of_procedure.size(), 1U);
    BOOST_TEST(of_function[0].cure == "CREATE FUNCTION app.things(integer) ... SET search_path = app, pg_temp ...;");
    BOOST_TEST(of_procedure[0].cure == "CREATE PROCEDURE app.things(integer) ... SET search_path = app, pg_temp ...;");
}

BOOST_AUTO_TEST_SUITE_END()
