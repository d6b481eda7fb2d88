#include "text/characters.hpp"

#include <boost/test/unit_test.hpp>

#include "policy/params_reader.hpp"
#include "text/glob.hpp"

using namespace mana_guard;

BOOST_AUTO_TEST_SUITE(characters)

namespace {

int one_byte(const char* /*text*/) {
    return 1;
}

// EUC: characters of two bytes, each with its high bit set.
int euc_length(const char* text) {
    return (static_cast<unsigned char>(*text) & 0x80U) != 0 ? 2 : 1;
}

struct Encoding {
    explicit Encoding(CharacterLength length) { set_character_length(length); }
    Encoding(const Encoding&) = delete;
    Encoding& operator=(const Encoding&) = delete;
    Encoding(Encoding&&) = delete;
    Encoding& operator=(Encoding&&) = delete;
    ~Encoding() { set_character_length(nullptr); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_text_ends_between_two_characters) {
    BOOST_TEST(clipped("groß", 9) == "groß");
    BOOST_TEST(clipped("groß", 5) == "groß");
    BOOST_TEST(clipped("groß", 4) == "gro");
    BOOST_TEST(clipped("\U0001F600\U0001F600", 7) == "\U0001F600");
    BOOST_TEST(clipped("ß", 1).empty());
    BOOST_TEST(clipped("", 0).empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_utf8_is_cut_all_the_same) {
    BOOST_TEST(clipped("\xFF\xFE", 1).empty());
    BOOST_TEST(clipped("ab\x80\x80", 3) == "ab\x80");
    BOOST_TEST(character_length("\xC3") == 1U);
}

BOOST_AUTO_TEST_CASE(in_the_encoding_of_the_database) {
    {
        const Encoding latin1(one_byte);
        BOOST_TEST(clipped("gr\xF6\xDF"
                           "e",
                           3) == "gr\xF6");
        BOOST_TEST(
            Glob("gr??e").matches("gr\xF6\xDF"
                                  "e"));
    }
    const Encoding euc(euc_length);
    BOOST_TEST(clipped("a\xC6\xFC\xCB\xDC", 4) == "a\xC6\xFC");
    BOOST_TEST(Glob("a??").matches("a\xC6\xFC\xCB\xDC"));
    BOOST_TEST(!Glob("a????").matches("a\xC6\xFC\xCB\xDC"));
}

BOOST_AUTO_TEST_CASE(json_holds_the_bytes_of_any) {
    for (const std::string_view name : {"gr\xF6\xDF"
                                        "e",
                                        "\xC6\xFC\xCB\xDC", "größe", "\xFF\x80\xC3", "\"\\\t"}) {
        const auto params = read_params("{\"columns\": [" + json_string(name) + "]}");
        BOOST_REQUIRE((params && params->size() == 1));
        BOOST_TEST(params->front().names.front() == name);
        BOOST_TEST(params->front().json == "[" + json_string(name) + "]");
        BOOST_TEST(read_params("{" + json_string(name) + ": 1}")->front().name == name);
    }
    BOOST_TEST(json_string("gr\xF6\xDF"
                           "e") ==
               "\"gr\xF6\xDF"
               "e\"");
}

BOOST_AUTO_TEST_SUITE_END()
