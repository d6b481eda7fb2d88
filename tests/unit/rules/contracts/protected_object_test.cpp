#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(protected_object)

namespace {

constexpr auto rule = "protected_object";

Command about(const Object& object) {
    Command command;
    command.kind = CommandKind::Statement;
    command.object = &object;
    return command;
}

}  // namespace

BOOST_AUTO_TEST_CASE(any_statement_about_a_protected_table_is_found) {
    OfTable file(CommandKind::Statement);
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "");
    BOOST_TEST(found[0].message == "table app.files is protected");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(rows_and_age_make_no_difference) {
    OfTable file(CommandKind::Statement);
    file.command.in_use = file.command.stood = false;
    BOOST_TEST(findings_of(rule, file.command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(so_is_one_about_what_is_no_table) {
    Object routine;
    routine.kind = ObjectKind::Function;
    routine.schema = "app";
    routine.name = routine.quoted_name = "total";
    routine.identity = "app.total(integer)";
    BOOST_TEST(findings_of(rule, about(routine)).at(0).message == "function app.total(integer) is protected");
    const Schema app = schema("app");
    BOOST_TEST(findings_of(rule, about(app)).at(0).message == "schema app is protected");
}

BOOST_AUTO_TEST_CASE(what_is_protected_is_the_policys) {
    const House house{{.rule = rule, .schema_pattern = "app", .object_pattern = "inv*", .severity = "error"}};
    OfTable file(CommandKind::Statement);
    BOOST_TEST(findings_of(rule, file.command, house).empty());
    file.table.name = file.table.quoted_name = "invoices";
    const auto found = findings_of(rule, file.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Error));
}

BOOST_AUTO_TEST_CASE(nothing_is_protected_by_itself) {
    OfTable file(CommandKind::Statement);
    BOOST_TEST(findings_of(rule, file.command, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(what_goes_with_another_object_is_found_too) {
    const House house{{.rule = rule, .schema_pattern = "app", .severity = "error"}};
    Victim file;
    const auto message_of = [&](CommandKind kind) {
        file.command.kind = kind;
        return findings_of_victim("protected_object", file.command, house).at(0).message;
    };
    BOOST_TEST(message_of(CommandKind::TableVictim) ==
               "table app.files is protected, and is dropped along with type app.mood");
    BOOST_TEST(message_of(CommandKind::AlteredVictim) ==
               "table app.files is protected, and is altered along with type app.mood");
    file.of("mood", "app.mood");
    BOOST_TEST(message_of(CommandKind::ColumnVictim) ==
               "table app.files is protected, and its column mood is dropped along with type app.mood");
}

BOOST_AUTO_TEST_SUITE_END()
