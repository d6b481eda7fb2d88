#include "text/word_list.hpp"

#include <boost/test/unit_test.hpp>

namespace mana_guard {
namespace {

constexpr std::string_view fruits = R"(
pear apple
cherry  quince
)";
constexpr std::string_view none = " \n";

}  // namespace

BOOST_AUTO_TEST_SUITE(word_list)

BOOST_AUTO_TEST_CASE(a_list_is_split_at_blanks_and_line_ends) {
    static_assert(places<fruits>.size() == 4 && places<none>.empty());
    BOOST_TEST(places<fruits>.front().in(fruits) == "pear");
    BOOST_TEST(places<fruits>.back().in(fruits) == "quince");
    BOOST_TEST(sorted_places<fruits>.front().in(fruits) == "apple");
}

BOOST_AUTO_TEST_CASE(a_word_is_in_its_list_as_a_whole) {
    for (const std::string_view word : {"pear", "apple", "cherry", "quince"}) BOOST_TEST(is_in<fruits>(word));
    for (const std::string_view word : {"", "app", "apples", "pear apple", "zucchini"})
        BOOST_TEST(!is_in<fruits>(word));
    BOOST_TEST(!is_in<none>(""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mana_guard
