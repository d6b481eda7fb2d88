#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(timestamptz)

namespace {

constexpr std::string_view rule = "timestamptz";
constexpr std::string_view local = "timestamp without time zone";

}  // namespace

BOOST_AUTO_TEST_CASE(other_types_pass) {
    const Sample sample{column("read_at", "timestamp with time zone"), column("opens", "time without time zone"),
                        column("day", "date")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_local_timestamp_is_read_as_utc) {
    Sample sample{column("read_at", Type{"timestamp(3) without time zone", local, local, "timestamp"})};
    sample.columns[0].default_kind = DefaultKind::CurrentTime;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column read_at of table app.files is timestamp(3) without time zone instead of timestamptz");
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files ALTER COLUMN read_at TYPE timestamptz USING read_at AT TIME ZONE 'UTC';");
    BOOST_TEST(found[0].caution.starts_with("MG609"));
    BOOST_TEST(found[0].definition == "read_at timestamptz NOT NULL DEFAULT now()");
    BOOST_TEST(found[0].value == "timestamp(3) without time zone");
}

BOOST_AUTO_TEST_CASE(a_default_that_the_sessions_zone_would_shift_leaves_no_fix) {
    for (const DefaultKind kind : {DefaultKind::Constant, DefaultKind::Other}) {
        Sample sample{column("read_at", local)};
        sample.columns[0].default_kind = kind;
        BOOST_TEST(findings_of(rule, sample).at(0).fix.empty());
    }
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements) {
    const Sample sample{
        column("seen", Type{"timestamp without time zone[]", "timestamp without time zone[]", local, {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column seen of table app.files is timestamp without time zone[] instead of timestamptz[]");
    BOOST_TEST(found[0].definition == "seen timestamptz[] NOT NULL");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_time_of_day_with_an_offset_has_no_fix) {
    const Sample sample{column("opens", "time with time zone")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column opens of table app.files is time with time zone, whose offset is meaningless without a date");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].definition.empty());
    BOOST_TEST(found[0].value == "time with time zone");
}

BOOST_AUTO_TEST_CASE(an_attribute_can_not_be_read_as_utc) {
    Sample sample{column("read_at", local)};
    sample.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, sample).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(timestamp_shape_speaks_alone_of_its_columns) {
    Sample sample{column("created_at", local), column("read_at", local)};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "read_at");
    const House house{{.rule = "timestamp_shape", .severity = "off"}};
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through_and_keeps_what_it_checks) {
    const Sample sample{
        column("of", Type{"app.special", "timestamp without time zone", "timestamp without time zone", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "app.special");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_parents_column_is_the_parents_matter) {
    Sample sample{column("held", local)};
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_others_hold_fast_has_no_fix) {
    Sample refers{column("held", local)};
    refers.refer(0, "app.others");
    BOOST_TEST(findings_of(rule, refers).at(0).fix.empty());
    Sample computed{column("held", local)};
    computed.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, computed).at(0).fix.empty());
    Sample partitioned{column("held", local)};
    partitioned.columns[0].in_partition_key = true;
    BOOST_TEST(findings_of(rule, partitioned).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_as_the_other_server_has_them) {
    Sample sample{column("held", local)};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
