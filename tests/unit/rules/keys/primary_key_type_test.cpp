#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(primary_key_type)

namespace {

constexpr std::string_view rule = "primary_key_type";

}  // namespace

BOOST_AUTO_TEST_CASE(a_uuid_and_a_text_pass_also_in_a_domain) {
    for (const Type& right : {type("uuid"), type("text"), Type{"app.ref", "uuid", "uuid", {}}}) {
        Sample sample{column("id", right)};
        sample.primary_key({"id"});
        BOOST_TEST(findings_of(rule, sample).empty(), right.declared);
    }
}

BOOST_AUTO_TEST_CASE(a_number_is_found_without_a_fix) {
    Sample sample{column("id", Type{"bigint", "bigint", "bigint", "int8"})};
    sample.primary_key({"id"});
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "primary key column id of table app.files is bigint, not uuid or text");
    BOOST_TEST(found[0].column->name == "id");
    BOOST_TEST(found[0].value == "bigint");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].definition == "id uuid NOT NULL DEFAULT gen_random_uuid()");
    BOOST_TEST((found[0].told == Severity::Log));
}

BOOST_AUTO_TEST_CASE(a_number_that_is_too_small_is_defined_by_the_rule_about_that) {
    Sample sample{column("id", "integer")};
    sample.primary_key({"id"});
    BOOST_TEST(findings_of(rule, sample).at(0).definition.empty());
}

BOOST_AUTO_TEST_CASE(a_string_becomes_a_text) {
    Sample sample{column("id", Type{"character varying(30)", "character varying", "character varying", "varchar"})};
    sample.primary_key({"id"});
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN id TYPE text;");
    BOOST_TEST(found[0].caution.empty());
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(an_array_of_uuids_is_no_uuid) {
    Sample sample{column("id", Type{"uuid[]", "uuid[]", "uuid", {}})};
    sample.primary_key({"id"});
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(keys_of_several_columns_and_unique_ones_are_not_asked) {
    Sample several{column("id", "bigint"), column("part", "bigint")};
    several.primary_key({"id", "part"});
    BOOST_TEST(findings_of(rule, several).empty());
    Sample unique{column("id", "bigint")};
    unique.primary_key({"id"}).is_primary = false;
    BOOST_TEST(findings_of(rule, unique).empty());
}

BOOST_AUTO_TEST_CASE(a_key_that_is_anothers_key_has_its_type) {
    Sample sample{column("file_id", "bigint")};
    sample.primary_key({"file_id"});
    sample.refer(0, "app.old_files");
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(the_types_are_a_parameter_by_any_of_their_names) {
    const House house{{.rule = "primary_key_type", .params = R"({"types": ["int8"]})"}};
    Sample sample{column("id", Type{"bigint", "bigint", "bigint", "int8"})};
    sample.primary_key({"id"});
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
    Sample uuid{column("id", "uuid")};
    uuid.primary_key({"id"});
    const auto found = findings_of(rule, uuid.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "primary key column id of table app.files is uuid, not int8");
    BOOST_TEST(found[0].definition.empty());
}

BOOST_AUTO_TEST_SUITE_END()
