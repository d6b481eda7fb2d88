#include "../commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

namespace {

constexpr auto rule = "protected_object";

// Any statement on app.files, which is in use, in a session of these settings.
struct OfStatement : OfTable {
    Session session;

    OfStatement() : OfTable(CommandKind::Statement) {
        command.session = &session;
        command.root = "app.files";
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(protected_object)

BOOST_AUTO_TEST_CASE(any_statement_on_what_the_policy_names_is_found) {
    const House house{{.rule = rule, .schema_pattern = "app", .object_pattern = "files", .severity = "error"}};
    const OfStatement any;
    const auto found = findings_of(rule, any.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &any.table);
    BOOST_TEST(found[0].message == "table app.files is protected");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(what_it_does_not_name_is_not) {
    const House house{{.rule = rule, .schema_pattern = "app", .object_pattern = "folders", .severity = "error"}};
    BOOST_TEST(findings_of(rule, OfStatement().command, house).empty());
}

BOOST_AUTO_TEST_CASE(objects_of_all_kinds_can_be_protected) {
    const House house{{.rule = rule, .schema_pattern = "app", .severity = "error"}};
    OfStatement any;
    any.table.kind = ObjectKind::Function;
    BOOST_TEST(findings_of(rule, any.command, house).at(0).message == "function app.files is protected");
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    BOOST_TEST(findings_of(rule, OfStatement().command, House({})).empty());
}

BOOST_AUTO_TEST_SUITE_END()
