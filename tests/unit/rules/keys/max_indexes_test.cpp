#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(max_indexes)

namespace {

constexpr std::string_view rule = "max_indexes";

// app.files with so many indexes: idx_1 was made first.
struct Files : Sample {
    explicit Files(std::uint32_t count) : Sample{column("name", "text")} {
        static const std::vector<std::string> names = {"idx_1", "idx_2", "idx_3",  "idx_4",  "idx_5",  "idx_6", "idx_7",
                                                       "idx_8", "idx_9", "idx_10", "idx_11", "idx_12", "idx_13"};
        for (std::uint32_t i = 0; i < count; ++i) index(names[i], {"name"}).oid = i + 1;
    }
};

const Policy& at_most_two() {
    static const House policy{{.rule = rule, .severity = "error", .params = R"({"max": 2})"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    BOOST_TEST((rule_named(rule)->severity == Severity::Off));
}

BOOST_AUTO_TEST_CASE(twelve_pass_and_one_more_is_found) {
    BOOST_TEST(audited(rule, Files(12)).empty());
    const auto found = audited(rule, Files(13));
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "idx_13");
    BOOST_TEST(found[0].message == "index idx_13 is number 13 of table app.files; the limit is 12");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(each_that_is_too_much_is_told_in_the_order_in_which_they_were_made) {
    Files sample(4);
    std::ranges::reverse(sample.indexes);
    const auto found = audited(rule, sample.table, at_most_two());
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].message == "index idx_4 is number 4 of table app.files; the limit is 2");
    BOOST_TEST(found[1].message == "index idx_3 is number 3 of table app.files; the limit is 2");
}

BOOST_AUTO_TEST_CASE(a_partition_is_judged_with_its_parent) {
    Files sample(3);
    sample.table.is_partition = true;
    BOOST_TEST(audited(rule, sample.table, at_most_two()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
