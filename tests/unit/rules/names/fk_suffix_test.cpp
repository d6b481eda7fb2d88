#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(fk_suffix)

namespace {

constexpr std::string_view rule = "fk_suffix";

// What is found of a column that refers to a column of app.folders.
std::vector<Finding> findings_of_key(std::string_view name, std::string_view target = "id",
                                     const Policy& policy = default_policy()) {
    Sample sample{column(name, "uuid")};
    const std::vector<std::string_view> targets{target};
    sample.refer(0, "app.folders").target_columns = targets;
    return findings_of(rule, sample.table, policy);
}

}  // namespace

BOOST_AUTO_TEST_CASE(suffixed_names_pass) {
    for (const std::string_view name : {"folder_id", "folderId", "created_by", "id"})
        BOOST_TEST(findings_of_key(name).empty(), name);
    BOOST_TEST(findings_of(rule, Sample{column("folder", "uuid")}).empty());
}

BOOST_AUTO_TEST_CASE(so_does_the_name_of_another_column_that_is_referred_to) {
    BOOST_TEST(findings_of_key("country_code", "code").empty());
    BOOST_TEST(findings_of_key("code", "code").empty());
    const auto found = findings_of_key("currency", "code");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN currency TO currency_code;");
}

BOOST_AUTO_TEST_CASE(another_name_is_found_with_its_fix) {
    const auto found = findings_of_key("folder");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "foreign key column folder of table app.files does not end in _id");
    BOOST_TEST(found[0].value == "folder");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN folder TO folder_id;");
    BOOST_TEST(found[0].definition == "folder_id uuid NOT NULL");
    BOOST_TEST(found[0].caution.starts_with("MG703"));
    BOOST_TEST(findings_of_key("folderid").at(0).fix == "ALTER TABLE app.files RENAME COLUMN folderid TO folder_id;");
    BOOST_TEST(findings_of_key("bid").at(0).fix == "ALTER TABLE app.files RENAME COLUMN bid TO bid_id;");
    BOOST_TEST(findings_of_key("folder_uuid").at(0).fix ==
               "ALTER TABLE app.files RENAME COLUMN folder_uuid TO folder_id;");
}

BOOST_AUTO_TEST_CASE(two_keys_over_a_column_are_one_finding_and_one_over_two_columns_none) {
    Sample sample{column("folder", "uuid"), column("owner", "text")};
    sample.refer({0, 1}, "app.folders");
    BOOST_TEST(findings_of(rule, sample).empty());
    sample.refer(0, "app.folders");
    sample.refer(0, "app.places");
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_house_has_suffixes_and_columns_of_its_own) {
    const House suffixes{{.rule = "MG407", .params = R"({"suffixes": ["_ref", "_id"]})"}};
    BOOST_TEST(findings_of_key("folder_ref", "id", suffixes).empty());
    BOOST_TEST(findings_of_key("folder", "id", suffixes).at(0).fix ==
               "ALTER TABLE app.files RENAME COLUMN folder TO folder_ref;");
    const House columns{{.rule = "MG407", .params = R"({"columns": ["parent"]})"}};
    BOOST_TEST(findings_of_key("parent", "id", columns).empty());
    BOOST_TEST(findings_of_key("created_by", "id", columns).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
