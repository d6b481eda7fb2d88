#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(user_reference_text)

namespace {

constexpr std::string_view rule = "user_reference_text";

}  // namespace

BOOST_AUTO_TEST_CASE(text_passes_by_name_and_by_reference) {
    Sample sample{column("published_by", "text")};
    BOOST_TEST(findings_of(rule, sample).empty());
    sample.refer(0, "auth.users");
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_uuid_named_as_a_users_id_is_found) {
    for (const std::string_view name : {"published_by", "last_user_id", "owner_id", "author_id"}) {
        const Sample sample{column(name, "uuid")};
        BOOST_TEST(findings_of(rule, sample).size() == 1U, name);
    }
    const Sample other{column("id", "uuid"), column("file_id", "uuid"), column("by", "uuid")};
    BOOST_TEST(findings_of(rule, other).empty());
}

BOOST_AUTO_TEST_CASE(the_finding_by_name_tells_why_and_how_to_mend) {
    Sample sample{column("published_by", "uuid")};
    sample.columns[0].not_null = false;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column published_by of table app.files looks like a user id but is uuid; user ids are text");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN published_by TYPE text;");
    BOOST_TEST(found[0].definition == "published_by text");
    BOOST_TEST(found[0].value == "uuid");
}

BOOST_AUTO_TEST_CASE(an_integer_is_found_only_where_it_refers_to_a_user) {
    for (const std::string_view type : {"bigint", "integer", "smallint"}) {
        Sample sample{column("owner_id", type)};
        BOOST_TEST(findings_of(rule, sample).empty(), type);
        sample.refer(0, "auth.users");
        const auto found = findings_of(rule, sample);
        BOOST_REQUIRE_EQUAL(found.size(), 1U);
        BOOST_TEST(found[0].message == "column owner_id of table app.files refers to a user but is " +
                                           std::string(type) + "; user ids are text");
        BOOST_TEST(found[0].fix.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_reference_to_a_user_counts_whatever_the_name) {
    Sample sample{column("id", "uuid"), column("whoever", "uuid")};
    sample.refer(1, "auth.users");
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column == &sample.columns[1]);
}

BOOST_AUTO_TEST_CASE(a_reference_to_another_table_clears_the_name) {
    Sample sample{column("author_id", "uuid")};
    sample.refer(0, "app.authors");
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_type_beside_it_clears_the_name) {
    Sample sample{column("owner_id", "uuid"), column("owner_type", "text"), column("made_by", "uuid"),
                  column("made_by_type", "text"), column("author_id", "uuid")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column == &sample.columns[4]);
    sample.refer(0, "auth.users");
    BOOST_TEST(findings_of(rule, sample).size() == 2U);
}

BOOST_AUTO_TEST_CASE(of_two_references_the_one_to_a_user_decides) {
    Sample sample{column("author_id", "uuid")};
    sample.refer(0, "app.authors");
    sample.refer(0, "auth.users");
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_domain_counts_as_its_base_and_an_array_as_its_elements) {
    const Sample domain{column("owner_id", Type{"app.user_ref", "uuid", "uuid", {}})};
    const auto found = findings_of(rule, domain);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "app.user_ref");
    const Sample array{column("shared_by", Type{"uuid[]", "uuid[]", "uuid", {}})};
    BOOST_TEST(findings_of(rule, array).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_parents_column_has_no_fix_here) {
    Sample sample{column("owner_id", "uuid")};
    sample.columns[0].inherited = true;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_typed_tables_column_is_mended_in_its_type) {
    Sample sample{column("owner_id", "uuid")};
    sample.table.of_type = "app.file";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TYPE app.file ALTER ATTRIBUTE owner_id TYPE text CASCADE;");
}

BOOST_AUTO_TEST_CASE(the_policy_names_columns_tables_and_types) {
    const House house{
        {.rule = rule,
         .params = R"({"columns": ["who"], "user_tables": ["app.people"], "forbidden_types": ["uuid", "int8"]})"},
    };
    Sample sample{column("owner_id", "uuid"), column("who", Type{"bigint", "bigint", "bigint", "int8"})};
    auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "who");
    sample.refer(0, "app.people");
    found = findings_of(rule, sample.table, house);
    BOOST_TEST(found.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
