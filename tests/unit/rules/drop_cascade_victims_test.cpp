#include "../commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

namespace {

constexpr auto rule = "drop_cascade_victims";

// What a DROP of type app.mood has taken along.
struct Victim : OfTable {
    Victim() : OfTable(CommandKind::DropVictim) { command.value = "type app.mood"; }
};

std::vector<Finding> found_in(const Command& command, const Policy& policy) {
    return findings_of(rule, Change{.moment = Moment::Statement, .commands = {&command, 1}}, policy);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(drop_cascade_victims)

BOOST_AUTO_TEST_CASE(a_table_that_went_along_is_found) {
    const Victim file;
    const House house{};
    const auto found = found_in(file.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].message == "table app.files is dropped along with type app.mood");
    BOOST_TEST(found[0].value == "type app.mood");
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(so_is_a_column) {
    Victim file;
    const House house{};
    const auto found = found_in(file.of("mood", "app.mood").command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "mood");
    BOOST_TEST(found[0].message == "column mood of table app.files is dropped along with type app.mood");
}

BOOST_AUTO_TEST_CASE(it_is_judged_when_the_statement_is_done) {
    BOOST_TEST(findings_of(rule, Victim().command).empty());
}

BOOST_AUTO_TEST_CASE(an_exemption_waives_the_column) {
    const ExemptionRow waived{
        .rule = rule, .schema_pattern = "app", .object_pattern = "files", .column_pattern = "mood", .reason = "a test"};
    const Policy policy({.exemptions = {&waived, 1}});
    Victim file;
    BOOST_TEST(found_in(file.command, policy).size() == 1U);
    BOOST_TEST(found_in(file.of("mood", "app.mood").command, policy).empty());
}

BOOST_AUTO_TEST_SUITE_END()
