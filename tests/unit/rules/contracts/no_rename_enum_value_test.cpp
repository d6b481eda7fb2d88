#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_rename_enum_value)

namespace {

// Of value open of the enum app.state.
struct Rename {
    Definition type;
    Command command;

    Rename() {
        type.kind = ObjectKind::Enum;
        type.schema = "app";
        type.name = type.quoted_name = "state";
        type.identity = "app.state";
        command.kind = CommandKind::RenameEnumValue;
        command.object = &type;
        command.name = "open";
        command.quoted_name = "'open'";
        command.new_name = "'it''s open'";
    }
    Rename(const Rename&) = delete;
    Rename& operator=(const Rename&) = delete;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_rename_is_found_with_a_second_value) {
    const Rename rename;
    const auto found = findings_of("no_rename_enum_value", rename.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &rename.type);
    BOOST_TEST(
        found[0].message ==
        "value 'open' of type app.state is renamed to 'it''s open'; every client that uses the old name will fail");
    BOOST_TEST(found[0].value == "open");
    BOOST_TEST(found[0].cure == "ALTER TYPE app.state ADD VALUE 'it''s open' AFTER 'open';");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(a_value_of_this_transaction_is_known_to_nobody) {
    Rename rename;
    rename.command.of_same_transaction = true;
    BOOST_TEST(findings_of("no_rename_enum_value", rename.command).empty());
}

BOOST_AUTO_TEST_CASE(an_exemption_may_be_for_one_value) {
    const ExemptionRow exemptions[] = {
        {.rule = "no_rename_enum_value", .schema_pattern = "app", .value = "open", .reason = "agreed on"}};
    const Policy policy(PolicySource{.exemptions = exemptions});
    Rename rename;
    BOOST_TEST(findings_of("no_rename_enum_value", rename.command, policy).empty());
    rename.command.name = "closed";
    BOOST_TEST(findings_of("no_rename_enum_value", rename.command, policy).size() == 1U);
}

BOOST_AUTO_TEST_CASE(it_warns_unless_told_otherwise) {
    const Rename rename;
    const auto found = findings_of("no_rename_enum_value", rename.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_SUITE_END()
