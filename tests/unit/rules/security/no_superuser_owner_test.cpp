#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_superuser_owner)

namespace {

constexpr std::string_view rule = "no_superuser_owner";
constexpr Owner superuser{.name = "postgres", .is_superuser = true};

const Policy& house() {
    static const House policy{{.rule = "*", .severity = "off"}, {.rule = "MG808", .severity = "warn"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    Sample sample{};
    sample.table.owner = superuser;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_services_role_passes) {
    BOOST_TEST(findings_of(rule, Sample{}.table, house()).empty());
    BOOST_TEST(findings_of(rule, definer(), house()).empty());
}

BOOST_AUTO_TEST_CASE(a_superusers_table_is_found) {
    Sample sample{};
    sample.table.owner = superuser;
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is owned by the superuser postgres");
    BOOST_TEST(found[0].value == "postgres");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(partitions_and_foreign_tables_have_owners_of_their_own_but_views_are_let_be) {
    Sample sample{};
    sample.table.owner = superuser;
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
    sample.table.is_partition = false;
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
    sample.table.kind = ObjectKind::View;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_CASE(a_superusers_definer_routine_is_found) {
    Definition routine = definer();
    routine.owner = superuser;
    const auto found = findings_of(rule, routine, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "function app.things(integer) is owned by the superuser postgres");
}

BOOST_AUTO_TEST_CASE(a_superusers_other_routines_and_types_pass) {
    for (const auto kind : {ObjectKind::Function, ObjectKind::Procedure, ObjectKind::Enum, ObjectKind::Extension}) {
        Definition made = definition(kind);
        made.owner = superuser;
        BOOST_TEST(findings_of(rule, made, house()).empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
