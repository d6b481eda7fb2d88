#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_set_tablespace)

namespace {

constexpr auto rule = "no_set_tablespace";

OfTable& moved(OfTable& file, std::string_view name, std::string_view quoted_name) {
    file.command.value = name;
    file.command.new_name = quoted_name;
    return file;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_in_use_that_moves_is_found) {
    OfTable file(CommandKind::SetTablespace);
    const auto found = findings_of(rule, moved(file, "Fast", "\"Fast\"").command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &file.table);
    BOOST_TEST(found[0].part == "");
    BOOST_TEST(found[0].message ==
               "table app.files is moved to tablespace \"Fast\" with a copy that blocks reads and writes");
    BOOST_TEST(found[0].value == "Fast");
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(so_is_a_materialized_view) {
    OfTable view(CommandKind::SetTablespace, ObjectKind::MaterializedView);
    BOOST_TEST(findings_of(rule, moved(view, "fast", "fast").command).at(0).message ==
               "materialized view app.files is moved to tablespace fast with a copy that blocks reads and writes");
}

BOOST_AUTO_TEST_CASE(so_is_an_index_of_one) {
    OfTable file(CommandKind::SetTablespace);
    const auto found = findings_of(rule, moved(file, "fast", "fast").named("files_pkey").command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "files_pkey");
    BOOST_TEST(found[0].part_type == "index");
    BOOST_TEST(
        found[0].message ==
        "index files_pkey of table app.files is moved to tablespace fast with a copy that blocks reads and writes");
    BOOST_TEST(found[0].value == "fast");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_in_use_may_move) {
    OfTable file(CommandKind::SetTablespace);
    moved(file, "fast", "fast").command.in_use = false;
    BOOST_TEST(findings_of(rule, file.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_unless_a_house_asks_for_it) {
    const House house({});
    BOOST_TEST(findings_of(rule, OfTable(CommandKind::SetTablespace).command, house).empty());
}

BOOST_AUTO_TEST_SUITE_END()
