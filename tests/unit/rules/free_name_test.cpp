#include <array>
#include <boost/test/unit_test.hpp>

#include "rules/free_name.hpp"

using namespace mana_guard::rules;

BOOST_AUTO_TEST_SUITE(free_name_suite)

BOOST_AUTO_TEST_CASE(a_name_goes_on_with_the_first_number_that_is_free) {
    BOOST_TEST(free_name({}, "files") == "files");
    constexpr std::array<std::string_view, 3> taken = {"files", "files_3", "files_2"};
    BOOST_TEST(free_name(taken, "files") == "files_4");
    BOOST_TEST(free_name(taken, "file") == "file");
}

BOOST_AUTO_TEST_CASE(it_is_cut_where_the_number_does_not_fit) {
    const std::string longest(63, 'a');
    const std::array<std::string_view, 1> taken = {longest};
    BOOST_TEST(free_name(taken, longest) == std::string(61, 'a') + "_2");
}

BOOST_AUTO_TEST_SUITE_END()
