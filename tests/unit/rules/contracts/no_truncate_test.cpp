#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_truncate)

namespace {

constexpr auto rule = "no_truncate";

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_in_use_that_is_emptied_is_found) {
    OfTable file(CommandKind::Truncate);
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "");
    BOOST_TEST(found[0].message == "table app.files is in use, and TRUNCATE removes all its rows");
    BOOST_TEST(found[0].value == "");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "DELETE FROM app.files;\n-- in batches if the table is large");
}

BOOST_AUTO_TEST_CASE(one_that_cascade_takes_is_found_with_what_it_goes_with) {
    OfTable file(CommandKind::Truncate);
    file.command.is_taken_along = true;
    file.command.value = "app.folders";
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is emptied by CASCADE along with app.folders");
    // Which of them comes first the foreign keys say.
    BOOST_TEST(found[0].cure == "");
    OfTable named(CommandKind::Truncate);
    named.command.is_cascade = named.command.takes_others = true;
    BOOST_TEST(findings_of(rule, named.command).at(0).cure ==
               "-- after deleting from the tables that refer to it\nDELETE FROM app.files;\n-- in batches if the table "
               "is large");
}

BOOST_AUTO_TEST_CASE(truncate_without_cascade_passes_where_cascade_alone_is_asked_about) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"cascade_only": true})"}};
    OfTable file(CommandKind::Truncate);
    BOOST_TEST(findings_of(rule, file.command, house).empty());
    // Also where it takes no other table yet: the next foreign key changes that.
    file.command.is_cascade = true;
    const auto found = findings_of(rule, file.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is in use, and TRUNCATE removes all its rows");
    BOOST_TEST(found[0].cure == "DELETE FROM app.files;\n-- in batches if the table is large");
    OfTable victim(CommandKind::Truncate);
    victim.command.is_taken_along = true;
    victim.command.value = "app.folders";
    BOOST_TEST(findings_of(rule, victim.command, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_be_emptied) {
    OfTable file(CommandKind::Truncate);
    file.command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
    file.command.is_taken_along = true;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(partitioned_tables_count) {
    OfTable parts(CommandKind::Truncate, ObjectKind::PartitionedTable);
    BOOST_TEST(findings_of(rule, parts.command).at(0).message ==
               "table app.files is in use, and TRUNCATE removes all its rows");
}

BOOST_AUTO_TEST_CASE(a_partition_is_judged_by_itself) {
    OfTable part(CommandKind::Truncate);
    part.table.is_partition = true;
    BOOST_TEST(findings_of(rule, part.command).size() == 1U);
}

BOOST_AUTO_TEST_CASE(it_warns_unless_told_otherwise) {
    OfTable file(CommandKind::Truncate);
    const auto found = findings_of(rule, file.command, default_policy());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].told == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(other_commands_are_not_its_business) {
    OfTable file(CommandKind::DropTable);
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_SUITE_END()
