#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_grant_to_public)

namespace {

constexpr auto rule = "no_grant_to_public";

struct Grant {
    Object object;
    Command command;

    explicit Grant(ObjectKind kind, std::string_view words) {
        object.kind = kind;
        object.schema = "app";
        object.name = kind == ObjectKind::Table ? "files" : "";
        object.identity = kind == ObjectKind::Table ? "app.files" : "app";
        command.kind = CommandKind::GrantToPublic;
        command.object = &object;
        command.words = words;
        command.definition = "SELECT, UPDATE (name)";
    }
    Grant(const Grant&) = delete;
    Grant& operator=(const Grant&) = delete;
};

Finding only_of(const Grant& grant) {
    const auto found = findings_of(rule, grant.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0];
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_right_on_a_table_is_found) {
    const Grant grant(ObjectKind::Table, "ON");
    const Finding found = only_of(grant);
    BOOST_TEST(found.object == &grant.object);
    BOOST_TEST(found.message == "SELECT, UPDATE (name) on table app.files is granted to PUBLIC");
    BOOST_TEST(found.value == "SELECT, UPDATE (name)");
    BOOST_TEST(found.cure == "GRANT SELECT, UPDATE (name) ON app.files TO ...;");
    BOOST_TEST(found.fix == "");
}

BOOST_AUTO_TEST_CASE(so_is_one_on_a_schema) {
    const Finding found = only_of(Grant(ObjectKind::Schema, "ON SCHEMA"));
    BOOST_TEST(found.message == "SELECT, UPDATE (name) on schema app is granted to PUBLIC");
    BOOST_TEST(found.cure == "GRANT SELECT, UPDATE (name) ON SCHEMA app TO ...;");
}

BOOST_AUTO_TEST_CASE(so_is_one_on_all_of_its_tables) {
    const Finding found = only_of(Grant(ObjectKind::Schema, "ON ALL TABLES IN SCHEMA"));
    BOOST_TEST(found.message == "SELECT, UPDATE (name) on all tables in schema app is granted to PUBLIC");
    BOOST_TEST(found.cure == "GRANT SELECT, UPDATE (name) ON ALL TABLES IN SCHEMA app TO ...;");
}

BOOST_AUTO_TEST_CASE(so_is_one_on_what_will_be_made) {
    const Finding found = only_of(Grant(ObjectKind::Database, "ON TABLES"));
    BOOST_TEST(found.message == "SELECT, UPDATE (name) on future objects in database app is granted to PUBLIC");
    BOOST_TEST(found.cure == "ALTER DEFAULT PRIVILEGES ... GRANT SELECT, UPDATE (name) ON TABLES TO ...;");
}

BOOST_AUTO_TEST_CASE(it_warns_unless_told_otherwise) {
    const Grant grant(ObjectKind::Table, "ON");
    const auto found = findings_of(rule, grant.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_SUITE_END()
