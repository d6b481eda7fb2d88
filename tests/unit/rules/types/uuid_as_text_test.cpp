#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(uuid_as_text)

namespace {

constexpr std::string_view rule = "uuid_as_text";
const House house{{.rule = rule, .severity = "warn"}};

std::vector<Finding> found_in(const Sample& sample) {
    return findings_of(rule, sample.table, house);
}

Column made(std::string_view name) {
    Column filled = column(name, "text");
    filled.default_kind = DefaultKind::Uuid;
    filled.default_value = "app.\"{v7}\"()";
    return filled;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_policy_says_otherwise) {
    BOOST_TEST((setting_of(default_policy(), rule).severity == Severity::Off));
}

BOOST_AUTO_TEST_CASE(uuids_and_texts_pass) {
    const Sample sample{column("id", "uuid"), column("device_uuid", "uuid"), column("name", "text"),
                        column("uuid", "text")};
    BOOST_TEST(found_in(sample).empty());
}

BOOST_AUTO_TEST_CASE(one_that_is_named_so_is_found_with_its_fix) {
    for (const std::string_view type : {"text", "character varying", "character"}) {
        BOOST_TEST(found_in(Sample{column("device_guid", type)}).size() == 1U, type);
    }
    const Sample sample{column("device_uuid", "text")};
    const auto found = found_in(sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column device_uuid of table app.files looks like a uuid but is text");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN device_uuid TYPE uuid USING device_uuid::uuid;");
    BOOST_TEST(found[0].caution.starts_with("MG609"));
    BOOST_TEST(found[0].definition == "device_uuid uuid NOT NULL");
    BOOST_TEST(found[0].value == "text");
}

BOOST_AUTO_TEST_CASE(one_that_is_filled_with_uuids_keeps_its_default) {
    const Sample sample{made("id")};
    const auto found = found_in(sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column id of table app.files is text but its default generates uuids");
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id TYPE uuid USING id::uuid, "
               "ALTER COLUMN id SET DEFAULT app.\"{v7}\"();");
    BOOST_TEST(found[0].definition == "id uuid NOT NULL DEFAULT app.\"{v7}\"()");
}

BOOST_AUTO_TEST_CASE(a_default_that_is_no_uuid_leaves_no_fix) {
    Sample sample{column("device_uuid", "text")};
    sample.columns[0].default_kind = DefaultKind::Constant;
    BOOST_TEST(found_in(sample).at(0).fix.empty());
    sample.columns[0].default_kind = DefaultKind::Uuid;
    BOOST_TEST(found_in(sample).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(a_user_id_is_text) {
    for (const std::string_view name : {"user_id", "last_user_id", "made_by", "owner_id", "author_id"}) {
        BOOST_TEST(found_in(Sample{made(name)}).empty(), name);
    }
    const House strict{{.rule = rule, .severity = "warn", .params = R"({"user_columns": [], "columns": ["key"]})"}};
    const Sample sample{made("user_id"), column("key", "text"), column("device_uuid", "text")};
    BOOST_TEST(findings_of(rule, sample.table, strict).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_foreign_key_is_as_its_target_and_a_parents_column_the_parents) {
    Sample refers{made("device_uuid")};
    refers.refer(0, "app.devices");
    BOOST_TEST(found_in(refers).empty());
    Sample child{made("device_uuid")};
    child.columns[0].inherited = true;
    BOOST_TEST(found_in(child).empty());
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements_and_a_domain_has_no_fix) {
    const Sample array{column("all_uuid", Type{"text[]", "text[]", "text", {}})};
    BOOST_TEST(found_in(array).at(0).fix ==
               "ALTER TABLE app.files ALTER COLUMN all_uuid TYPE uuid[] USING all_uuid::uuid[];");
    const Sample domain{column("device_uuid", Type{"app.label", "text", "text", {}})};
    BOOST_TEST(found_in(domain).at(0).fix.empty());
}

BOOST_AUTO_TEST_SUITE_END()
