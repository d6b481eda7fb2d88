#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(table_comment)

namespace {

constexpr std::string_view rule = "table_comment";

const Policy& house() {
    static const House policy{{.rule = rule, .severity = "error", .timing = "statement"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off) {
    BOOST_TEST(findings_of(rule, Sample{column("name", "text")}).empty());
}

BOOST_AUTO_TEST_CASE(a_table_without_one_is_found) {
    const Sample sample{column("id", "uuid")};
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has no comment");
    BOOST_TEST(found[0].value == "no comment");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(one_with_a_comment_passes) {
    Sample sample{column("id", "uuid")};
    sample.table.has_comment = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_asked_and_partitions_are_not) {
    Sample sample{column("id", "uuid")};
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
    sample.table.is_partition = false;
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample.table, house()).at(0).message == "foreign table app.files has no comment");
}

BOOST_AUTO_TEST_SUITE_END()
