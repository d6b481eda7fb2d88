#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_drop_database)

namespace {

constexpr auto rule = "no_drop_database";

struct Dropped : OfTable {
    explicit Dropped(std::string_view name) : OfTable(CommandKind::DropDatabase, ObjectKind::Database) {
        table.schema = table.name = "";
        table.identity = table.quoted_name = name;
        command.table = nullptr;
        named(name);
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_house_asks_for_it) {
    const Dropped shop("shop");
    BOOST_TEST(findings_of(rule, shop.command, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(a_database_that_is_dropped_is_found) {
    const Dropped shop("shop");
    const auto found = findings_of(rule, shop.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "database shop is dropped with all that is in it");
    BOOST_TEST(found[0].value == "shop");
    BOOST_TEST(found[0].cure ==
               "-- pg_dump first; then a role for which your team's policy has this rule off may drop it");
}

BOOST_AUTO_TEST_CASE(those_of_tests_may_be_dropped) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"droppable": ["test_*"]})"}};
    const Dropped test("test_7");
    BOOST_TEST(findings_of(rule, test.command, house).empty());
    const Dropped shop("shop");
    BOOST_TEST(findings_of(rule, shop.command, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(other_commands_are_not_its_business) {
    const OfTable vacuumed(CommandKind::VacuumFull, ObjectKind::Database);
    BOOST_TEST(findings_of(rule, vacuumed.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
