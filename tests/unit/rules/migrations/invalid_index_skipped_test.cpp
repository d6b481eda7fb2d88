#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(invalid_index_skipped)

namespace {

constexpr auto rule = "invalid_index_skipped";

struct Skipped : OfTable {
    Skipped() : OfTable(CommandKind::PassOver) {
        named("idx_files_name");
        command.definition = "app.idx_files_name";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Skipped index;
    BOOST_TEST(findings_of(rule, index.command, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(an_index_that_is_passed_over_is_found) {
    Skipped index;
    const auto found = findings_of(rule, index.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "idx_files_name");
    BOOST_TEST(found[0].part_type == "index");
    BOOST_TEST(found[0].message ==
               "index idx_files_name of table app.files exists but is invalid; IF NOT EXISTS makes no other");
    BOOST_TEST(found[0].value == "idx_files_name");
    BOOST_TEST(found[0].cure == "DROP INDEX CONCURRENTLY app.idx_files_name;\n-- then this statement");
    index.command.in_block = true;
    BOOST_TEST(findings_of(rule, index.command).at(0).cure == "DROP INDEX app.idx_files_name;\n-- then this statement");
}

BOOST_AUTO_TEST_SUITE_END()
