#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_deprecated_type)

namespace {

constexpr std::string_view rule = "no_deprecated_type";

}  // namespace

BOOST_AUTO_TEST_CASE(other_types_pass) {
    const Sample sample{column("a", "text"),
                        column("b", "boolean"),
                        column("c", "bit varying"),
                        column("d", "tsvector"),
                        column("e", Type{"timestamp(3) with time zone", "timestamp with time zone",
                                         "timestamp with time zone", "timestamptz"}),
                        column("f", "app.name")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(each_type_is_found_with_its_reason) {
    const Sample sample{column("a", "txid_snapshot"), column("b", "name"), column("c", "aclitem"), column("d", "xml"),
                        column("e", Type{"bit(8)", "bit", "bit", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 5U);
    BOOST_TEST(found[0].message == "column a of table app.files is txid_snapshot, which pg_snapshot replaced");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN a TYPE pg_snapshot USING a::text::pg_snapshot;");
    BOOST_TEST(found[1].message ==
               "column b of table app.files is name, a system catalog type that truncates at 63 bytes");
    BOOST_TEST(found[1].fix == "ALTER TABLE app.files ALTER COLUMN b TYPE text;");
    BOOST_TEST(found[1].definition == "b text NOT NULL");
    BOOST_TEST(found[1].caution.starts_with("MG609"));
    BOOST_TEST(found[2].message ==
               "column c of table app.files is aclitem, a system catalog type that pg_upgrade rejects");
    BOOST_TEST(found[2].fix == "ALTER TABLE app.files ALTER COLUMN c TYPE text;");
    BOOST_TEST(found[3].message ==
               "column d of table app.files is xml, which has no equality operator and no index support");
    BOOST_TEST(found[3].fix == "ALTER TABLE app.files ALTER COLUMN d TYPE text;");
    BOOST_TEST(found[4].message ==
               "column e of table app.files is bit(8), a bit string, neither a boolean nor a number");
    BOOST_TEST(found[4].fix.empty());
    BOOST_TEST(found[4].value == "bit(8)");
}

BOOST_AUTO_TEST_CASE(whole_seconds_are_rounded_ones) {
    const Sample sample{column("read_at", Type{"timestamp(0) with time zone", "timestamp with time zone",
                                               "timestamp with time zone", "timestamptz"})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column read_at of table app.files is timestamp(0) with time zone, which rounds to whole seconds, "
               "possibly into the future");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN read_at TYPE timestamptz;");
}

BOOST_AUTO_TEST_CASE(a_default_that_would_not_follow_leaves_no_fix) {
    Sample sample{column("seen", "txid_snapshot")};
    sample.columns[0].default_kind = DefaultKind::Other;
    BOOST_TEST(findings_of(rule, sample).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(the_policy_names_more) {
    const House house{{.rule = rule, .params = R"({"types": ["public.hstore", "varbit"]})"}};
    const Sample sample{column("tags", "public.hstore"),
                        column("bits", Type{"bit varying", "bit varying", "bit varying", "varbit"}),
                        column("page", "xml"), column("note", "text")};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 3U);
    BOOST_TEST(found[0].message ==
               "column tags of table app.files is public.hstore, which the policy lists as deprecated");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].definition.empty());
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements) {
    const Sample sample{column("pages", Type{"xml[]", "xml[]", "xml", {}})};
    BOOST_TEST(findings_of(rule, sample).at(0).fix == "ALTER TABLE app.files ALTER COLUMN pages TYPE text[];");
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through_and_keeps_what_it_checks) {
    const Sample sample{column("of", Type{"app.special", "xml", "xml", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "app.special");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_parents_column_is_the_parents_matter) {
    Sample sample{column("held", "xml")};
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_others_hold_fast_has_no_fix) {
    Sample refers{column("held", "xml")};
    refers.refer(0, "app.others");
    BOOST_TEST(findings_of(rule, refers).at(0).fix.empty());
    Sample computed{column("held", "xml")};
    computed.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, computed).at(0).fix.empty());
    Sample partitioned{column("held", "xml")};
    partitioned.columns[0].in_partition_key = true;
    BOOST_TEST(findings_of(rule, partitioned).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_as_the_other_server_has_them) {
    Sample sample{column("held", "xml")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
