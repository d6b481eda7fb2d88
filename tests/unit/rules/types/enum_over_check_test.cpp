#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(enum_over_check)

namespace {

constexpr std::string_view rule = "enum_over_check";

const Policy& house() {
    static const House policy{{.rule = "MG213", .severity = "error"}};
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    Sample sample{column("status", "text")};
    sample.check("files_status_check").listed_column = 0;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(another_check_passes) {
    Sample sample{column("status", "text")};
    sample.check("files_status_check");
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_CASE(a_list_is_found_at_its_check) {
    Sample sample{column("id", "uuid"), column("status", "text")};
    sample.check("files_status_check").listed_column = 1;
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(
        found[0].message ==
        "check files_status_check of table app.files restricts column status to a list of values, as an enum would");
    BOOST_TEST(found[0].part == "files_status_check");
    BOOST_TEST(found[0].value == "status");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(an_inherited_check_is_the_parents_matter) {
    Sample sample{column("status", "text")};
    Check& check = sample.check("files_status_check");
    check.listed_column = 0;
    check.is_inherited = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_CASE(a_foreign_tables_check_is_one) {
    Sample sample{column("status", "text")};
    sample.table.kind = ObjectKind::ForeignTable;
    sample.check("files_status_check").listed_column = 0;
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
