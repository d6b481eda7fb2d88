#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(column_padding)

namespace {

constexpr std::string_view rule = "column_padding";
const House house{{.rule = rule, .severity = "warn"}};

std::vector<Finding> found_in(const Sample& sample) {
    return findings_of(rule, sample.table, house);
}

Column sized(std::string_view name, std::string_view type, std::int16_t length, char alignment) {
    Column made = column(name, type);
    made.length = length;
    made.alignment = alignment;
    return made;
}
Column eight(std::string_view name) {
    return sized(name, "bigint", 8, 'd');
}
Column four(std::string_view name) {
    return sized(name, "integer", 4, 'i');
}
Column one(std::string_view name) {
    return sized(name, "boolean", 1, 'c');
}
Column text(std::string_view name) {
    return sized(name, "text", -1, 'i');
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_policy_says_otherwise) {
    BOOST_TEST((setting_of(default_policy(), rule).severity == Severity::Off));
}

BOOST_AUTO_TEST_CASE(an_order_without_waste_passes) {
    Sample sample{eight("a"), eight("b"), four("c"), one("d"), one("e"), one("f"), text("g")};
    sample.table.created = true;
    BOOST_TEST(found_in(sample).empty());
}

BOOST_AUTO_TEST_CASE(flags_between_numbers_waste_what_the_order_would_save) {
    Sample sample{one("a"), eight("b"), one("c"), eight("d"), one("e"), eight("f")};
    sample.table.created = true;
    const auto found = found_in(sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files wastes 21 bytes per row because of its column order");
    std::string order;
    for (const Column* column : found[0].order) order += column->name;
    BOOST_TEST(order == "bdface");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].value == "21");
}

BOOST_AUTO_TEST_CASE(so_much_may_be_wasted) {
    Sample sample{one("a"), eight("b"), one("c"), eight("d")};
    sample.table.created = true;
    BOOST_TEST(found_in(sample).empty());
    const House strict{{.rule = rule, .severity = "warn", .params = R"({"min_waste_bytes": 13})"}};
    BOOST_TEST(findings_of(rule, sample.table, strict).size() == 1U);
    const House lenient{{.rule = rule, .severity = "warn", .params = R"({"min_waste_bytes": 14})"}};
    BOOST_TEST(findings_of(rule, sample.table, lenient).empty());
}

BOOST_AUTO_TEST_CASE(behind_what_varies_a_column_may_begin_well) {
    const House strict{{.rule = rule, .severity = "warn", .params = R"({"min_waste_bytes": 0})"}};
    Sample lucky{text("a"), eight("b"), text("c"), four("d"), eight("e")};
    lucky.table.created = true;
    BOOST_TEST(findings_of(rule, lucky.table, strict).empty());
    Sample never{text("a"), eight("b"), one("c"), eight("d")};
    never.table.created = true;
    BOOST_TEST(findings_of(rule, never.table, strict).at(0).value == "7");
}

BOOST_AUTO_TEST_CASE(what_stands_or_is_given_by_others_passes) {
    Sample sample{one("a"), eight("b"), one("c"), eight("d"), one("e"), eight("f")};
    BOOST_TEST(found_in(sample).empty());
    sample.table.created = true;
    BOOST_TEST(found_in(sample).size() == 1U);
    sample.table.of_type = "app.file";
    BOOST_TEST(found_in(sample).empty());
    sample.table.of_type = {};
    sample.columns[0].inherited = true;
    BOOST_TEST(found_in(sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
