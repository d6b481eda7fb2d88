#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(drop_cascade_victims)

namespace {

constexpr auto rule = "drop_cascade_victims";

// Where no rule that knows more is on.
std::vector<Finding> findings_after(const Command& command) {
    const House house{{.rule = "*", .severity = "off"}, {.rule = rule, .severity = "warn"}};
    std::vector<Finding> found = findings_of_victim(rule, command, house);
    // What they point to goes with the policy.
    for (Finding& finding : found) finding.setting = nullptr;
    return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_that_goes_too_is_found) {
    Victim file;
    file.command.value = "schema app";
    const auto found = findings_after(file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST((found[0].column == nullptr));
    BOOST_TEST(found[0].message == "table app.files is dropped along with schema app");
    BOOST_TEST(found[0].value == "schema app");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(so_is_a_column) {
    Victim file;
    file.of("mood", "app.mood").column.quoted_name = "\"mood\"";
    file.command.kind = CommandKind::ColumnVictim;
    const auto found = findings_after(file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column == &file.column);
    BOOST_TEST(found[0].message == "column \"mood\" of table app.files is dropped along with type app.mood");
    BOOST_TEST(found[0].value == "type app.mood");
}

BOOST_AUTO_TEST_CASE(tables_of_each_kind_count_and_nothing_else) {
    const Victim parts(ObjectKind::PartitionedTable);
    BOOST_TEST(findings_after(parts.command).at(0).message == "table app.files is dropped along with type app.mood");
    const Victim far(ObjectKind::ForeignTable);
    BOOST_TEST(findings_after(far.command).at(0).message ==
               "foreign table app.files is dropped along with type app.mood");
    const Victim view(ObjectKind::View);
    BOOST_TEST(findings_after(view.command).empty());
}

BOOST_AUTO_TEST_CASE(nothing_is_told_before_it_is_gone) {
    const Victim file;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(other_commands_are_not_its_business) {
    OfTable file(CommandKind::DropTable);
    BOOST_TEST(findings_after(file.command).empty());
}

BOOST_AUTO_TEST_CASE(a_rule_that_knows_more_about_it_takes_its_place_unless_it_is_milder) {
    const auto told_of = [](std::string_view severity) {
        const House house{{.rule = "*", .severity = "off"},
                          {.rule = rule, .severity = "warn"},
                          {.rule = "drop_table_cooldown", .severity = severity}};
        const Victim file;
        std::string codes;
        for (const Finding& finding :
             inspect(Change{.moment = Moment::Statement, .commands = {&file.command, 1}}, house).findings)
            codes += finding.rule->code;
        return codes;
    };
    BOOST_TEST(told_of("error") == "MG702");
    BOOST_TEST(told_of("warn") == "MG702");
    BOOST_TEST(told_of("log") == "MG712MG702");
}

BOOST_AUTO_TEST_SUITE_END()
