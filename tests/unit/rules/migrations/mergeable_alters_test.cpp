#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(mergeable_alters)

namespace {

constexpr auto rule = "mergeable_alters";

std::vector<Finding> found_in(const Command& command, const Policy& policy) {
    return findings_of(rule, Change{.moment = Moment::Statement, .commands = {&command, 1}}, policy);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_second_alter_of_the_same_table_is_found) {
    const House house{{.rule = rule, .severity = "warn"}};
    OfTable file(CommandKind::StatementEnd);
    file.command.altered_before = true;
    const auto found = found_in(file.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].message ==
               "table app.files was already altered in this transaction; one ALTER TABLE could do both");
}

BOOST_AUTO_TEST_CASE(the_first_one_is_not) {
    const House house{{.rule = rule, .severity = "warn"}};
    BOOST_TEST(found_in(OfTable(CommandKind::StatementEnd).command, house).empty());
}

BOOST_AUTO_TEST_CASE(it_is_judged_when_the_statement_is_done) {
    OfTable file(CommandKind::StatementEnd);
    file.command.altered_before = true;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    OfTable file(CommandKind::StatementEnd);
    file.command.altered_before = true;
    BOOST_TEST(found_in(file.command, House({})).empty());
}

BOOST_AUTO_TEST_SUITE_END()
