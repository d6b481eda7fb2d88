#include "text/glob.hpp"

#include <boost/test/unit_test.hpp>

using mana_guard::Glob;

BOOST_AUTO_TEST_SUITE(glob)

BOOST_AUTO_TEST_CASE(a_plain_name_matches_itself_alone) {
    const Glob files("files");
    BOOST_TEST(files.matches("files"));
    BOOST_TEST(!files.matches("file"));
    BOOST_TEST(!files.matches("files2"));
    BOOST_TEST(!files.matches("Files"));
    BOOST_TEST(!files.matches(""));
}

BOOST_AUTO_TEST_CASE(a_star_holds_any_text) {
    BOOST_TEST(Glob("*").matches(""));
    BOOST_TEST(Glob("*").matches("anything"));
    BOOST_TEST(Glob("log_*").matches("log_2026"));
    BOOST_TEST(Glob("log_*").matches("log_"));
    BOOST_TEST(!Glob("log_*").matches("log"));
    BOOST_TEST(Glob("*_id").matches("user_id"));
    BOOST_TEST(!Glob("*_id").matches("user_ids"));
    BOOST_TEST(Glob("a*b*c").matches("aXbYc"));
    BOOST_TEST(!Glob("a*b*c").matches("aXcYb"));
}

BOOST_AUTO_TEST_CASE(a_star_gives_back_what_the_rest_needs) {
    BOOST_TEST(Glob("*_by").matches("by_by_by"));
    BOOST_TEST(Glob("*aab").matches("aaaab"));
    BOOST_TEST(Glob("**a").matches("ba"));
    BOOST_TEST(!Glob("*a*a*a*a*a*a*a*a*b").matches(std::string(200, 'a')));
}

BOOST_AUTO_TEST_CASE(a_question_mark_is_one_character_of_any_length) {
    BOOST_TEST(Glob("t?").matches("t1"));
    BOOST_TEST(!Glob("t?").matches("t"));
    BOOST_TEST(!Glob("t?").matches("t12"));
    BOOST_TEST(Glob("?").matches("é"));
    BOOST_TEST(Glob("?").matches("😀"));
    BOOST_TEST(!Glob("??").matches("é"));
    BOOST_TEST(Glob("*?x").matches("éx"));
}

BOOST_AUTO_TEST_CASE(nothing_matches_an_empty_pattern_but_an_empty_name) {
    BOOST_TEST(Glob("").matches(""));
    BOOST_TEST(!Glob("").matches("a"));
}

BOOST_AUTO_TEST_CASE(a_dot_or_a_bracket_stands_for_itself) {
    BOOST_TEST(Glob("auth.users").matches("auth.users"));
    BOOST_TEST(!Glob("auth.users*").matches("authXusers"));
    BOOST_TEST(!Glob("[a]?").matches("ab"));
}

BOOST_AUTO_TEST_CASE(a_wildcard_is_seen_wherever_it_stands) {
    // Of these letters those are also nearest to the wildcards, and those whose highest bit is set.
    for (const std::string_view letters : {"a", ")", "+", ">", "@", "\xaa", "\xbf", "\x80", "\xff"}) {
        for (std::size_t length = 0; length <= 20; ++length) {
            std::string name;
            while (name.size() < length) name += letters;
            BOOST_TEST(!mana_guard::has_wildcard(name));
            for (std::size_t at = 0; at < length; ++at) {
                for (const char wildcard : {'*', '?'}) {
                    std::string pattern = name;
                    pattern[at] = wildcard;
                    BOOST_TEST(mana_guard::has_wildcard(pattern));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(it_tells_how_specific_it_is) {
    BOOST_TEST((Glob("*").kind() == Glob::Kind::Any));
    BOOST_TEST((Glob("a*").kind() == Glob::Kind::Pattern));
    BOOST_TEST((Glob("a?").kind() == Glob::Kind::Pattern));
    BOOST_TEST((Glob("a").kind() == Glob::Kind::Exact));
    BOOST_TEST(Glob("log_*_?").literal_length() == 5U);
    BOOST_TEST(Glob("*").literal_length() == 0U);
    BOOST_TEST(Glob("log_*").text() == "log_*");
}

BOOST_AUTO_TEST_SUITE_END()
