#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(explicit_constraint_names)

namespace {

constexpr auto rule = "explicit_constraint_names";

}  // namespace

BOOST_AUTO_TEST_CASE(a_constraint_without_a_name_is_found) {
    OfTable file(CommandKind::AutomaticName);
    file.named("files_owner_id_fkey").command.words = "foreign key";
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "files_owner_id_fkey");
    BOOST_TEST(found[0].part_type == "constraint");
    BOOST_TEST(found[0].message ==
               "foreign key of table app.files has no explicit name; PostgreSQL chooses files_owner_id_fkey");
    BOOST_TEST(found[0].value == "foreign key");
    BOOST_TEST(found[0].cure == "-- write CONSTRAINT files_owner_id_fkey before the constraint");
}

BOOST_AUTO_TEST_CASE(so_is_an_index) {
    OfTable file(CommandKind::AutomaticName);
    file.named("files_name_idx").command.words = "index";
    const auto found = findings_of(rule, file.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part_type == "index");
    BOOST_TEST(found[0].message == "index of table app.files has no explicit name; PostgreSQL chooses files_name_idx");
    BOOST_TEST(found[0].cure == "-- write files_name_idx before ON");
}

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    OfTable file(CommandKind::AutomaticName);
    file.named("files_owner_id_fkey").command.words = "foreign key";
    BOOST_TEST(findings_of(rule, file.command, default_policy()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
