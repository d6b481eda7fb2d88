#include "policy/packed_texts.hpp"

#include <array>
#include <boost/test/unit_test.hpp>
#include <string>

using namespace mana_guard;

BOOST_AUTO_TEST_SUITE(policy_packed_texts)

BOOST_AUTO_TEST_CASE(texts_of_any_length_come_back) {
    const std::array<std::string, 7> lengths = {std::string(1, 'a'),      std::string(127, 'b'), std::string(128, 'c'),
                                                std::string(253, 'd'),    std::string(254, 'e'), std::string(255, 'f'),
                                                std::string(100'000, 'g')};
    PackedTexts texts;
    std::array<const char*, 7> packed{};
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        const std::array<std::string_view, 3> row = {"before", lengths.at(i), "after"};
        packed.at(i) = texts.add(row);
    }
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        std::array<std::string_view, 3> row;
        PackedTexts::read(packed.at(i), row);
        BOOST_TEST(row[0] == "before");
        BOOST_TEST((row[1] == lengths.at(i)), i);
        BOOST_TEST(row[2] == "after");
    }
}

BOOST_AUTO_TEST_CASE(null_is_told_from_an_empty_text) {
    PackedTexts texts;
    const std::array<std::string_view, 4> row = {"", std::string_view(), "x", std::string_view()};
    const char* packed = texts.add(row);
    std::array<std::string_view, 4> read = {"old", "old", "old", "old"};
    PackedTexts::read(packed, read);
    BOOST_TEST((read[0].data() != nullptr && read[0].empty()));
    BOOST_TEST(read[1].data() == nullptr);
    BOOST_TEST(read[2] == "x");
    BOOST_TEST(read[3].data() == nullptr);
}

BOOST_AUTO_TEST_CASE(the_first_of_them_can_be_read_alone) {
    PackedTexts texts;
    const std::array<std::string_view, 3> row = {"one", "two", "three"};
    std::array<std::string_view, 2> read;
    PackedTexts::read(texts.add(row), read);
    BOOST_TEST(read[0] == "one");
    BOOST_TEST(read[1] == "two");
}

BOOST_AUTO_TEST_CASE(many_rows_stay_where_they_are) {
    PackedTexts texts;
    std::vector<const char*> packed;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = "row " + std::to_string(i);
        const std::array<std::string_view, 2> row = {text, text};
        packed.push_back(texts.add(row));
    }
    for (int i = 0; i < 20'000; ++i) {
        std::array<std::string_view, 2> row;
        PackedTexts::read(packed[static_cast<std::size_t>(i)], row);
        BOOST_REQUIRE((row[0] == "row " + std::to_string(i) && row[1] == row[0]));
    }
}

BOOST_AUTO_TEST_SUITE_END()
