#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_table_inheritance)

namespace {

constexpr std::string_view rule = "no_table_inheritance";

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_without_parents_passes) {
    BOOST_TEST(findings_of(rule, Sample{column("id", "uuid")}).empty());
}

BOOST_AUTO_TEST_CASE(each_parent_is_found_with_its_fix) {
    Sample sample{column("id", "uuid")};
    const std::string_view parents[] = {"app.items", "app.\"Things\""};
    sample.table.parents = parents;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].message == "table app.files inherits from app.items");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files NO INHERIT app.items;");
    BOOST_TEST(found[0].cure.empty());
    BOOST_TEST(found[0].caution == "queries of the parent then no longer return its rows");
    BOOST_TEST(found[0].value == "app.items");
    BOOST_TEST(found[1].fix == "ALTER TABLE app.files NO INHERIT app.\"Things\";");
}

BOOST_AUTO_TEST_CASE(a_foreign_table_inherits_as_well) {
    Sample sample{column("id", "uuid")};
    const std::string_view parents[] = {"app.items"};
    sample.table.parents = parents;
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).at(0).fix == "ALTER FOREIGN TABLE app.files NO INHERIT app.items;");
}

BOOST_AUTO_TEST_SUITE_END()
