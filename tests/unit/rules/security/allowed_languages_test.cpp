#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(allowed_languages)

namespace {

constexpr std::string_view rule = "allowed_languages";

const Policy& house() {
    static const House policy{{.rule = "MG813", .severity = "error"}};
    return policy;
}

Definition written_in(std::string_view language) {
    Definition routine = definition(ObjectKind::Function);
    routine.language = language;
    return routine;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    BOOST_TEST(findings_of(rule, written_in("c")).empty());
}

BOOST_AUTO_TEST_CASE(a_language_on_the_list_passes) {
    BOOST_TEST(findings_of(rule, written_in("sql"), house()).empty());
    BOOST_TEST(findings_of(rule, written_in("plpgsql"), house()).empty());
}

BOOST_AUTO_TEST_CASE(another_language_is_found) {
    const Definition routine = written_in("plpython3u");
    const auto found = findings_of(rule, routine, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "function app.things(integer) is written in plpython3u; allowed languages are sql and plpgsql");
    BOOST_TEST(found[0].value == "plpython3u");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(a_procedure_is_a_routine_and_a_type_has_no_language) {
    Definition procedure = written_in("c");
    procedure.kind = ObjectKind::Procedure;
    BOOST_TEST(findings_of(rule, procedure, house()).size() == 1U);
    Definition type = definition(ObjectKind::Enum);
    type.language = {};
    BOOST_TEST(findings_of(rule, type, house()).empty());
}

BOOST_AUTO_TEST_CASE(the_policy_has_the_list) {
    const House own{{.rule = "MG813", .severity = "error", .params = R"({"names": ["sql", "plv*"]})"}};
    BOOST_TEST(findings_of(rule, written_in("plv8"), own).empty());
    BOOST_TEST(findings_of(rule, written_in("plpgsql"), own).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
