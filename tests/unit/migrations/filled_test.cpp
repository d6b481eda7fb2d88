#include "migrations/filled.hpp"

#include <boost/test/unit_test.hpp>

using mana_guard::Filled;
using mana_guard::filled;

namespace {

std::optional<std::string> filled_value(std::string_view name) {
    if (name == "schema") return "application";
    if (name == "none") return "";
    if (name == "again") return "${schema}";
    return std::nullopt;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(filled_texts)

BOOST_AUTO_TEST_CASE(a_value_stands_for_its_placeholder) {
    BOOST_TEST(filled("a ${schema}.b ${none}c", "${", "}", filled_value).text == "a application.b c");
    BOOST_TEST(filled("a #(schema).b", "#(", ")", filled_value).text == "a application.b");
    BOOST_TEST(filled("", "${", "}", filled_value).text.empty());
}

BOOST_AUTO_TEST_CASE(a_value_is_not_searched) {
    BOOST_TEST(filled("${again}", "${", "}", filled_value).text == "${schema}");
}

BOOST_AUTO_TEST_CASE(what_has_no_value_stays_and_is_told) {
    const Filled result = filled("${schema} ${x y} ${open", "${", "}", filled_value);
    BOOST_TEST(result.text == "application ${x y} ${open");
    BOOST_TEST_REQUIRE(result.unknown.size() == 2U);
    BOOST_TEST(result.unknown[0].placeholder == "${x y}");
    BOOST_TEST(result.unknown[0].offset == 12U);
    BOOST_TEST(result.unknown[1].placeholder == "${open");
}

BOOST_AUTO_TEST_CASE(without_marks_nothing_is_filled_in) {
    BOOST_TEST(filled("${schema}", "", "", filled_value, "SET x; ").text == "SET x; ${schema}");
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_left_out) {
    const Filled result = filled(
        "\xEF\xBB\xBF"
        "a ${schema}",
        "${", "}", filled_value, "SET x;");
    BOOST_TEST(result.text == "SET x;a application");
    BOOST_TEST(result.offset_in_file(6) == 3U);
    BOOST_TEST(filled("\xEF\xBB\xBF"
                      "a",
                      "", "", filled_value)
                   .text == "a");
}

// Each byte that the file has is found where it was, and a value where its placeholder began.
BOOST_AUTO_TEST_CASE(the_way_back_to_the_file) {
    const std::string_view file = "a ${schema} b ${none}${schema}c ${x}";
    const Filled result = filled(file, "${", "}", filled_value, "SET x;\n");
    BOOST_TEST(result.offset_in_file(0) == 0U);
    BOOST_TEST(result.offset_in_file(3) == 0U);
    for (const std::string_view kept : {"a ", " b ", "c ", "${x}"})
        BOOST_TEST(result.offset_in_file(result.text.find(kept)) == file.find(kept));
    BOOST_TEST(result.offset_in_file(result.text.find("application") + 5) == file.find("${schema}"));
    BOOST_TEST(result.offset_in_file(result.text.rfind("application") + 1) == file.rfind("${schema}"));
    BOOST_TEST(result.offset_in_file(result.text.size()) == file.size());
}

BOOST_AUTO_TEST_SUITE_END()
