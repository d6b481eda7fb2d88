#include "rules/names/inflector.hpp"

#include <iterator>
#include <set>
#include <sstream>

#include "support.hpp"
#include "table_names.hpp"

using namespace mana_guard;
using namespace mana_guard::test;
using rules::GrammaticalNumber;

BOOST_AUTO_TEST_SUITE(inflector)

namespace {

std::vector<std::string> words_of(std::string_view list) {
    std::istringstream words{std::string(list)};
    return {std::istream_iterator<std::string>(words), {}};
}

struct Mended {
    std::string singular;
    std::string plural;
};

std::vector<Mended> pairs_of(std::string_view list) {
    std::vector<Mended> pairs;
    for (const std::string& word : words_of(list)) {
        const std::size_t slash = word.find('/');
        pairs.push_back({word.substr(0, slash), word.substr(slash + 1)});
    }
    return pairs;
}

}  // namespace

BOOST_AUTO_TEST_CASE(names_of_real_tables_in_order_are_not_singular) {
    const auto names = words_of(names_in_order);
    BOOST_TEST(std::set(names.begin(), names.end()).size() >= 500U);
    for (const std::string& name : names) {
        BOOST_TEST((rules::number_of_name(name) != GrammaticalNumber::Singular), name);
        BOOST_TEST(rules::plural_of_name(name) == name);
    }
}

BOOST_AUTO_TEST_CASE(singular_names_are_known_and_get_their_plural) {
    for (const auto& [singular, plural] : pairs_of(names_to_mend)) {
        BOOST_TEST((rules::number_of_name(singular) == GrammaticalNumber::Singular), singular);
        BOOST_TEST(rules::plural_of_name(singular) == plural);
        BOOST_TEST((rules::number_of_name(plural) == GrammaticalNumber::Plural), plural);
    }
}

BOOST_AUTO_TEST_CASE(a_plural_goes_back_to_its_singular) {
    for (const auto& [singular, plural] : pairs_of(names_to_mend)) {
        BOOST_TEST(rules::singular_of_name(plural) == singular);
        BOOST_TEST(rules::singular_of_name(singular) == singular);
    }
}

BOOST_AUTO_TEST_CASE(of_some_names_nothing_is_said) {
    for (const std::string& name : words_of(undecided_names)) {
        BOOST_TEST((rules::number_of_name(name) == GrammaticalNumber::Unknown), name);
        BOOST_TEST(rules::plural_of_name(name) == name);
        BOOST_TEST(rules::singular_of_name(name) == name);
    }
    BOOST_TEST((rules::number_of_name("") == GrammaticalNumber::Unknown));
}

BOOST_AUTO_TEST_CASE(a_preposition_ends_the_noun) {
    BOOST_TEST((rules::number_of_name("points_of_interest") == GrammaticalNumber::Plural));
    BOOST_TEST((rules::number_of_name("point_of_interest") == GrammaticalNumber::Singular));
    BOOST_TEST(rules::plural_of_name("point_of_interest") == "points_of_interest");
    BOOST_TEST(rules::plural_of_name("person_in_charge") == "people_in_charge");
    BOOST_TEST(rules::plural_of_name("old_point_of_interest") == "old_points_of_interest");
    BOOST_TEST(rules::singular_of_name("points_of_interest") == "point_of_interest");
    BOOST_TEST((rules::number_of_name("proof_of_work") == GrammaticalNumber::Unknown));
    BOOST_TEST((rules::number_of_name("opt_in_requests") == GrammaticalNumber::Plural));
}

BOOST_AUTO_TEST_CASE(a_verb_with_a_preposition_does_not) {
    BOOST_TEST(rules::plural_of_name("sign_in_attempt") == "sign_in_attempts");
    BOOST_TEST(rules::plural_of_name("user_opt_in_request") == "user_opt_in_requests");
    BOOST_TEST(rules::plural_of_name("of_interest") == "of_interests");
}

BOOST_AUTO_TEST_CASE(a_plural_of_which_more_is_said_is_left_alone) {
    for (const std::string_view name :
         {"users_pending_deactivation", "jobs_failed_over_limit", "orders_missing_invoice", "items_without_price"})
        BOOST_TEST((rules::number_of_name(name) != GrammaticalNumber::Singular), name);
    BOOST_TEST(rules::plural_of_name("user_pending_deactivation") == "user_pending_deactivations");
}

BOOST_AUTO_TEST_SUITE_END()
