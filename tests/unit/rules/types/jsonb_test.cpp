#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(jsonb)

namespace {

constexpr std::string_view rule = "jsonb";

}  // namespace

BOOST_AUTO_TEST_CASE(jsonb_passes) {
    const Sample sample{column("metadata", "jsonb"), column("note", "text")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(json_is_found_with_its_fix) {
    Sample sample{column("metadata", "json")};
    sample.columns[0].default_kind = DefaultKind::Constant;
    sample.columns[0].default_value = "{}";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column metadata of table app.files is json instead of jsonb");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN metadata TYPE jsonb;");
    BOOST_TEST(found[0].caution.starts_with("MG609"));
    BOOST_TEST(found[0].definition == "metadata jsonb NOT NULL DEFAULT '{}'");
    BOOST_TEST(found[0].value == "json");
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements) {
    const Sample sample{column("events", Type{"json[]", "json[]", "json", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN events TYPE jsonb[];");
}

BOOST_AUTO_TEST_CASE(a_typed_tables_column_is_mended_in_its_type) {
    Sample sample{column("metadata", "json")};
    sample.table.of_type = "app.\"{file}\"";
    BOOST_TEST(findings_of(rule, sample).at(0).fix ==
               "ALTER TYPE app.\"{file}\" ALTER ATTRIBUTE metadata TYPE jsonb CASCADE;");
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through_and_keeps_what_it_checks) {
    const Sample sample{column("of", Type{"app.special", "json", "json", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "app.special");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_parents_column_is_the_parents_matter) {
    Sample sample{column("held", "json")};
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_others_hold_fast_has_no_fix) {
    Sample refers{column("held", "json")};
    refers.refer(0, "app.others");
    BOOST_TEST(findings_of(rule, refers).at(0).fix.empty());
    Sample computed{column("held", "json")};
    computed.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, computed).at(0).fix.empty());
    Sample partitioned{column("held", "json")};
    partitioned.columns[0].in_partition_key = true;
    BOOST_TEST(findings_of(rule, partitioned).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_as_the_other_server_has_them) {
    Sample sample{column("held", "json")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
