#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_oid_reference)

namespace {

constexpr std::string_view rule = "no_oid_reference";

}  // namespace

BOOST_AUTO_TEST_CASE(other_types_pass) {
    const Sample sample{column("id", "uuid"), column("revision", "xid8"), column("kind", "app.regclass")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(each_type_that_stores_oids_is_found) {
    for (const std::string_view type : {"oid", "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace",
                                        "regoper", "regoperator", "regproc", "regprocedure", "regrole", "regtype"}) {
        const Sample sample{column("what", type)};
        BOOST_TEST(findings_of(rule, sample).size() == 1U, type);
    }
}

BOOST_AUTO_TEST_CASE(a_name_takes_its_place) {
    const Sample sample{column("source", "regclass")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column source of table app.files is regclass, which stores OIDs");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN source TYPE text;");
    BOOST_TEST(found[0].caution.starts_with("MG609"));
    BOOST_TEST(found[0].definition == "source text NOT NULL");
    BOOST_TEST(found[0].value == "regclass");
}

BOOST_AUTO_TEST_CASE(what_a_bare_oid_names_nothing_tells) {
    const Sample sample{column("source", "oid")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].definition.empty());
}

BOOST_AUTO_TEST_CASE(a_large_object_is_no_reference_to_the_catalogs) {
    const Sample sample{column("picture", Type{"public.lo", "oid", "oid", {}}),
                        column("pictures", Type{"public.lo[]", "oid[]", "oid", {}})};
    BOOST_TEST(findings_of(rule, sample).empty());
    const Sample other{column("picture", Type{"app.blo", "oid", "oid", {}})};
    BOOST_TEST(findings_of(rule, other).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements) {
    const Sample sample{column("sources", Type{"regclass[]", "regclass[]", "regclass", {}})};
    BOOST_TEST(findings_of(rule, sample).at(0).fix == "ALTER TABLE app.files ALTER COLUMN sources TYPE text[];");
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through_and_keeps_what_it_checks) {
    const Sample sample{column("of", Type{"app.special", "regclass", "regclass", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "app.special");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_parents_column_is_the_parents_matter) {
    Sample sample{column("held", "regtype")};
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_others_hold_fast_has_no_fix) {
    Sample refers{column("held", "regtype")};
    refers.refer(0, "app.others");
    BOOST_TEST(findings_of(rule, refers).at(0).fix.empty());
    Sample computed{column("held", "regtype")};
    computed.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, computed).at(0).fix.empty());
    Sample partitioned{column("held", "regtype")};
    partitioned.columns[0].in_partition_key = true;
    BOOST_TEST(findings_of(rule, partitioned).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_as_the_other_server_has_them) {
    Sample sample{column("held", "regtype")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
