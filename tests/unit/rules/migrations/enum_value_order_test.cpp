#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(enum_value_order)

namespace {

constexpr auto rule = "enum_value_order";

// Of value done to the enum app.state, which ends with closed.
struct Added {
    Definition type;
    Command command;

    Added() {
        type.kind = ObjectKind::Enum;
        type.schema = "app";
        type.name = type.quoted_name = "state";
        type.identity = "app.state";
        command.kind = CommandKind::AddEnumValue;
        command.object = &type;
        command.name = "it's done";
        command.quoted_name = "'it''s done'";
        command.value = "'closed'";
    }
    Added(const Added&) = delete;
    Added& operator=(const Added&) = delete;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_value_without_its_place_is_found) {
    const Added added;
    const auto found = findings_of(rule, added.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &added.type);
    BOOST_TEST(found[0].message ==
               "value 'it''s done' is added to type app.state without BEFORE or AFTER, so it sorts last");
    BOOST_TEST(found[0].value == "it's done");
    BOOST_TEST(found[0].cure == "ALTER TYPE app.state ADD VALUE 'it''s done' AFTER 'closed';");
}

BOOST_AUTO_TEST_CASE(a_type_of_this_transaction_may_be_made_anew) {
    Added added;
    added.command.of_same_transaction = true;
    BOOST_TEST(findings_of(rule, added.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    const Added added;
    BOOST_TEST(findings_of(rule, added.command, default_policy()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
