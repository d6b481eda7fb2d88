#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(autovacuum_on)

namespace {

constexpr std::string_view rule = "autovacuum_on";

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_that_is_vacuumed_passes) {
    BOOST_TEST(findings_of(rule, Sample{column("id", "uuid")}).empty());
}

BOOST_AUTO_TEST_CASE(each_option_is_found_with_its_fix) {
    Sample sample{column("id", "uuid")};
    sample.table.autovacuum_is_off = true;
    auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has autovacuum switched off");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RESET (autovacuum_enabled);");
    BOOST_TEST(found[0].cure.empty());
    BOOST_TEST(found[0].value == "autovacuum_enabled");
    sample.table.toast_autovacuum_is_off = true;
    found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[1].message == "table app.files has autovacuum switched off for its TOAST table");
    BOOST_TEST(found[1].fix == "ALTER TABLE app.files RESET (toast.autovacuum_enabled);");
    BOOST_TEST(found[1].value == "toast.autovacuum_enabled");
}

BOOST_AUTO_TEST_CASE(a_partition_is_judged) {
    Sample sample{column("id", "uuid")};
    sample.table.autovacuum_is_off = true;
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_materialized_view_is_judged) {
    Sample sample{column("id", "uuid")};
    sample.table.kind = ObjectKind::MaterializedView;
    sample.table.autovacuum_is_off = true;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER MATERIALIZED VIEW app.files RESET (autovacuum_enabled);");
}

BOOST_AUTO_TEST_SUITE_END()
