#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(view_security_invoker)

namespace {

constexpr std::string_view rule = "view_security_invoker";
const House on{{.rule = rule, .severity = "warn"}};

Table view_of(std::string_view secured_table) {
    Table view;
    view.kind = ObjectKind::View;
    view.schema = "app";
    view.name = view.quoted_name = "recent_files";
    view.identity = "app.recent_files";
    view.reads_secured_table = secured_table;
    return view;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Table view = view_of("app.files");
    BOOST_TEST(findings_of(rule, view, default_policy()).empty());
    BOOST_TEST(findings_of(rule, view, on).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_invokers_view_passes_and_one_of_other_tables) {
    Table view = view_of("app.files");
    view.is_security_invoker = true;
    BOOST_TEST(findings_of(rule, view, on).empty());
    BOOST_TEST(findings_of(rule, view_of({}), on).empty());
}

BOOST_AUTO_TEST_CASE(a_house_may_ask_it_of_every_view) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"any_view": true})"}};
    Table view = view_of({});
    const auto found = findings_of(rule, view, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "view app.recent_files reads its tables with the rights of the view's owner");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "ALTER VIEW app.recent_files SET (security_invoker = true);");
    view.is_security_invoker = true;
    BOOST_TEST(findings_of(rule, view, house).empty());
    const Table of_secured = view_of("app.files");
    BOOST_TEST(findings_of(rule, of_secured, house).at(0).value == "app.files");
}

BOOST_AUTO_TEST_CASE(a_breach_is_found_with_its_fix) {
    const Table view = view_of("app.\"Files\"");
    const auto found = findings_of(rule, view, on);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(
        found[0].message ==
        "view app.recent_files reads app.\"Files\", which has row security, with the rights of the view's owner");
    BOOST_TEST(found[0].value == "app.\"Files\"");
    BOOST_TEST(found[0].fix == "ALTER VIEW app.recent_files SET (security_invoker = true);");
    BOOST_TEST(found[0].cure == found[0].fix);
}

BOOST_AUTO_TEST_CASE(a_view_that_was_refused_is_made_in_the_right_way) {
    Table view = view_of("app.files");
    view.created = true;
    const auto found = findings_of(rule, view, on);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].cure == "CREATE VIEW app.recent_files WITH (security_invoker = true) AS ...;");
}

BOOST_AUTO_TEST_CASE(a_materialized_view_can_be_none) {
    Table view = view_of("app.files");
    view.kind = ObjectKind::MaterializedView;
    BOOST_TEST(findings_of(rule, view, on).empty());
}

BOOST_AUTO_TEST_CASE(a_house_says_for_which_roles_it_matters) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"roles": ["anon"]})"}};
    Table view = view_of("app.files");
    BOOST_TEST(findings_of(rule, view, house).empty());
    const Grant grant{.role = "anon"};
    view.grants = {&grant, 1};
    BOOST_TEST(findings_of(rule, view, house).size() == 1U);
    // A grant makes no difference where nobody asks about roles.
    view.touched = Fact::Security;
    BOOST_TEST(findings_of(rule, view, house).size() == 1U);
    BOOST_TEST(findings_of(rule, view, on).empty());
}

BOOST_AUTO_TEST_SUITE_END()
