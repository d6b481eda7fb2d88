#include "rules/renaming.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace mana_guard::rules;

BOOST_AUTO_TEST_SUITE(rules_renaming)

namespace {

std::string after(std::string_view sql) {
    const std::vector<Renaming> names = {
        {"\"userId\"", "user_id"}, {"lower", "\"Lower\""}, {"public.files", "app.files"}};
    return renamed(sql, names);
}

}  // namespace

BOOST_AUTO_TEST_CASE(columns_are_renamed_wherever_they_stand) {
    BOOST_TEST(after("CHECK ((\"userId\" > 0) AND (lower < 1))") == "CHECK ((user_id > 0) AND (\"Lower\" < 1))");
    BOOST_TEST(after("ON public.files USING btree (\"userId\")") == "ON app.files USING btree (user_id)");
    BOOST_TEST(after("") == "");
}

BOOST_AUTO_TEST_CASE(texts_are_not) {
    BOOST_TEST(after("CHECK (name <> '\"userId\" lower ''lower')") == "CHECK (name <> '\"userId\" lower ''lower')");
    BOOST_TEST(after("E'\\'lower', lower") == "E'\\'lower', \"Lower\"");
    BOOST_TEST(after("'lower") == "'lower");
}

BOOST_AUTO_TEST_CASE(nor_longer_names) {
    BOOST_TEST(after("lower_bound, a.lower, \"a\"\"lower\", \"lower") ==
               "lower_bound, a.lower, \"a\"\"lower\", \"lower");
}

BOOST_AUTO_TEST_CASE(nor_functions_and_types) {
    BOOST_TEST(after("lower(lower)::lower") == "lower(\"Lower\")::lower");
}

BOOST_AUTO_TEST_CASE(nor_the_columns_of_another_table) {
    BOOST_TEST(after("FOREIGN KEY (lower) REFERENCES app.users(lower), lower") ==
               "FOREIGN KEY (\"Lower\") REFERENCES app.users(lower), \"Lower\"");
    BOOST_TEST(after("REFERENCES public.files(lower)") == "REFERENCES app.files(\"Lower\")");
    BOOST_TEST(after("REFERENCES app.users, lower") == "REFERENCES app.users, \"Lower\"");
}

BOOST_AUTO_TEST_SUITE_END()
