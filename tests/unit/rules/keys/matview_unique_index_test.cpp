#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(matview_unique_index)

namespace {

// A materialized view with a unique index.
struct View : Sample {
    View() : Sample{column("id", "uuid"), column("name", "text")} {
        table.kind = ObjectKind::MaterializedView;
        index("idx_files_id", {"id"}).is_unique = true;
    }
};

const Policy& strict_house() {
    static const House house{{.rule = "*", .severity = "off"}, {.rule = "matview_unique_index", .severity = "error"}};
    return house;
}

std::vector<Finding> findings_at_commit(const View& view) {
    Change change = statement(view);
    change.moment = Moment::Commit;
    return inspect(change, strict_house()).findings;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_unique_index_over_columns_passes) {
    const View view;
    BOOST_TEST(findings_at_commit(view).empty());
}

BOOST_AUTO_TEST_CASE(a_view_without_one_is_found) {
    View view;
    view.table.indexes = {};
    const auto found = findings_at_commit(view);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "materialized view app.files cannot be refreshed concurrently without a unique index on its columns");
    BOOST_TEST(found[0].value == "no unique index");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].cure == "CREATE UNIQUE INDEX idx_files_... ON app.files (...);");
}

BOOST_AUTO_TEST_CASE(an_index_that_can_not_tell_rows_is_none) {
    const auto finds_one = [](const auto& spoil) {
        View view;
        spoil(view.indexes[0]);
        return findings_at_commit(view).size() == 1U;
    };
    const IndexKey expression[] = {{.expression_tree = "lower(name)"}};
    BOOST_TEST(finds_one([](Index& index) { index.is_unique = false; }));
    BOOST_TEST(finds_one([](Index& index) { index.is_valid = false; }));
    BOOST_TEST(finds_one([](Index& index) { index.predicate_tree = "name IS NOT NULL"; }));
    BOOST_TEST(finds_one([&expression](Index& index) { index.keys = expression; }));
}

BOOST_AUTO_TEST_CASE(it_may_be_mended_by_the_next_statement) {
    View view;
    view.table.indexes = {};
    Change change = statement(view);
    change.moment = Moment::Commit;
    change.is_alone = true;
    const auto found = inspect(change, strict_house()).findings;
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_asked_for) {
    View view;
    view.table.indexes = {};
    Change change = statement(view);
    change.moment = Moment::Commit;
    BOOST_TEST(inspect(change, default_policy()).findings.empty());
}

BOOST_AUTO_TEST_SUITE_END()
