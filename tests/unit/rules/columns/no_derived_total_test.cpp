#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_derived_total)

namespace {

constexpr std::string_view rule = "no_derived_total";

}  // namespace

BOOST_AUTO_TEST_CASE(other_columns_pass) {
    const Sample sample{column("download_count", "integer"), column("subtotal", "numeric"), column("total", "numeric")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_stored_total_is_found_and_nothing_offered_that_loses_it) {
    const auto found = findings_of(rule, Sample{column("total_files", "integer")});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column total_files of table app.files stores a total, which goes stale");
    BOOST_TEST(found[0].value == "total_files");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].definition.empty());
    BOOST_CHECK(found[0].told == Severity::Log);
}

BOOST_AUTO_TEST_CASE(totals_are_of_numbers) {
    for (const std::string_view number :
         {"smallint", "bigint", "numeric", "real", "double precision", "money", "interval"}) {
        BOOST_TEST(findings_of(rule, Sample{column("total_size", number)}).size() == 1U, number);
    }
    for (const std::string_view other : {"text", "jsonb", "boolean", "uuid", "timestamp with time zone"}) {
        BOOST_TEST(findings_of(rule, Sample{column("total_recall", other)}).empty(), other);
    }
    BOOST_TEST(findings_of(rule, Sample{column("total_size", Type{"app.bytes", "bigint", "bigint", "int8"})}).size() ==
               1U);
    BOOST_TEST(
        findings_of(rule, Sample{column("total_sizes", Type{"bigint[]", "bigint[]", "bigint", "int8"})}).empty());
}

BOOST_AUTO_TEST_CASE(what_postgresql_calculates_does_not_go_stale) {
    Sample sample{column("total_price", "numeric")};
    sample.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_the_parents_matter) {
    Sample sample{column("total_price", "numeric")};
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(its_columns_are_a_parameter) {
    const Sample sample{column("total_price", "numeric"), column("price_sum", "numeric")};
    const House house{{.rule = rule, .params = R"({"columns": ["*_sum"]})"}};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "price_sum");
}

BOOST_AUTO_TEST_SUITE_END()
