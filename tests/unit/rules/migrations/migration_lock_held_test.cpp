#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(migration_lock_held)

namespace {

constexpr auto rule = "migration_lock_held";

constexpr std::int64_t by_default = 987654321;

}  // namespace

BOOST_AUTO_TEST_CASE(without_the_lock_any_statement_is_found) {
    const AdvisoryLock others[] = {{.key = 1, .is_own = true}};
    OfStatement any;
    any.session.advisory_locks = others;
    any.command.in_use = false;
    const auto found = findings_of(rule, any.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &any.table);
    BOOST_TEST(found[0].message ==
               "table app.files is changed while nobody holds the migration lock (advisory lock 987654321)");
    BOOST_TEST(found[0].value == "987654321");
    BOOST_TEST(found[0].cure.starts_with("SELECT pg_try_advisory_lock(987654321);\n"));
}

BOOST_AUTO_TEST_CASE(upkeep_needs_no_migration) {
    OfStatement any;
    any.command.is_upkeep = true;
    BOOST_TEST(findings_of(rule, any.command).empty());
}

BOOST_AUTO_TEST_CASE(whoever_holds_it) {
    const AdvisoryLock anyones[] = {{.key = by_default, .is_own = false}};
    OfStatement any;
    any.session.advisory_locks = anyones;
    BOOST_TEST(findings_of(rule, any.command).empty());
    const House house{{.rule = rule, .severity = "warn", .params = R"({"held_by": "session"})"}};
    BOOST_TEST(findings_of(rule, any.command, house).size() == 1U);
    const AdvisoryLock own[] = {{.key = by_default, .is_own = true}};
    any.session.advisory_locks = own;
    BOOST_TEST(findings_of(rule, any.command, house).empty());
}

BOOST_AUTO_TEST_CASE(a_service_has_its_own_lock) {
    const RegistryRow service{.service = "files", .schema_name = "app", .migration_lock_id = 7};
    const PolicyRow row{.rule = rule, .severity = "warn"};
    const Policy policy({.rows = {&row, 1}, .registry = {&service, 1}});
    const AdvisoryLock common[] = {{.key = by_default, .is_own = true}};
    OfStatement any;
    any.session.advisory_locks = common;
    BOOST_TEST(findings_of(rule, any.command, policy).at(0).value == "7");
    const AdvisoryLock own[] = {{.key = 7, .is_own = true}};
    any.session.advisory_locks = own;
    BOOST_TEST(findings_of(rule, any.command, policy).empty());
}

BOOST_AUTO_TEST_CASE(the_key_is_a_parameter) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"lock_id": 5})"}};
    BOOST_TEST(findings_of(rule, OfStatement().command, house).at(0).value == "5");
}

BOOST_AUTO_TEST_CASE(profile_migrations_refuses_and_others_do_not_ask) {
    BOOST_TEST(findings_of(rule, OfStatement().command, House({})).empty());
    const Policy policy({.profile = "migrations"});
    BOOST_TEST((findings_of(rule, OfStatement().command, policy).at(0).told == Severity::Error));
}

BOOST_AUTO_TEST_SUITE_END()
