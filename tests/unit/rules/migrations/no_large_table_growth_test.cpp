#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_large_table_growth)

namespace {

constexpr auto rule = "no_large_table_growth";
// app.files has 80 kB.
const House& house() {
    static const House policy{
        {.rule = rule, .severity = "warn", .params = R"({"max_bytes": 81919, "max_bytes_for_columns": 81919})"}};
    return policy;
}

struct Growing : OfTable {
    explicit Growing(std::string_view what) : OfTable(CommandKind::Enlarge) { command.words = what; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Growing file("index");
    BOOST_TEST(findings_of(rule, file.command, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(what_a_large_table_gets_is_found) {
    const Growing file("index");
    const auto found = findings_of(rule, file.command, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has 81920 bytes, more than 81919, and is to get an index");
    BOOST_TEST(found[0].value == "index");
    BOOST_TEST(found[0].cure ==
               "-- the new index on a table of its own, or after rows of app.files have moved to other tables");
    BOOST_TEST(findings_of(rule, Growing("foreign key").command, house()).at(0).message.ends_with("a foreign key"));
}

BOOST_AUTO_TEST_CASE(one_that_is_not_larger_passes) {
    const House larger{{.rule = rule, .severity = "warn", .params = R"({"max_bytes": 81920})"}};
    BOOST_TEST(findings_of(rule, Growing("index").command, larger).empty());
    BOOST_TEST(findings_of(rule, Growing("index").command).empty());
}

BOOST_AUTO_TEST_CASE(columns_have_a_limit_of_their_own) {
    const House columns{{.rule = rule, .severity = "warn", .params = R"({"max_bytes_for_columns": 1})"}};
    BOOST_TEST(findings_of(rule, Growing("column").command, columns).size() == 1U);
    BOOST_TEST(findings_of(rule, Growing("index").command, columns).empty());
}

BOOST_AUTO_TEST_SUITE_END()
