#include "text/nearest.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using mana_guard::nearest;

BOOST_AUTO_TEST_SUITE(nearest_name)

namespace {

const std::vector<std::string_view> names = {"user_id_text", "user_reference_text", "require_timestamps"};

}  // namespace

BOOST_AUTO_TEST_CASE(a_slip_finds_the_name) {
    BOOST_TEST(nearest("user_id_tex", names) == "user_id_text");
    BOOST_TEST(nearest("user_id_txet", names) == "user_id_text");
    BOOST_TEST(nearest("userid_text", names) == "user_id_text");
    BOOST_TEST(nearest("require_timestamp", names) == "require_timestamps");
}

BOOST_AUTO_TEST_CASE(a_name_is_nearest_to_itself) {
    BOOST_TEST(nearest("user_reference_text", names) == "user_reference_text");
}

BOOST_AUTO_TEST_CASE(the_nearer_of_two_wins_and_the_first_of_equals) {
    BOOST_TEST(nearest("columns", {"column", "columns_of", "colums"}) == "column");
    BOOST_TEST(nearest("schemax", {"schema_x", "schemas"}) == "schema_x");
    BOOST_TEST(nearest("abcdef", {"abcxxf", "abcdxf"}) == "abcdxf");
}

BOOST_AUTO_TEST_CASE(what_differs_by_more_than_a_third_is_another_name) {
    BOOST_TEST(nearest("abcdef", {"abcdxx"}) == "abcdxx");
    BOOST_TEST(nearest("abcdef", {"abcxxx"}).empty());
    BOOST_TEST(nearest("", names).empty());
    BOOST_TEST(nearest("abc", {}).empty());
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_name_costs_nothing) {
    const std::string essay(101, 'a');
    BOOST_TEST(nearest(essay, {essay}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
