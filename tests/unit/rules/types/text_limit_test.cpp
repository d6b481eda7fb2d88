#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(text_limit)

namespace {

constexpr std::string_view rule = "text_limit";

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Sample sample{column("id", "uuid"), column("name", "text")};
    BOOST_TEST(findings_of(rule, sample).empty());
    BOOST_TEST(audited(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_text_without_a_limit_is_found) {
    const Sample sample{column("id", "uuid"), column("name", "text")};
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "name");
    BOOST_TEST(found[0].message == "column name of table app.files is text without a CHECK that limits its length");
    BOOST_TEST(found[0].value == "text");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "-- name text CHECK (char_length(name) <= 255), or as long as it may be");
}

BOOST_AUTO_TEST_CASE(a_check_of_its_length_or_its_values_is_a_limit) {
    constexpr std::uint32_t limited[] = {1};
    Sample sample{column("id", "uuid"), column("name", "text"), column("title", "text")};
    sample.check("name_length").limited_columns = limited;
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "title");
    sample.check("titles").listed_column = 2;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(other_types_pass) {
    Type varchar = type("character varying");
    const Sample unlimited{column("name", varchar)};
    BOOST_TEST(audited(rule, unlimited).size() == 1U);
    varchar.declared = "character varying(255)";
    const Sample others{column("name", varchar), column("names", Type{"text[]", "text[]", "text", {}}),
                        column("mail", Type{"app.email", "text", "text", {}})};
    BOOST_TEST(audited(rule, others).empty());
    Sample inherited{column("name", "text")};
    inherited.columns[0].inherited = true;
    BOOST_TEST(audited(rule, inherited).empty());
}

BOOST_AUTO_TEST_CASE(the_house_says_which_types_and_columns) {
    const Sample sample{column("name", "public.citext"), column("body", "public.citext"), column("title", "text")};
    const House house{{.rule = rule, .severity = "error", .params = R"({"types": ["*.citext"], "ignore": ["body"]})"}};
    const auto found = audited(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "name");
}

BOOST_AUTO_TEST_SUITE_END()
