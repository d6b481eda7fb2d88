#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(timestamp_shape)

namespace {

constexpr std::string_view rule = "timestamp_shape";

// created_at of that type, NOT NULL DEFAULT now().
Column created_at(Type type) {
    Column made = timestamp("created_at");
    made.type = type;
    return made;
}
Column created_at(std::string_view name) {
    return created_at(type(name));
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_shape_passes_and_other_columns_are_not_asked) {
    const Sample sample{timestamp("created_at"), timestamp("updated_at"), column("read_at", "date")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_local_timestamp_is_read_as_utc) {
    const Sample sample{created_at("timestamp without time zone")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column created_at of table app.files is timestamp without time zone instead of timestamptz");
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE 'UTC';");
    BOOST_TEST(found[0].definition == "created_at timestamptz NOT NULL DEFAULT now()");
    BOOST_TEST(found[0].value == "timestamp without time zone");
}

BOOST_AUTO_TEST_CASE(a_date_becomes_one_by_itself) {
    const auto found = findings_of(rule, Sample{created_at("date")});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN created_at TYPE timestamptz;");
}

BOOST_AUTO_TEST_CASE(what_does_not_become_one_has_no_fix) {
    const Sample bigint{created_at("bigint")};
    BOOST_TEST(findings_of(rule, bigint).at(0).fix.empty());
    const Sample array{
        created_at(Type{"timestamp with time zone[]", "timestamp with time zone[]", "timestamp with time zone", {}})};
    BOOST_TEST(findings_of(rule, array).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(nor_has_a_column_that_others_hold_fast) {
    Sample parents{created_at("date")};
    parents.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, parents).at(0).fix.empty());
    Sample key{created_at("date")};
    key.refer(0, "app.days");
    BOOST_TEST(findings_of(rule, key).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(a_typed_tables_column_is_mended_in_its_type) {
    Sample sample{created_at("date")};
    sample.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, sample).at(0).fix ==
               "ALTER TYPE app.file ALTER ATTRIBUTE created_at TYPE timestamptz CASCADE;");
}

BOOST_AUTO_TEST_CASE(a_domain_counts_as_its_base) {
    const Sample sample{created_at(Type{"app.moment", "timestamp with time zone", "timestamp with time zone", {}})};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_default_is_missing_or_another) {
    Sample sample{timestamp("updated_at")};
    sample.columns[0].default_kind = DefaultKind::None;
    auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column updated_at of table app.files has no DEFAULT now()");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN updated_at SET DEFAULT now();");
    sample.columns[0].default_kind = DefaultKind::Other;
    found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column updated_at of table app.files has a default other than now()");
}

BOOST_AUTO_TEST_CASE(a_nullable_column_is_filled_before_it_is_closed) {
    Sample sample{timestamp("updated_at")};
    sample.columns[0].not_null = false;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column updated_at of table app.files is nullable");
    BOOST_TEST(found[0].fix ==
               "UPDATE app.files SET updated_at = now() WHERE updated_at IS NULL; "
               "ALTER TABLE app.files ALTER COLUMN updated_at SET NOT NULL;");
}

BOOST_AUTO_TEST_CASE(each_fault_is_a_finding_with_a_value_of_its_own) {
    Column bare = column("created_at", "date");
    bare.not_null = false;
    const auto found = findings_of(rule, Sample{bare});
    BOOST_REQUIRE_EQUAL(found.size(), 3U);
    BOOST_TEST(found[0].value == "date");
    BOOST_TEST(found[1].value == "no default");
    BOOST_TEST(found[2].value == "nullable");
}

// now() is no bigint: neither as a default nor as a value.
BOOST_AUTO_TEST_CASE(a_column_that_can_not_hold_a_time_gets_no_sql_that_fails) {
    Column number = column("created_at", "bigint");
    number.not_null = false;
    const Sample sample{number};
    for (const Finding& finding : findings_of(rule, sample)) BOOST_TEST(finding.fix.empty(), finding.fix);
}

BOOST_AUTO_TEST_CASE(its_columns_are_those_of_require_timestamps_unless_it_has_its_own) {
    const Sample sample{column("made_at", "date"), column("created_at", "date")};
    const PolicyRow theirs{.rule = "MG301", .params = R"({"columns": ["made_at"]})"};
    const auto following = findings_of(rule, sample.table, House{theirs});
    BOOST_TEST(following.size() == 2U);
    for (const Finding& finding : following) BOOST_TEST(finding.column->name == "made_at");
    const House own{theirs, {.rule = "MG302", .params = R"({"columns": ["read_at"]})"}};
    BOOST_TEST(findings_of(rule, sample.table, own).empty());
}

BOOST_AUTO_TEST_CASE(nobody_fills_in_a_generated_column) {
    Sample sample{timestamp("updated_at")};
    sample.columns[0].default_kind = DefaultKind::Generated;
    sample.columns[0].not_null = false;
    for (const Finding& found : findings_of(rule, sample)) BOOST_TEST(found.fix.empty());
}

BOOST_AUTO_TEST_SUITE_END()
