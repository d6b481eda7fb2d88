#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(column_comment)

namespace {

constexpr std::string_view rule = "column_comment";

const Policy& house() {
    static const House policy{{.rule = rule, .severity = "error", .timing = "statement"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off) {
    BOOST_TEST(findings_of(rule, Sample{column("name", "text")}).empty());
}

BOOST_AUTO_TEST_CASE(each_column_without_one_is_found) {
    Sample sample{column("id", "uuid"), column("name", "text"), column("size", "bigint")};
    sample.columns[1].has_comment = true;
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].message == "column id of table app.files has no comment");
    BOOST_TEST(found[0].value == "no comment");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[1].column->name == "size");
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_asked_too) {
    Sample sample{column("id", "uuid")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_the_parents_matter) {
    Sample sample{column("id", "uuid")};
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
