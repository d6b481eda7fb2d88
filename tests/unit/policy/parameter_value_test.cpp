#include "policy/parameter_value.hpp"

#include <fmt/core.h>

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <limits>

#include "policy/error.hpp"

using namespace mana_guard;

BOOST_AUTO_TEST_SUITE(parameter_value)

namespace {

constexpr Parameter most = number("most", "", 3);
constexpr Parameter key = signed_number("key", "", 3);
constexpr Parameter is_strict = flag("strict", "", false);
constexpr Parameter column = text("column", "", "\"updated_at\"");
constexpr Parameter max_used = share("max_used", "", "0.7");
constexpr Parameter wait = duration("wait", "", "\"7 days\"");
constexpr Parameter columns = shapes("columns", "");
constexpr Parameter types = replacements("types", "");

std::shared_ptr<const Value> parsed(const Parameter& parameter, std::string_view json) {
    const auto params = read_params(fmt::format("{{\"{}\": {}}}", parameter.name, json));
    BOOST_REQUIRE((params && params->size() == 1));
    return parse_value(params->front(), parameter);
}

void refuses(const Parameter& parameter, std::initializer_list<std::string_view> values, std::string_view what,
             std::string_view hint) {
    for (const std::string_view json : values) {
        BOOST_CHECK_EXCEPTION(parsed(parameter, json), PolicyError, [&](const PolicyError& error) {
            BOOST_TEST(error.what() == fmt::format("parameter \"{}\" is {}, not {}", parameter.name, json, what));
            BOOST_TEST(error.hint() == hint);
            return true;
        });
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_number_is_below_zero_where_that_makes_sense) {
    BOOST_TEST(parsed(most, "0")->number == 0);
    BOOST_TEST(parsed(key, "-9223372036854775808")->number == std::numeric_limits<std::int64_t>::min());
    BOOST_TEST(parsed(key, "4")->number == 4);
    refuses(most, {"-1"}, "a whole number", R"(Write {"most": 3}, which is its default, or another number.)");
    refuses(key, {"1.5", "\"1\"", "9223372036854775808"}, "a whole number",
            R"(Write {"key": 3}, which is its default, or another number.)");
}

BOOST_AUTO_TEST_CASE(a_flag_is_true_or_false) {
    BOOST_TEST(parsed(is_strict, "true")->number == 1);
    BOOST_TEST(parsed(is_strict, "false")->number == 0);
    BOOST_TEST(default_value(is_strict)->number == 0);
    BOOST_TEST(json_of(*parsed(is_strict, "true")) == "true");
    refuses(is_strict, {"1", "null", "\"true\"", "[true]"}, "true or false",
            "Write {\"strict\": false}, which is its default, or the opposite.");
}

BOOST_AUTO_TEST_CASE(a_text_is_a_string_that_is_not_empty) {
    BOOST_TEST(parsed(column, "\"it's\\n\\\"so\\\"\"")->text == "it's\n\"so\"");
    BOOST_TEST(default_value(column)->text == "updated_at");
    BOOST_TEST(json_of(*parsed(column, "\"changed_at\"")) == "\"changed_at\"");
    refuses(column, {"\"\"", "1", "[\"a\"]", "null", "{}"}, "a string",
            "Write a JSON string, such as its default: {\"column\": \"updated_at\"}.");
}

BOOST_AUTO_TEST_CASE(a_share_is_above_0_and_up_to_1) {
    BOOST_TEST(parsed(max_used, "0.25")->share == 0.25);
    BOOST_TEST(parsed(max_used, "1")->share == 1.0);
    BOOST_TEST(default_value(max_used)->share == 0.7);
    refuses(max_used, {"0", "1.5", "-0.5", "\"0.5\"", "true", "[0.5]"}, "a share between 0 and 1",
            "Write {\"max_used\": 0.7}, which is its default, or another share.");
}

BOOST_AUTO_TEST_CASE(a_duration_is_hours_days_or_weeks) {
    constexpr std::int64_t hour = std::int64_t{3600} * 1000 * 1000;
    BOOST_TEST(parsed(wait, "\"7 days\"")->number == 7 * 24 * hour);
    BOOST_TEST(parsed(wait, "\"1 week\"")->number == 7 * 24 * hour);
    BOOST_TEST(parsed(wait, "\"2 weeks\"")->number == 14 * 24 * hour);
    BOOST_TEST(parsed(wait, "\"1 day\"")->number == 24 * hour);
    BOOST_TEST(parsed(wait, "\"36 hours\"")->number == 36 * hour);
    BOOST_TEST(parsed(wait, "\"0 hours\"")->number == 0);
    BOOST_TEST(parsed(wait, "\"10000 weeks\"")->number == 10000 * 7 * 24 * hour);
    BOOST_TEST(parsed(wait, "\"36 hours\"")->text == "36 hours");
    BOOST_TEST(json_of(*parsed(wait, "\"36 hours\"")) == "\"36 hours\"");
    BOOST_TEST(default_value(wait)->number == 7 * 24 * hour);
    refuses(wait,
            {"7", "true", "[\"7 days\"]", "\"\"", "\"soon\"", "\"7\"", "\"7 \"", "\"7days\"", "\"7 months\"",
             "\"days 7\"", "\"-1 days\"", "\"1.5 days\"", "\"10001 days\"", "\"7  days\"", "\"7 days \"", "\"7 dayss\"",
             "\"1 week 2 days\""},
            "a duration",
            "Write {\"wait\": \"7 days\"}, which is its default, or another number of hours, days or weeks.");
}

BOOST_AUTO_TEST_CASE(a_shape_asks_for_what_it_names) {
    BOOST_TEST(default_value(columns)->shapes.empty());
    const auto value =
        parsed(columns, R"-([{"columns": ["a", "b_*"], "types": "text", "not_null": true, "default": "now()"},
                                             {"columns": "tenant_id"}, {"columns": "n", "default": 0}])-");
    BOOST_REQUIRE_EQUAL(value->shapes.size(), 3U);
    const Shape& whole = value->shapes[0];
    BOOST_TEST(whole.columns.matches("b_c"));
    BOOST_TEST(whole.types.listed() == "text");
    BOOST_TEST((whole.not_null == true));
    BOOST_TEST((whole.default_value == "now()"));
    const Shape& bare = value->shapes[1];
    BOOST_TEST(bare.columns.listed() == "tenant_id");
    BOOST_TEST(bare.types.globs().empty());
    BOOST_TEST((!bare.not_null && !bare.default_value));
    BOOST_TEST((value->shapes[2].default_value == "0"));
    refuses(columns,
            {"{}", "[1]", "[\"a\"]", "[{}]", R"([{"types":["text"]}])", R"([{"columns":[]}])", R"([{"columns":[1]}])",
             R"([{"columns":["a"],"not_null":1}])", R"([{"columns":["a"],"default":null}])",
             R"([{"columns":["a"],"default":[1]}])", R"([{"columns":["a"],"type":"text"}])", "[[]]"},
            "a list of shapes",
            "The default is {\"columns\": []}. A shape is an object such as {\"columns\": [\"status\"], \"types\": "
            "[\"text\"], \"not_null\": true, \"default\": \"'draft'\"}.");
}

BOOST_AUTO_TEST_CASE(replacements_are_texts_by_text) {
    BOOST_TEST(default_value(types)->replacements.empty());
    const auto value = parsed(types, R"({"money": "numeric", "box": "a row: \"no\""})");
    BOOST_REQUIRE_EQUAL(value->replacements.size(), 2U);
    BOOST_TEST(value->replacements[0].replaced == "money");
    BOOST_TEST(value->replacements[1].by == "a row: \"no\"");
    refuses(types, {"[]", "\"money\"", R"({"money":1})", R"({"money":["a"]})", R"({"money":""})"},
            "an object of strings",
            "The default is {\"types\": {}}. Write what to replace and what to replace it with: {\"money\": "
            "\"numeric(12, 2)\"}.");
}

BOOST_AUTO_TEST_SUITE_END()
