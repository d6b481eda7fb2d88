#include "migrations/place.hpp"

#include <boost/test/unit_test.hpp>

using mana_guard::Lines;
using mana_guard::Place;

BOOST_AUTO_TEST_SUITE(place)

BOOST_AUTO_TEST_CASE(lines_and_columns_count_from_one) {
    const Lines lines("ab\ncd\n");
    BOOST_TEST(lines.at(0).line == 1U);
    BOOST_TEST(lines.at(0).column == 1U);
    BOOST_TEST(lines.at(4).line == 2U);
    BOOST_TEST(lines.at(4).column == 2U);
    BOOST_TEST(lines.count() == 3U);
}

BOOST_AUTO_TEST_CASE(columns_count_code_points) {
    const Lines lines("\xC3\xA9\xE2\x82\xAC x");
    BOOST_TEST(lines.at(6).column == 4U);
    BOOST_TEST(mana_guard::offset_of_code_point("\xC3\xA9\xE2\x82\xAC x", 3) == 5U);
}

BOOST_AUTO_TEST_CASE(a_place_beyond_the_text_is_its_end) {
    const Lines lines("ab");
    BOOST_TEST(lines.at(100).column == 3U);
    BOOST_TEST(mana_guard::offset_of_code_point("ab", 9) == 2U);
}

BOOST_AUTO_TEST_CASE(a_line_comes_without_its_end) {
    const Lines lines("ab\r\ncd");
    BOOST_TEST(lines.line(1) == "ab");
    BOOST_TEST(lines.line(2) == "cd");
    BOOST_TEST(lines.line(0).empty());
    BOOST_TEST(lines.line(3).empty());
}

BOOST_AUTO_TEST_SUITE_END()
