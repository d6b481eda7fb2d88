#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_drop_object)

namespace {

constexpr auto rule = "no_drop_object";

// What the rule says at COMMIT, where it is on; "" for nothing.
std::string said_of(const Command& command) {
    const House house{{.rule = rule, .severity = "error"}};
    const auto found = findings_of(rule, Change{.moment = Moment::Commit, .commands = {&command, 1}}, house);
    return found.empty() ? std::string() : found[0].message;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_view_that_is_gone_is_found) {
    OfTable view(CommandKind::Loss, ObjectKind::View);
    BOOST_TEST(said_of(view.command) == "view app.files is dropped; every client that uses it will fail");
    view.command.is_taken_along = true;
    view.command.value = "schema app";
    BOOST_TEST(said_of(view.command) ==
               "view app.files is dropped along with schema app; every client that uses it will fail");
}

BOOST_AUTO_TEST_CASE(so_is_whatever_is_no_table) {
    for (const ObjectKind kind : {ObjectKind::MaterializedView, ObjectKind::Sequence, ObjectKind::Enum,
                                  ObjectKind::Domain, ObjectKind::Composite, ObjectKind::Range, ObjectKind::Function,
                                  ObjectKind::Procedure, ObjectKind::Extension}) {
        Definition definition;
        definition.kind = kind;
        definition.identity = "app.f";
        Command command;
        command.kind = CommandKind::Loss;
        command.object = &definition;
        BOOST_TEST(said_of(command).ends_with(" app.f is dropped; every client that uses it will fail"));
    }
}

BOOST_AUTO_TEST_CASE(another_name_is_a_loss) {
    OfTable view(CommandKind::LossOfName, ObjectKind::View);
    view.command.new_name = "app.papers";
    BOOST_TEST(said_of(view.command) ==
               "view app.files is renamed to app.papers; every client that uses the old name will fail");
}

BOOST_AUTO_TEST_CASE(so_are_the_parts_of_a_table_that_are_no_constraints) {
    OfTable table(CommandKind::LossOfPart);
    table.command.name = table.command.quoted_name = "touch";
    table.command.words = "DROP TRIGGER";
    BOOST_TEST(said_of(table.command) == "trigger touch of table app.files is dropped");
    table.command.words = "DROP POLICY";
    BOOST_TEST(said_of(table.command) == "policy touch of table app.files is dropped");
    table.command.words = "DROP RULE";
    BOOST_TEST(said_of(table.command) == "rule touch of table app.files is dropped");
}

BOOST_AUTO_TEST_CASE(it_waits_for_commit_unless_the_policy_says_otherwise) {
    const OfTable view(CommandKind::Loss, ObjectKind::View);
    const Change change{.moment = Moment::Statement, .commands = {&view.command, 1}};
    const House late{{.rule = rule, .severity = "error"}};
    const Inspection waiting = inspect(change, late);
    BOOST_TEST(waiting.findings.empty());
    BOOST_REQUIRE_EQUAL(waiting.deferred.size(), 1U);
    BOOST_TEST(waiting.deferred[0] == &view.table);
    const House early{{.rule = rule, .severity = "error", .timing = "start"}};
    BOOST_TEST(inspect(change, early).findings.size() == 1U);
    BOOST_TEST(inspect(change, early).deferred.empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_somebody_wants_it) {
    const OfTable view(CommandKind::Loss, ObjectKind::View);
    const Change change{.moment = Moment::Commit, .commands = {&view.command, 1}};
    BOOST_TEST(findings_of(rule, change, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(dropped_tables_are_not_its_business) {
    const OfTable table(CommandKind::DropTable);
    BOOST_TEST(said_of(table.command) == "");
}

BOOST_AUTO_TEST_SUITE_END()
