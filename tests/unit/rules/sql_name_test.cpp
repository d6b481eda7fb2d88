#include "rules/sql_name.hpp"

#include <boost/test/unit_test.hpp>

using namespace mana_guard::rules;

BOOST_AUTO_TEST_SUITE(rules_sql_name)

BOOST_AUTO_TEST_CASE(reserved_words_are_known) {
    // The first and the last, the shortest and the longest, and some that begin and end alike.
    for (const std::string_view word :
         {"all", "with", "as", "do", "in", "is", "to", "current_timestamp", "user", "order", "or", "on", "only", "then",
          "table", "true", "isnull", "notnull", "null"}) {
        BOOST_TEST(is_reserved_word(word), word);
    }
}

BOOST_AUTO_TEST_CASE(names_like_them_are_not_reserved) {
    for (const std::string_view name : {"",
                                        "_",
                                        "a",
                                        "it",
                                        "id",
                                        "name",
                                        "user_id",
                                        "created_at",
                                        "User",
                                        "USER",
                                        "usor",
                                        "us3r",
                                        "user_",
                                        "_user",
                                        "users",
                                        "orders",
                                        "curreny_timestamp",
                                        "current_timestamps",
                                        "\"user\"",
                                        "\xC3\xA9t\xC3\xA9",
                                        "tables",
                                        "a_name_that_is_longer_than_any_of_these_words"}) {
        BOOST_TEST(!is_reserved_word(name), name);
    }
}

BOOST_AUTO_TEST_CASE(a_reserved_word_is_quoted) {
    BOOST_TEST(sql_name("user") == "\"user\"");
    BOOST_TEST(sql_name("users") == "users");
}

BOOST_AUTO_TEST_SUITE_END()
