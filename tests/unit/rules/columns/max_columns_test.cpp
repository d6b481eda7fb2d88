#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(max_columns)

namespace {

constexpr std::string_view rule = "max_columns";

std::vector<Column> wide(std::size_t count) {
    return std::vector<Column>(count, column("name", "text"));
}

std::vector<Finding> found_of(Sample& sample, const Policy& policy = default_policy()) {
    sample.table.columns = sample.columns;
    return findings_of(rule, sample.table, policy);
}

}  // namespace

BOOST_AUTO_TEST_CASE(sixty_pass_and_one_more_does_not) {
    Sample sample{};
    sample.columns = wide(60);
    BOOST_TEST(found_of(sample).empty());
    sample.columns = wide(61);
    const auto found = found_of(sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has 61 columns, more than 60");
    BOOST_TEST(found[0].column == nullptr);
    BOOST_TEST(found[0].fix.empty());
}

// Else a table that is too wide could grow and nobody was told.
BOOST_AUTO_TEST_CASE(a_column_that_is_added_is_the_one_told_of) {
    Sample sample{};
    sample.columns = wide(62);
    sample.columns[61].added = true;
    const auto found = found_of(sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column == &sample.columns[61]);
    BOOST_TEST(found[0].message == "table app.files has 62 columns, more than 60");
}

BOOST_AUTO_TEST_CASE(a_child_is_asked_where_it_adds_some) {
    Sample sample{};
    sample.columns = wide(61);
    for (Column& one : sample.columns) one.inherited = true;
    BOOST_TEST(found_of(sample).empty());
    sample.columns[60].inherited = false;
    BOOST_TEST(found_of(sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(how_many_is_a_parameter) {
    const House house{{.rule = rule, .params = R"({"max": 2})"}};
    Sample sample{};
    sample.columns = wide(2);
    BOOST_TEST(found_of(sample, house).empty());
    sample.columns = wide(3);
    BOOST_TEST(found_of(sample, house).at(0).message == "table app.files has 3 columns, more than 2");
}

BOOST_AUTO_TEST_SUITE_END()
