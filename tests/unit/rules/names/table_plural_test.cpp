#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(table_plural)

namespace {

constexpr std::string_view rule = "table_plural";

std::vector<Finding> findings_of_name(std::string_view name, const Policy& policy = default_policy()) {
    Sample sample{column("id", "uuid")};
    sample.table.name = name;
    return findings_of(rule, sample.table, policy);
}

}  // namespace

// More of them in inflector_test.
BOOST_AUTO_TEST_CASE(plural_and_undecided_names_pass) {
    for (const std::string_view name : {"users", "user_settings", "media", "news", "user_data", "statuses",
                                        "file_analyses", "series", "user_following", "points_of_interest", "größe"})
        BOOST_TEST(findings_of_name(name).empty(), name);
}

BOOST_AUTO_TEST_CASE(a_singular_name_is_found_with_its_plural) {
    const auto found = findings_of_name("user_category");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == R"(name of table app.files ends in "category", which is not plural)");
    BOOST_TEST(found[0].value == "user_category");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME TO user_categories;");
    BOOST_TEST(found[0].caution.starts_with("MG704"));
}

BOOST_AUTO_TEST_CASE(a_plural_that_something_else_has_is_not_offered) {
    constexpr std::array<std::string_view, 1> taken = {"users"};
    Sample sample{column("id", "uuid")};
    sample.table.name = "user";
    sample.table.taken_names = taken;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
    BOOST_TEST(found[0].new_name == "");
    BOOST_TEST(found[0].held_back == "Another relation or type in the schema is already called users.");
}

BOOST_AUTO_TEST_CASE(a_house_may_want_the_singular) {
    const House house{{.rule = rule, .params = R"({"number": "singular", "plurals": ["kunden"], "ignore": ["ops"]})"}};
    for (const std::string_view name :
         {"user", "order_item", "address", "status", "user_data", "user_settings", "sales", "series", "news",
          "user_following", "point_of_interest", "aws", "ops", "größe"})
        BOOST_TEST(findings_of_name(name, house).empty(), name);
    const auto found = findings_of_name("user_categories", house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == R"(name of table app.files ends in "categories", which is not singular)");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME TO user_category;");
    BOOST_TEST(findings_of_name("people", house).at(0).fix == "ALTER TABLE app.files RENAME TO person;");
    BOOST_TEST(findings_of_name("points_of_interest", house).at(0).fix ==
               "ALTER TABLE app.files RENAME TO point_of_interest;");
    // The singular is a reserved word, or isn't known.
    BOOST_TEST(findings_of_name("users", house).at(0).fix == "");
    BOOST_TEST(findings_of_name("alle_kunden", house).at(0).fix == "");
}

BOOST_AUTO_TEST_CASE(before_a_preposition_the_word_decides) {
    const auto found = findings_of_name("point_of_interest");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == R"(name of table app.files contains "point", which is not plural)");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME TO points_of_interest;");
    const House house{{.rule = rule, .params = R"({"ignore": ["interest"]})"}};
    BOOST_TEST(findings_of_name("point_of_interest", house).empty());
}

BOOST_AUTO_TEST_CASE(the_spelling_is_not_its_matter) {
    BOOST_TEST(findings_of_name("UserAccounts").empty());
    BOOST_TEST(findings_of_name("UserAccount").at(0).fix == "ALTER TABLE app.files RENAME TO user_accounts;");
}

BOOST_AUTO_TEST_CASE(of_a_partition_the_parent_is_judged) {
    Sample sample{};
    sample.table.name = "event";
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample).empty());
    sample.table.is_partition = false;
    sample.table.kind = ObjectKind::PartitionedTable;
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_plural_too_long_for_a_name_is_not_offered) {
    const std::string longest = std::string(60, 'a') + "_ab";
    BOOST_TEST(findings_of_name(longest).empty());
    const std::string singular = std::string(58, 'a') + "_file";
    BOOST_TEST(findings_of_name(singular).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(a_house_has_words_of_its_own) {
    const House plurals{{.rule = "MG402", .params = R"({"plurals": ["kunde*"]})"}};
    BOOST_TEST(findings_of_name("alle_kunden").size() == 1U);
    BOOST_TEST(findings_of_name("alle_kunden", plurals).empty());
    const House ignored{{.rule = "MG402", .params = R"({"ignore": ["queue", "audit_log"]})"}};
    BOOST_TEST(findings_of_name("job_queue", ignored).empty());
    BOOST_TEST(findings_of_name("audit_log", ignored).empty());
    BOOST_TEST(findings_of_name("error_log", ignored).size() == 1U);
}

BOOST_AUTO_TEST_CASE(other_rules_offer_names_of_that_number) {
    const House house{{.rule = "MG402", .params = R"({"number": "singular"})"}};
    const auto offered = [](std::string_view rule, std::string_view name, const Policy& policy) {
        Sample sample{column("file_id", "uuid"), column("tag_id", "uuid")};
        sample.refer(0, "app.files");
        sample.refer(1, "app.tags");
        sample.primary_key({"file_id", "tag_id"});
        sample.table.name = name;
        return audited(rule, sample.table, policy).at(0).new_name;
    };
    BOOST_TEST(offered("table_snake_case", "userFile", default_policy()) == "user_files");
    BOOST_TEST(offered("table_snake_case", "userFile", house) == "user_file");
    const House unspelled{{.rule = "MG402", .params = R"({"number": "singular"})"},
                          {.rule = "MG401", .severity = "off"}};
    BOOST_TEST(offered("no_quoted_name", "user file", unspelled) == "user_file");
    BOOST_TEST(offered("junction_table_name", "labels", default_policy()) == "file_tags");
    BOOST_TEST(offered("junction_table_name", "labels", house) == "file_tag");
    const House own{{.rule = "MG402", .params = R"({"number": "singular"})"},
                    {.rule = "MG401", .params = R"({"number": "plural"})"}};
    BOOST_TEST(offered("table_snake_case", "userFile", own) == "user_files");
}

BOOST_AUTO_TEST_CASE(a_junction_that_is_named_wrong_is_told_once) {
    Sample sample{column("file_id", "uuid"), column("tag_id", "uuid")};
    sample.refer(0, "app.files");
    sample.refer(1, "app.tags");
    sample.primary_key({"file_id", "tag_id"});
    sample.table.name = "tagging";
    BOOST_TEST(findings_of(rule, sample).empty());
    sample.table.name = "file_tag";
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
