#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(volatile_check)

namespace {

constexpr std::string_view rule = "volatile_check";

}  // namespace

BOOST_AUTO_TEST_CASE(immutable_expressions_pass) {
    Sample sample{column("id", "uuid")};
    sample.check("files_id_check");
    sample.index("idx_files_id", {"id"});
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_check_is_found_without_a_fix) {
    Sample sample{column("id", "uuid")};
    sample.check("files_past").volatile_function = "pg_catalog.now";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "check constraint files_past of table app.files calls now(), which is not immutable");
    BOOST_TEST(found[0].part == "files_past");
    BOOST_TEST(found[0].part_type == "constraint");
    BOOST_TEST(found[0].value == "now()");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_function_of_the_house_is_told_with_its_schema) {
    Sample sample{column("id", "uuid")};
    sample.index("idx_files_id", {"id"}).volatile_function = "app.is_new";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "the predicate of index idx_files_id of table app.files calls app.is_new(), which is not immutable");
    BOOST_TEST(found[0].part == "idx_files_id");
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_the_parents) {
    Sample sample{column("id", "uuid")};
    sample.check("files_past").volatile_function = "pg_catalog.now";
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.checks[0].is_inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_second_check_of_the_kind_is_not_the_first) {
    Sample before{column("id", "uuid")};
    before.check("files_past").volatile_function = "pg_catalog.now";
    Sample sample{column("id", "uuid")};
    sample.check("files_past").volatile_function = "pg_catalog.now";
    sample.check("files_future").volatile_function = "pg_catalog.now";
    sample.table.checks = sample.checks;
    sample.table.before = &before.table;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "files_future");
}

BOOST_AUTO_TEST_SUITE_END()
