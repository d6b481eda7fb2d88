#include "policy/place_index.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <vector>

using namespace mana_guard;

BOOST_AUTO_TEST_SUITE(policy_place_index)

namespace {

using Numbers = std::vector<std::uint32_t>;

struct Place {
    Glob schema;
    Glob object;

    [[nodiscard]] bool holds_at(std::string_view schema_name, std::string_view object_name) const {
        return schema.matches(schema_name) && object.matches(object_name);
    }
};

// Rows of patterns, found by the index and by looking at each.
class Rows {
  public:
    void add(std::string_view schema, std::string_view object) {
        index_.add(schema, object, static_cast<std::uint32_t>(places_.size()));
        places_.push_back({Glob(schema), Glob(object)});
    }

    // The numbers that the index calls with.
    [[nodiscard]] Numbers candidates(std::string_view schema, std::string_view object) const {
        Numbers numbers;
        index_.each(schema, object, [&numbers](std::uint32_t number) { numbers.push_back(number); });
        std::ranges::sort(numbers);
        return numbers;
    }
    // Those of them that match.
    [[nodiscard]] Numbers found(std::string_view schema, std::string_view object) const {
        Numbers numbers = candidates(schema, object);
        std::erase_if(numbers, [&](std::uint32_t number) { return !places_[number].holds_at(schema, object); });
        return numbers;
    }
    [[nodiscard]] Numbers scanned(std::string_view schema, std::string_view object) const {
        Numbers numbers;
        for (std::uint32_t number = 0; number < places_.size(); ++number) {
            if (places_[number].holds_at(schema, object)) numbers.push_back(number);
        }
        return numbers;
    }

  private:
    std::vector<Place> places_;
    PlaceIndex index_;
};

// Texts of a few letters, so that names and patterns meet often.
class Texts {
  public:
    std::string name(std::size_t longest = 6) { return made("abé_", longest); }
    std::string pattern(std::size_t longest = 6) {
        const std::string text = made("abé_*?", longest);
        return text.empty() ? "*" : text;
    }
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

  private:
    // The two bytes of the é are one letter.
    std::string made(std::string_view letters, std::size_t longest) {
        std::string text;
        for (std::size_t left = below(longest + 1); left > 0; --left) {
            const char letter = letters[below(letters.size())];
            if (static_cast<unsigned char>(letter) < 0x80) {
                text += letter;
            } else {
                text += "é";
            }
        }
        return text;
    }

    std::mt19937 random_{20260101};
};

const Numbers none;

}  // namespace

BOOST_AUTO_TEST_CASE(an_empty_index_finds_nothing) {
    BOOST_TEST(Rows().candidates("app", "files") == none);
}

BOOST_AUTO_TEST_CASE(a_row_is_found_by_either_pattern) {
    Rows rows;
    rows.add("app", "files");
    rows.add("app", "*");
    rows.add("*", "files");
    rows.add("*", "*");
    rows.add("a*", "f*s");
    BOOST_TEST(rows.found("app", "files") == (Numbers{0, 1, 2, 3, 4}), boost::test_tools::per_element());
    BOOST_TEST(rows.found("app", "logs") == (Numbers{1, 3}), boost::test_tools::per_element());
    BOOST_TEST(rows.found("other", "files") == (Numbers{2, 3}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(rows_of_other_objects_are_not_even_candidates) {
    Rows rows;
    for (int i = 0; i < 1000; ++i) rows.add("*", "table_" + std::to_string(i));
    for (int i = 0; i < 1000; ++i) rows.add("schema_" + std::to_string(i), "*");
    BOOST_TEST(rows.candidates("app", "files") == none);
    BOOST_TEST(rows.candidates("schema_7", "files") == Numbers{1007}, boost::test_tools::per_element());
    BOOST_TEST(rows.candidates("app", "table_123") == Numbers{123}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_pattern_is_looked_up_by_what_it_begins_or_ends_with) {
    Rows rows;
    for (int i = 0; i < 1000; ++i) rows.add("*", "table_" + std::to_string(i) + "_*");
    for (int i = 0; i < 1000; ++i) rows.add("*", "*_" + std::to_string(i));
    for (int i = 0; i < 1000; ++i) rows.add("*_" + std::to_string(i), "*");
    BOOST_TEST(rows.candidates("app", "files") == none);
    BOOST_TEST(rows.candidates("app", "table_12_3") == (Numbers{12, 1003}), boost::test_tools::per_element());
    BOOST_TEST(rows.candidates("tenant_7", "files") == Numbers{2007}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_pattern_that_is_open_at_both_ends_is_a_candidate_everywhere) {
    Rows rows;
    rows.add("*", "*_log_*");
    rows.add("app", "*_log_*");
    BOOST_TEST(rows.candidates("app", "files") == (Numbers{0, 1}), boost::test_tools::per_element());
    BOOST_TEST(rows.candidates("other", "files") == Numbers{0}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_schema_itself_has_no_name_of_an_object) {
    Rows rows;
    rows.add("app", "*");
    rows.add("app", "files");
    rows.add("app", "?*");
    BOOST_TEST(rows.found("app", "") == Numbers{0}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_may_be_as_long_as_PostgreSQLs_and_longer) {
    const std::string longest(max_name_length, 'x');
    Rows rows;
    rows.add("*", longest);
    rows.add("*", longest + "*");
    rows.add(longest, "*");
    BOOST_TEST(rows.found("app", longest) == (Numbers{0, 1}), boost::test_tools::per_element());
    BOOST_TEST(rows.found("app", longest + "y") == Numbers{1}, boost::test_tools::per_element());
    BOOST_TEST(rows.found(longest, "files") == Numbers{2}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_text_of_any_length_is_found) {
    const std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    for (std::size_t length = 1; length < letters.size(); ++length) {
        const std::string_view first = letters.substr(0, length);
        const std::string_view last = letters.substr(letters.size() - length);
        Rows rows;
        rows.add("*", first);
        rows.add("*", std::string(first) + "*");
        rows.add("*", "?" + std::string(last));
        rows.add("*", std::string(first.substr(0, length / 2)) + "?" + std::string(first.substr(length / 2)));
        BOOST_TEST_CONTEXT(length) {
            BOOST_TEST(rows.found("app", first) == (Numbers{0, 1}), boost::test_tools::per_element());
            BOOST_TEST(rows.found("app", std::string(first) + "!") == rows.scanned("app", std::string(first) + "!"),
                       boost::test_tools::per_element());
            BOOST_TEST(rows.found("app", "!" + std::string(last)) == Numbers{2}, boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_row_that_is_added_after_a_look_up_is_found_too) {
    Rows rows;
    Numbers expected;
    for (std::uint32_t i = 0; i < 100; ++i) {
        rows.add("*", "files");
        rows.add("*", "table_" + std::to_string(i));
        expected.push_back(2 * i);
        BOOST_TEST(rows.candidates("app", "files") == expected, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(rows_for_one_text_come_in_their_order) {
    HashIndex index;
    const std::uint32_t hash = hash_of("files");
    for (std::uint32_t i = 0; i < 1000; ++i) index.add(i % 10 == 0 ? hash : hash_of(std::to_string(i)), i);
    Numbers numbers;
    index.each(hash, [&numbers](std::uint32_t number) { numbers.push_back(number); });
    BOOST_TEST(numbers.size() == 100U);
    BOOST_TEST(std::ranges::is_sorted(numbers));
}

BOOST_AUTO_TEST_CASE(each_row_comes_once) {
    Texts texts;
    Rows rows;
    for (int i = 0; i < 500; ++i) rows.add(texts.pattern(3), texts.pattern(3));
    for (int i = 0; i < 500; ++i) {
        const Numbers numbers = rows.candidates(texts.name(3), texts.name(3));
        BOOST_TEST((std::ranges::adjacent_find(numbers) == numbers.end()));
    }
}

BOOST_AUTO_TEST_CASE(it_finds_what_looking_at_every_row_finds) {
    Texts texts;
    std::size_t all = 0;
    for (int round = 0; round < 20; ++round) {
        Rows rows;
        for (int i = 0; i < 200; ++i) {
            // Now and then a name without a star.
            rows.add(texts.below(3) == 0 ? texts.name() : texts.pattern(),
                     texts.below(3) == 0 ? texts.name() : texts.pattern());
        }
        for (int i = 0; i < 300; ++i) {
            const std::string schema = texts.name();
            const std::string object = texts.name();
            const Numbers expected = rows.scanned(schema, object);
            all += expected.size();
            if (rows.found(schema, object) != expected) BOOST_ERROR("differs at \"" + schema + "\".\"" + object + "\"");
        }
    }
    // Enough of them meet.
    BOOST_TEST(all > 20'000U);
}

BOOST_AUTO_TEST_SUITE_END()
