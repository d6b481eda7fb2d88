#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(matview_concurrently)

namespace {

constexpr auto rule = "matview_concurrently";

}  // namespace

BOOST_AUTO_TEST_CASE(a_view_in_use_is_found) {
    const OfTable view(CommandKind::RefreshView, ObjectKind::MaterializedView);
    const auto found = findings_of(rule, view.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "materialized view app.files is in use; refreshing it without CONCURRENTLY blocks reads");
    BOOST_TEST(found[0].cure == "REFRESH MATERIALIZED VIEW CONCURRENTLY app.files;");
}

BOOST_AUTO_TEST_CASE(without_an_index_that_tells_its_rows_one_has_to_be_made) {
    OfTable view(CommandKind::RefreshView, ObjectKind::MaterializedView);
    view.command.can_be_concurrent = false;
    BOOST_TEST(findings_of(rule, view.command).at(0).cure ==
               "-- CREATE UNIQUE INDEX CONCURRENTLY on app.files, over columns that tell its rows apart,\n"
               "-- then REFRESH MATERIALIZED VIEW CONCURRENTLY app.files");
}

BOOST_AUTO_TEST_CASE(an_empty_one_is_read_by_nobody) {
    OfTable view(CommandKind::RefreshView, ObjectKind::MaterializedView);
    view.command.in_use = false;
    BOOST_TEST(findings_of(rule, view.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    const OfTable view(CommandKind::RefreshView, ObjectKind::MaterializedView);
    BOOST_TEST(findings_of(rule, view.command, default_policy()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
