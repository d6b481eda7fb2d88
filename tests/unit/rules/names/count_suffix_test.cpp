#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(count_suffix)

namespace {

constexpr std::string_view rule = "count_suffix";

std::string fix_of(std::string_view name) {
    const Sample sample{column(name, "integer")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0].fix;
}

}  // namespace

BOOST_AUTO_TEST_CASE(suffixed_names_and_other_types_pass) {
    const Sample sample{
        column("download_count", "integer"), column("num_retry_count", "bigint"), column("num_plate", "text"),
        column("number", "integer"),         column("count", "integer"),          column("downloads", "integer"),
        column("num_plan_id", "integer"),    column("count_type", "smallint"),    column("n_weight", "numeric")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(another_name_is_found_with_its_fix) {
    const Sample sample{column("num_downloads", "integer")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "count column num_downloads of table app.files does not end in _count");
    BOOST_TEST(found[0].value == "num_downloads");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN num_downloads TO download_count;");
    BOOST_TEST(found[0].definition == "download_count integer NOT NULL");
    BOOST_TEST(found[0].caution.starts_with("MG703"));
}

BOOST_AUTO_TEST_CASE(each_form_has_its_fix) {
    BOOST_TEST(fix_of("number_of_entries") == "ALTER TABLE app.files RENAME COLUMN number_of_entries TO entry_count;");
    BOOST_TEST(fix_of("n_items") == "ALTER TABLE app.files RENAME COLUMN n_items TO item_count;");
    BOOST_TEST(fix_of("count_views") == "ALTER TABLE app.files RENAME COLUMN count_views TO view_count;");
    BOOST_TEST(fix_of("view_cnt") == "ALTER TABLE app.files RENAME COLUMN view_cnt TO view_count;");
}

BOOST_AUTO_TEST_CASE(integers_of_all_sizes_and_domains_count) {
    Sample sample{column("num_a", "smallint"), column("num_b", "bigint"),
                  column("num_c", Type{"app.amount", "integer", "integer", {}})};
    BOOST_TEST(findings_of(rule, sample).size() == 3U);
    for (Column& each : sample.columns) each.inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_house_has_forms_of_its_own) {
    const House house{{.rule = "MG408", .params = R"({"suffix": ["_total", "_count"], "columns": ["*_qty"]})"}};
    const Sample sample{column("item_qty", "integer"), column("num_items", "integer")};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "count column item_qty of table app.files does not end in _total or _count");
}

BOOST_AUTO_TEST_SUITE_END()
