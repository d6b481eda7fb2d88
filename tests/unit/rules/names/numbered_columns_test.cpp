#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(numbered_columns)

namespace {

constexpr std::string_view rule = "numbered_columns";

std::vector<Finding> found_in(std::initializer_list<Column> columns) {
    static const House house{{.rule = rule, .severity = "error"}};
    static Sample sample{};
    sample.columns = columns;
    sample.table.columns = sample.columns;
    return findings_of(rule, sample.table, house);
}

Column text(std::string_view name) {
    return column(name, "text");
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off) {
    BOOST_TEST(findings_of(rule, Sample{text("phone1"), text("phone2")}).empty());
}

BOOST_AUTO_TEST_CASE(the_second_repeats_the_first) {
    const auto found = found_in({text("phone1"), text("phone2")});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column phone2 of table app.files repeats phone1");
    BOOST_TEST(found[0].value == "phone2");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(whichever_comes_first_and_however_they_are_spelled) {
    BOOST_TEST(found_in({text("phone_2"), text("phone_1")}).size() == 1U);
    BOOST_TEST(found_in({text("phone_0"), text("phone_1")}).size() == 1U);
    BOOST_TEST(found_in({text("phone"), text("phone2")}).size() == 1U);
    BOOST_TEST(found_in({text("phone"), text("phone_2")}).size() == 1U);
    BOOST_TEST(found_in({text("phone01"), text("phone02")}).size() == 1U);
    BOOST_TEST(found_in({text("sales_2019"), text("sales_2020"), text("sales_2021")}).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_number_alone_repeats_nothing) {
    BOOST_TEST(found_in({text("address2"), text("sha1"), text("sha256"), text("ipv4"), text("ipv6")}).empty());
    BOOST_TEST(found_in({text("p95"), text("p99"), text("md5"), text("base"), text("base64")}).empty());
    BOOST_TEST(found_in({text("phone1"), text("fax2"), text("1"), text("2")}).empty());
    BOOST_TEST(found_in({text("phone"), text("phone1")}).empty());
}

BOOST_AUTO_TEST_CASE(columns_of_two_types_are_two_things) {
    BOOST_TEST(found_in({text("line1"), column("line2", "integer")}).empty());
}

BOOST_AUTO_TEST_CASE(a_number_that_is_too_long_is_none) {
    BOOST_TEST(found_in({text("n99999999999999999999"), text("n99999999999999999998")}).empty());
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_the_parents_matter) {
    Column second = text("phone2");
    second.inherited = true;
    BOOST_TEST(found_in({text("phone1"), second}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
