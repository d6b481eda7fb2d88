#include "policy/selector.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy_selector)

namespace {

bool selects(std::string_view text, std::string_view rule) {
    return Selector(text).selects(*rule_named(rule));
}

void is_refused(std::string_view text, std::string_view hint) {
    BOOST_CHECK_EXCEPTION(Selector{text}, PolicyError, [&](const PolicyError& error) {
        BOOST_TEST(error.what() == "rule \"" + std::string(text) + "\" does not exist");
        BOOST_TEST(error.hint() == hint);
        return true;
    });
}

constexpr std::string_view where_to_look = "SELECT code, name FROM mana_guard.rules lists the rules.";

}  // namespace

BOOST_AUTO_TEST_CASE(a_name_and_a_code_select_one_rule) {
    for (const std::string_view text : {"user_id_text", "MG201"}) {
        for (const Rule* rule : catalog()) {
            BOOST_TEST(selects(text, rule->name) == (rule->name == "user_id_text"), rule->name);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_category_selects_its_rules) {
    for (const Rule* rule : catalog()) {
        BOOST_TEST(selects("columns", rule->name) == (rule->category == Category::Columns), rule->name);
    }
}

BOOST_AUTO_TEST_CASE(a_pattern_selects_by_name) {
    BOOST_TEST(selects("user_*", "user_id_text"));
    BOOST_TEST(selects("user_*", "user_reference_text"));
    BOOST_TEST(!selects("user_*", "timestamp_shape"));
    BOOST_TEST(selects("timestamp_shap?", "timestamp_shape"));
}

BOOST_AUTO_TEST_CASE(a_star_selects_all) {
    for (const Rule* rule : catalog()) BOOST_TEST(selects("*", rule->name), rule->name);
}

BOOST_AUTO_TEST_CASE(its_text_names_a_rule_by_its_name) {
    BOOST_TEST(Selector("MG201").text() == "user_id_text");
    BOOST_TEST(Selector("user_id_text").text() == "user_id_text");
    BOOST_TEST(Selector("user_*").text() == "user_*");
    BOOST_TEST(Selector("types").text() == "types");
    BOOST_TEST(Selector("*").text() == "*");
}

BOOST_AUTO_TEST_CASE(a_name_ranks_before_a_pattern_a_category_and_all) {
    const auto rank = [](std::string_view text) { return Selector(text).rank(); };
    BOOST_TEST((rank("user_id_text") > rank("user_id_tex*")));
    BOOST_TEST((rank("MG201") > rank("user_id_tex*")));
    BOOST_TEST((rank("user_id*") > rank("user_*")));
    BOOST_TEST((rank("u*") > rank("types")));
    BOOST_TEST((rank("**") > rank("types")));
    BOOST_TEST((rank("types") > rank("*")));
}

BOOST_AUTO_TEST_CASE(what_selects_nothing_is_refused_with_the_nearest_name) {
    is_refused("user_id_tex", "Perhaps you mean \"user_id_text\". " + std::string(where_to_look));
    is_refused("MG2", where_to_look);
    is_refused("", where_to_look);
    is_refused("nothing_*", where_to_look);
    is_refused("Types", where_to_look);
    // A pattern is one of names, not of codes.
    is_refused("MG2*", where_to_look);
}

BOOST_AUTO_TEST_SUITE_END()
