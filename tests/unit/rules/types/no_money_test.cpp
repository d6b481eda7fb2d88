#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_money)

namespace {

constexpr std::string_view rule = "no_money";

}  // namespace

BOOST_AUTO_TEST_CASE(numeric_passes) {
    const Sample sample{column("price", "numeric"), column("money", "bigint")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(money_is_found_with_its_fix) {
    Sample sample{column("price", "money")};
    sample.columns[0].not_null = false;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column price of table app.files is money; amounts are numeric");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN price TYPE numeric;");
    BOOST_TEST(found[0].caution.starts_with("MG609"));
    BOOST_TEST(found[0].definition == "price numeric");
    BOOST_TEST(found[0].value == "money");
}

BOOST_AUTO_TEST_CASE(a_default_is_a_number_too) {
    Sample sample{column("price", "money")};
    sample.columns[0].default_kind = DefaultKind::Constant;
    sample.columns[0].default_value = "$1,000.00";
    BOOST_TEST(findings_of(rule, sample).at(0).definition == "price numeric NOT NULL");
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements) {
    const Sample sample{column("prices", Type{"money[]", "money[]", "money", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN prices TYPE numeric[];");
}

BOOST_AUTO_TEST_CASE(a_typed_tables_column_is_mended_in_its_type) {
    Sample sample{column("price", "money")};
    sample.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, sample).at(0).fix ==
               "ALTER TYPE app.file ALTER ATTRIBUTE price TYPE numeric CASCADE;");
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through_and_keeps_what_it_checks) {
    const Sample sample{column("of", Type{"app.special", "money", "money", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "app.special");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_parents_column_is_the_parents_matter) {
    Sample sample{column("held", "money")};
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_others_hold_fast_has_no_fix) {
    Sample refers{column("held", "money")};
    refers.refer(0, "app.others");
    BOOST_TEST(findings_of(rule, refers).at(0).fix.empty());
    Sample computed{column("held", "money")};
    computed.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, computed).at(0).fix.empty());
    Sample partitioned{column("held", "money")};
    partitioned.columns[0].in_partition_key = true;
    BOOST_TEST(findings_of(rule, partitioned).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_as_the_other_server_has_them) {
    Sample sample{column("held", "money")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
