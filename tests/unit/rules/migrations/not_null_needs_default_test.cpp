#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(not_null_needs_default)

namespace {

constexpr auto rule = "not_null_needs_default";

// The column kind, text NOT NULL without a default.
OfTable& bare(OfTable& table) {
    table.of("kind", "text").command.not_null = true;
    table.command.definition = "text";
    table.command.value = "''";
    return table;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_column_not_null_without_a_default_is_found) {
    OfTable file(CommandKind::AddColumn);
    const auto found = findings_of(rule, bare(file).command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].column == &file.column);
    BOOST_TEST(found[0].message ==
               "column kind is added to table app.files as NOT NULL without a default, but the table has rows");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "ALTER TABLE app.files ADD COLUMN kind text NOT NULL DEFAULT '';");
}

BOOST_AUTO_TEST_CASE(the_column_that_is_offered_has_the_name_and_the_type_that_other_rules_ask_for) {
    const auto cure_of = [](std::string_view name, std::string_view value) {
        const House house{{.rule = rule, .severity = "error"}};
        OfTable file(CommandKind::AddColumn);
        file.of(name, "uuid").command.not_null = true;
        file.command.definition = "uuid";
        file.command.value = value;
        return findings_of(rule, file.command, house).at(0).cure;
    };
    BOOST_TEST(cure_of("user_id", "") ==
               "ALTER TABLE app.files ADD COLUMN user_id text;\n-- fill it in, then set it NOT NULL");
    BOOST_TEST(cure_of("folder_id", "") ==
               "ALTER TABLE app.files ADD COLUMN folder_id uuid;\n-- fill it in, then set it NOT NULL");
    // The rule about user ids applies under the better name.
    BOOST_TEST(cure_of("userId", "") ==
               "ALTER TABLE app.files ADD COLUMN user_id text;\n-- fill it in, then set it NOT NULL");
    // A default of the one type is none of the other.
    BOOST_TEST(cure_of("user_id", "gen_random_uuid()") == "");
}

BOOST_AUTO_TEST_CASE(where_no_value_suggests_itself_it_is_filled_in_later) {
    OfTable file(CommandKind::AddColumn);
    bare(file).command.value = "";
    BOOST_TEST(findings_of(rule, file.command).at(0).cure ==
               "ALTER TABLE app.files ADD COLUMN kind text;\n-- fill it in, then set it NOT NULL");
}

BOOST_AUTO_TEST_CASE(of_a_type_that_is_unknown_there_is_no_cure) {
    OfTable file(CommandKind::AddColumn);
    bare(file).command.definition = "";
    BOOST_TEST(findings_of(rule, file.command).at(0).cure == "");
}

BOOST_AUTO_TEST_CASE(a_default_or_no_not_null_passes) {
    OfTable file(CommandKind::AddColumn);
    bare(file).command.has_default = true;
    BOOST_TEST(findings_of(rule, file.command).empty());
    OfTable other(CommandKind::AddColumn);
    bare(other).command.not_null = false;
    BOOST_TEST(findings_of(rule, other.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_may_have_it) {
    OfTable file(CommandKind::AddColumn);
    bare(file).command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_an_error_unless_a_house_says_otherwise) {
    OfTable file(CommandKind::AddColumn);
    const House house({});
    BOOST_TEST((findings_of(rule, bare(file).command, house).at(0).told == Severity::Error));
}

BOOST_AUTO_TEST_SUITE_END()
