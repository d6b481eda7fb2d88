#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(fk_required)

namespace {

constexpr std::string_view rule = "fk_required";

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Sample sample{uuid_id(), column("folder_id", "uuid")};
    BOOST_TEST(findings_of(rule, sample).empty());
    BOOST_TEST(audited(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_column_without_a_foreign_key_is_found) {
    const Sample sample{uuid_id(), column("folder_id", "uuid")};
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "folder_id");
    BOOST_TEST(found[0].message ==
               "column folder_id of table app.files is named like a reference but has no foreign key");
    BOOST_TEST(found[0].value == "folder_id");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "-- folder_id uuid REFERENCES ..., or a name that promises no reference");
}

BOOST_AUTO_TEST_CASE(a_foreign_key_clears_it_also_one_of_several_columns) {
    Sample sample{uuid_id(), column("folder_id", "uuid"), column("tenant_id", "uuid")};
    sample.refer(1, "app.folders");
    BOOST_TEST(audited(rule, sample).size() == 1U);
    Sample both{uuid_id(), column("folder_id", "uuid"), column("tenant_id", "uuid")};
    both.refer({2, 1}, "app.folders");
    BOOST_TEST(audited(rule, both).empty());
}

BOOST_AUTO_TEST_CASE(what_can_have_none_passes) {
    const Sample arrays{uuid_id(), column("folder_id", Type{"uuid[]", "uuid[]", "uuid", {}})};
    BOOST_TEST(audited(rule, arrays).empty());
    const Sample polymorphic{uuid_id(), column("owner_id", "uuid"), column("owner_type", "text")};
    BOOST_TEST(audited(rule, polymorphic).empty());
    Sample own{column("file_id", "uuid"), column("name", "text")};
    own.primary_key({"file_id"});
    BOOST_TEST(audited(rule, own).empty());
    // Of a key of several columns each may refer.
    Sample pair{column("file_id", "uuid"), column("tag_id", "uuid")};
    pair.primary_key({"file_id", "tag_id"});
    BOOST_TEST(audited(rule, pair).size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_house_says_which_names) {
    const Sample sample{uuid_id(), column("trace_id", "text"), column("folder", "uuid")};
    const House house{
        {.rule = rule, .severity = "error", .params = R"({"columns": ["*_id", "folder"], "ignore": ["trace_id"]})"}};
    const auto found = audited(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "folder");
}

BOOST_AUTO_TEST_SUITE_END()
