#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(index_width)

namespace {

constexpr std::string_view rule = "index_width";

// app.files with an index over these of its columns a to e.
struct Files : Sample {
    explicit Files(std::initializer_list<std::string_view> over)
        : Sample{column("a", "text"), column("b", "text"), column("c", "text"), column("d", "text"),
                 column("e", "text")} {
        index("idx", over);
    }
    Index& made() { return indexes[0]; }
    void key(IndexKey one, IndexKey other) { made().keys = key_lists.emplace_back(std::vector{one, other}); }
};

std::string message_of(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_LE(found.size(), 1U);
    if (found.empty()) return {};
    BOOST_TEST(found[0].fix == "");
    return found[0].message;
}

constexpr std::string_view twice = "index idx of table app.files has column a twice";

}  // namespace

BOOST_AUTO_TEST_CASE(four_columns_pass_and_five_are_found) {
    BOOST_TEST(message_of(Files({"a", "b", "c", "d"})) == "");
    BOOST_TEST(message_of(Files({"a", "b", "c", "d", "e"})) ==
               "index idx of table app.files has 5 key columns, more than 4");
}

BOOST_AUTO_TEST_CASE(how_many_is_a_parameter) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"max": 1})"}};
    BOOST_TEST(audited(rule, Files({"a", "b"}).table, house).size() == 1U);
    BOOST_TEST(audited(rule, Files({"a"}).table, house).empty());
}

BOOST_AUTO_TEST_CASE(included_columns_are_not_counted) {
    Files sample({"a", "b"});
    sample.made().included = sample.column_lists.emplace_back(std::vector<std::uint32_t>{2, 3, 4});
    BOOST_TEST(message_of(sample) == "");
    sample.made().included = sample.column_lists.emplace_back(std::vector<std::uint32_t>{2, 0});
    BOOST_TEST(message_of(sample) == twice);
}

BOOST_AUTO_TEST_CASE(a_column_is_there_twice) {
    BOOST_TEST(message_of(Files({"a", "a"})) == twice);
    Files sample({});
    sample.key({.column = 0, .options = 1}, {.column = 0});
    BOOST_TEST(message_of(sample) == twice);
    sample.key({.column = 0, .operator_class = 1}, {.column = 0});
    BOOST_TEST(message_of(sample) == "");
    sample.key({.column = 0, .collation = 1}, {.column = 0});
    BOOST_TEST(message_of(sample) == "");
    sample.key({.expression_tree = "{}"}, {.expression_tree = "{}"});
    BOOST_TEST(message_of(sample) == "");
}

BOOST_AUTO_TEST_CASE(a_partitions_own_is_judged_and_its_parents_is_not) {
    Files sample({"a", "a"});
    sample.table.is_partition = true;
    BOOST_TEST(message_of(sample) == twice);
    sample.made().is_inherited = true;
    BOOST_TEST(message_of(sample) == "");
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    BOOST_TEST(findings_of(rule, Files({"a", "a"})).empty());
}

BOOST_AUTO_TEST_SUITE_END()
