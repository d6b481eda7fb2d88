#include "schemas.hpp"
#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(owner_is_service_role)

namespace {

constexpr std::string_view rule = "owner_is_service_role";

Registered registered(std::string_view owner_role) {
    return {{{.service = "mana-app", .schema_name = "app", .owner_role = owner_role}},
            {{.rule = rule, .severity = "warn"}}};
}
const Registered house = registered("app_owner");

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    Sample sample{column("id", "uuid")};
    sample.table.owner.name = "postgres";
    const Registered silent{{{.service = "mana-app", .schema_name = "app", .owner_role = "app_owner"}}};
    BOOST_TEST(findings_of(rule, sample.table, silent).empty());
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_registered_owners_tables_pass_and_those_of_other_schemas) {
    Sample sample{column("id", "uuid")};
    sample.table.owner.name = "app_owner";
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
    sample.table.owner.name = "postgres";
    sample.table.schema = "elsewhere";
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
}

BOOST_AUTO_TEST_CASE(a_schema_without_a_registered_owner_is_anybodys) {
    Sample sample{column("id", "uuid")};
    sample.table.owner.name = "postgres";
    BOOST_TEST(findings_of(rule, sample.table, registered({})).empty());
    const House nothing_registered{{.rule = rule, .severity = "warn"}};
    BOOST_TEST(findings_of(rule, sample.table, nothing_registered).empty());
}

BOOST_AUTO_TEST_CASE(a_breach_is_found_with_its_fix) {
    Sample sample{column("id", "uuid")};
    sample.table.owner.name = "Intern";
    const Registered quoted = registered("App Owner");
    const auto found = findings_of(rule, sample.table, quoted);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "table app.files is owned by \"Intern\"; the registered owner of its schema is \"App Owner\"");
    BOOST_TEST(found[0].value == "Intern");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files OWNER TO \"App Owner\";");
    BOOST_TEST(found[0].cure == found[0].fix);
}

BOOST_AUTO_TEST_CASE(a_table_that_was_refused_is_made_as_the_owner) {
    Sample sample{column("id", "uuid")};
    sample.table.owner.name = "postgres";
    sample.table.created = true;
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].cure == "SET ROLE app_owner;");
}

BOOST_AUTO_TEST_CASE(partitions_and_foreign_tables_have_owners_too_and_views_are_left_alone) {
    Sample sample{column("id", "uuid")};
    sample.table.owner.name = "postgres";
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 1U);
    sample.table.is_partition = false;
    sample.table.kind = ObjectKind::ForeignTable;
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER FOREIGN TABLE app.files OWNER TO app_owner;");
    sample.table.kind = ObjectKind::View;
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
}

BOOST_AUTO_TEST_SUITE_END()
