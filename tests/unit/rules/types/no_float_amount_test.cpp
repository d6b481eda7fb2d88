#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_float_amount)

namespace {

constexpr std::string_view rule = "no_float_amount";

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_that_are_exact_or_no_amounts_pass) {
    const Sample sample{column("price", "numeric"), column("amount", "bigint"), column("weight", "real"),
                        column("price_ratio", "double precision")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(an_amount_is_known_by_its_name) {
    for (const std::string_view name :
         {"amount", "tax_amount", "price", "unit_price", "balance", "open_balance", "cost", "shipping_cost"}) {
        const Sample sample{column(name, "double precision")};
        BOOST_TEST(findings_of(rule, sample).size() == 1U, name);
    }
}

BOOST_AUTO_TEST_CASE(the_fix_keeps_all_digits) {
    const Sample sample{column("price", "real")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column price of table app.files is real; amounts are numeric");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN price TYPE numeric USING price::text::numeric;");
    BOOST_TEST(found[0].caution.starts_with("MG609"));
    BOOST_TEST(found[0].definition == "price numeric NOT NULL");
    BOOST_TEST(found[0].value == "real");
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements) {
    const Sample sample{column("price", Type{"real[]", "real[]", "real", "float4"})};
    BOOST_TEST(findings_of(rule, sample).at(0).fix ==
               "ALTER TABLE app.files ALTER COLUMN price TYPE numeric[] USING price::text[]::numeric[];");
}

BOOST_AUTO_TEST_CASE(an_attribute_would_lose_digits) {
    Sample sample{column("price", "real")};
    sample.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, sample).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(the_policy_names_the_columns) {
    const House house{{.rule = rule, .params = R"({"columns": ["fee"]})"}};
    const Sample sample{column("fee", "real"), column("price", "real")};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "fee");
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through_and_keeps_what_it_checks) {
    const Sample sample{column("price", Type{"app.special", "real", "real", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "app.special");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_parents_column_is_the_parents_matter) {
    Sample sample{column("cost", "real")};
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_others_hold_fast_has_no_fix) {
    Sample refers{column("cost", "real")};
    refers.refer(0, "app.others");
    BOOST_TEST(findings_of(rule, refers).at(0).fix.empty());
    Sample computed{column("cost", "real")};
    computed.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, computed).at(0).fix.empty());
    Sample partitioned{column("cost", "real")};
    partitioned.columns[0].in_partition_key = true;
    BOOST_TEST(findings_of(rule, partitioned).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_as_the_other_server_has_them) {
    Sample sample{column("cost", "real")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
