#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(user_id_text)

BOOST_AUTO_TEST_CASE(text_passes) {
    const Sample sample{column("user_id", "text")};
    BOOST_TEST(findings_of("user_id_text", sample).empty());
}

BOOST_AUTO_TEST_CASE(uuid_is_found_with_its_fix) {
    const Sample sample{column("id", "uuid"), column("user_id", "uuid")};
    const auto found = findings_of("user_id_text", sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "user_id");
    BOOST_TEST(found[0].message == "column user_id of table app.files is uuid; user ids are text");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN user_id TYPE text;");
    BOOST_TEST(found[0].definition == "user_id text NOT NULL");
}

BOOST_AUTO_TEST_CASE(a_domain_counts_as_its_base) {
    const Sample sample{column("user_id", Type{"app.user_ref", "text", "text", {}})};
    BOOST_TEST(findings_of("user_id_text", sample).empty());
    const Sample other{column("user_id", Type{"app.user_ref", "uuid", "uuid", {}})};
    BOOST_TEST(findings_of("user_id_text", other).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_array_is_no_user_id) {
    const Sample sample{column("user_id", Type{"text[]", "text[]", "text", {}})};
    BOOST_TEST(findings_of("user_id_text", sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(no_fix_where_a_foreign_key_compares_the_column) {
    Sample sample{column("user_id", "uuid")};
    sample.refer(0, "app.people");
    const auto found = findings_of("user_id_text", sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(the_policy_names_columns_and_types) {
    const PolicyRow row{
        .id = 1, .rule = "MG201", .params = R"({"columns": ["*_user"], "allowed_types": ["int8", "uuid"]})"};
    const House policy{row};
    const Sample sample{column("user_id", "integer"), column("last_user", "text"),
                        column("first_user", Type{"bigint", "bigint", "bigint", "int8"})};
    const auto found = findings_of("user_id_text", sample.table, policy);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column last_user of table app.files is text; user ids are int8 or uuid");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN last_user TYPE int8 USING last_user::int8;");
}

BOOST_AUTO_TEST_CASE(a_pattern_of_types_is_no_type_to_offer) {
    const House house{{.rule = "MG201", .params = R"({"allowed_types": ["*text"]})"}};
    const Sample sample{column("user_id", "uuid")};
    const auto found = findings_of("user_id_text", sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].definition.empty());
}

BOOST_AUTO_TEST_SUITE_END()
