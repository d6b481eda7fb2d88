#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(rls_forced)

namespace {

constexpr std::string_view rule = "rls_forced";
const House on{{.rule = rule, .severity = "warn", .timing = "statement"}};

Table secured() {
    Table table = Sample{}.table;
    table.columns = {};
    table.row_security = true;
    table.owner = {.name = "app", .can_login = true};
    return table;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    BOOST_TEST(findings_of(rule, secured(), default_policy()).empty());
    BOOST_TEST(findings_of(rule, secured(), on).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_forced_or_off_passes_and_an_owner_that_cannot_log_in) {
    Table table = secured();
    table.row_security_is_forced = true;
    BOOST_TEST(findings_of(rule, table, on).empty());
    table = secured();
    table.row_security = false;
    BOOST_TEST(findings_of(rule, table, on).empty());
    table = secured();
    table.owner.can_login = false;
    BOOST_TEST(findings_of(rule, table, on).empty());
}

BOOST_AUTO_TEST_CASE(a_breach_is_found_with_its_fix) {
    Table table = secured();
    table.is_partition = true;
    const auto found = findings_of(rule, table, on);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "row security of table app.files does not apply to its owner, who can log in");
    BOOST_TEST(found[0].value == "not forced");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files FORCE ROW LEVEL SECURITY;");
}

BOOST_AUTO_TEST_SUITE_END()
