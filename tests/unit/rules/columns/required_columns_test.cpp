#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(required_columns)

namespace {

constexpr std::string_view rule = "required_columns";

const Policy& house() {
    static const House policy{{.rule = rule, .severity = "error", .params = R"({"columns": [
        {"columns": ["tenant_id"], "types": ["uuid"], "not_null": true},
        {"columns": ["Source"], "types": ["text"], "not_null": true, "default": "'app'"}]})"}};
    return policy;
}

Column source() {
    Column made = column("Source", "text");
    made.quoted_name = "\"Source\"";
    made.default_kind = DefaultKind::Constant;
    made.default_value = "app";
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_is_required_by_default) {
    const House on{{.rule = rule, .severity = "error"}};
    const Sample sample{column("id", "uuid")};
    BOOST_TEST(findings_of(rule, sample.table, on).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_has_them_passes) {
    const Sample sample{column("tenant_id", "uuid"), source()};
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_found) {
    const Sample sample{column("tenant_id", "uuid")};
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has no column Source");
    BOOST_TEST(found[0].value == "Source");
    BOOST_TEST(found[0].definition == "\"Source\" text NOT NULL DEFAULT 'app'");
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files ADD COLUMN IF NOT EXISTS \"Source\" text NOT NULL DEFAULT 'app';");
}

BOOST_AUTO_TEST_CASE(without_a_value_for_the_rows_there_is_no_fix) {
    const Sample sample{source()};
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].definition == "tenant_id uuid NOT NULL");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(what_is_there_must_be_of_its_shape) {
    Sample sample{column("tenant_id", "bigint"), source()};
    sample.columns[0].not_null = false;
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].message == "column tenant_id of table app.files is bigint instead of uuid");
    BOOST_TEST(found[1].message == "column tenant_id of table app.files is nullable");
}

BOOST_AUTO_TEST_CASE(of_a_pattern_one_will_do) {
    const House one{{.rule = rule, .severity = "error", .params = R"({"columns": [{"columns": ["*_id"]}]})"}};
    const Sample with{column("tenant_id", "uuid")};
    BOOST_TEST(findings_of(rule, with.table, one).empty());
    const Sample without{column("id", "uuid")};
    const auto found = findings_of(rule, without.table, one);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has no column *_id");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_typed_table_gets_them_by_its_type) {
    const House one{
        {.rule = rule, .severity = "error", .params = R"({"columns": [{"columns": ["note"], "types": ["text"]}]})"}};
    Sample sample{column("id", "uuid")};
    sample.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, sample.table, one).at(0).fix ==
               "ALTER TYPE app.file ADD ATTRIBUTE note text CASCADE;");
    // What a type can't say.
    const std::string fix = findings_of(rule, sample.table, house()).at(1).fix;
    BOOST_TEST(fix.starts_with("ALTER TABLE app.files NOT OF; ALTER TABLE app.files ADD COLUMN "));
    BOOST_TEST(fix.ends_with(" CASCADE; ALTER TABLE app.files OF app.file;"));
}

BOOST_AUTO_TEST_SUITE_END()
