#define BOOST_TEST_MODULE mana_guard
#include <boost/test/unit_test.hpp>
