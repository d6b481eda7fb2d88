#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_cross_schema_fk)

namespace {

constexpr std::string_view rule = "no_cross_schema_fk";

const Policy& house() {
    static const House policy{{.rule = "MG108", .severity = "error"}};
    return policy;
}

// app.files with a foreign key to the target.
struct Referring : Sample {
    explicit Referring(std::string_view target) : Sample{column("folder_id", "uuid"), column("part", "text")} {
        refer(0, target);
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    BOOST_TEST(findings_of(rule, Referring("drive.folders")).empty());
}

BOOST_AUTO_TEST_CASE(a_key_within_the_schema_passes) {
    BOOST_TEST(findings_of(rule, Referring("app.folders").table, house()).empty());
}

BOOST_AUTO_TEST_CASE(a_key_to_the_users_passes) {
    BOOST_TEST(findings_of(rule, Referring("auth.users").table, house()).empty());
}

BOOST_AUTO_TEST_CASE(a_key_to_another_schema_is_found_with_its_fix) {
    const Referring sample("drive.folders");
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "foreign key files_fkey of table app.files refers to drive.folders in another schema");
    BOOST_TEST(found[0].part == "files_fkey");
    BOOST_TEST(found[0].value == "drive.folders");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files DROP CONSTRAINT files_fkey;");
    BOOST_TEST(found[0].definition == "folder_id uuid NOT NULL");
}

BOOST_AUTO_TEST_CASE(a_key_of_several_columns_is_found_once) {
    Sample sample{column("folder_id", "uuid"), column("part", "text")};
    sample.refer({0, 1}, "drive.parts");
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].definition == "");
}

BOOST_AUTO_TEST_CASE(what_a_partition_has_of_its_parent_is_the_parents_matter) {
    Sample sample{column("folder_id", "uuid")};
    sample.table.is_partition = true;
    ForeignKey& key = sample.refer(0, "drive.folders");
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
    key.is_inherited = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_CASE(a_target_is_allowed_by_its_schema_or_as_a_table) {
    const House by_schema{
        {.rule = "MG108", .severity = "error", .params = R"({"allowed_targets": ["drive", "shared_*"]})"}};
    const House by_table{{.rule = "MG108", .severity = "error", .params = R"({"allowed_targets": ["drive.folders"]})"}};
    BOOST_TEST(findings_of(rule, Referring("drive.folders").table, by_schema).empty());
    BOOST_TEST(findings_of(rule, Referring("shared_things.folders").table, by_schema).empty());
    BOOST_TEST(findings_of(rule, Referring("auth.users").table, by_schema).size() == 1U);
    BOOST_TEST(findings_of(rule, Referring("drive.folders").table, by_table).empty());
    BOOST_TEST(findings_of(rule, Referring("drive.parts").table, by_table).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
