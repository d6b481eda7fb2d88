#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(soft_delete_shape)

namespace {

constexpr std::string_view rule = "soft_delete_shape";
constexpr std::string_view timestamptz = "timestamp with time zone";

// is_deleted of that type, NOT NULL DEFAULT false.
Column is_deleted(Type of = type("boolean")) {
    Column made = column("is_deleted", of);
    made.default_kind = DefaultKind::Constant;
    made.default_value = "false";
    return made;
}

// deleted_at of that type, nullable.
Column deleted_at(std::string_view of = timestamptz) {
    Column made = column("deleted_at", of);
    made.not_null = false;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(both_of_their_shape_pass_and_so_does_the_time_alone) {
    const Sample both{is_deleted(), deleted_at()};
    BOOST_TEST(findings_of(rule, both).empty());
    const Sample alone{deleted_at()};
    BOOST_TEST(findings_of(rule, alone).empty());
    const Sample neither{column("deleted", "integer"), column("deleted_by", "text")};
    BOOST_TEST(findings_of(rule, neither).empty());
}

BOOST_AUTO_TEST_CASE(the_flag_without_the_time_is_found) {
    const Sample sample{is_deleted()};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has is_deleted without deleted_at");
    BOOST_TEST(found[0].column == nullptr);
    BOOST_TEST(found[0].value == "deleted_at");
    BOOST_TEST(found[0].definition == "deleted_at timestamptz");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ADD COLUMN IF NOT EXISTS deleted_at timestamptz;");
}

BOOST_AUTO_TEST_CASE(a_typed_table_gets_the_time_by_its_type) {
    Sample sample{is_deleted()};
    sample.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, sample).at(0).fix ==
               "ALTER TYPE app.file ADD ATTRIBUTE deleted_at timestamptz CASCADE;");
}

BOOST_AUTO_TEST_CASE(a_nullable_flag_is_filled_and_closed) {
    Sample sample{is_deleted(), deleted_at()};
    sample.columns[0].not_null = false;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column is_deleted of table app.files is nullable");
    BOOST_TEST(found[0].value == "nullable");
    BOOST_TEST(found[0].definition == "is_deleted boolean NOT NULL DEFAULT false");
    BOOST_TEST(found[0].fix ==
               "UPDATE app.files SET is_deleted = false WHERE is_deleted IS NULL; "
               "ALTER TABLE app.files ALTER COLUMN is_deleted SET NOT NULL;");
    BOOST_TEST(found[0].caution.starts_with("MG605"));
}

BOOST_AUTO_TEST_CASE(a_flag_starts_false) {
    Sample sample{is_deleted(), deleted_at()};
    sample.columns[0].default_value = "true";
    auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column is_deleted of table app.files has a default other than false");
    BOOST_TEST(found[0].value == "other default");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN is_deleted SET DEFAULT false;");
    sample.columns[0].default_kind = DefaultKind::None;
    found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column is_deleted of table app.files has no DEFAULT false");
    BOOST_TEST(found[0].value == "no default");
}

BOOST_AUTO_TEST_CASE(a_flag_that_is_generated_has_its_value_from_elsewhere) {
    Sample sample{is_deleted(), deleted_at()};
    sample.columns[0].default_kind = DefaultKind::Generated;
    sample.columns[0].not_null = false;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_number_becomes_a_flag_whole) {
    for (const std::string_view number : {"smallint", "integer", "bigint"}) {
        Sample sample{is_deleted(type(number)), deleted_at()};
        sample.columns[0].not_null = false;
        const auto found = findings_of(rule, sample);
        BOOST_REQUIRE_EQUAL(found.size(), 1U);
        BOOST_TEST(found[0].message ==
                   "column is_deleted of table app.files is " + std::string(number) + " instead of boolean");
        BOOST_TEST(found[0].value == number);
        BOOST_TEST(found[0].fix ==
                   "ALTER TABLE app.files ALTER COLUMN is_deleted DROP DEFAULT, "
                   "ALTER COLUMN is_deleted TYPE boolean USING coalesce(is_deleted <> 0, false), "
                   "ALTER COLUMN is_deleted SET DEFAULT false, ALTER COLUMN is_deleted SET NOT NULL;");
        BOOST_TEST(found[0].caution.starts_with("MG609"));
    }
}

BOOST_AUTO_TEST_CASE(a_number_that_something_may_compare_has_no_fix) {
    Sample checked{is_deleted(type("integer")), deleted_at()};
    checked.check("files_is_deleted_check");
    BOOST_TEST(findings_of(rule, checked).at(0).fix.empty());
    Sample partial{is_deleted(type("integer")), deleted_at()};
    partial.index("idx_files_deleted_at", {"deleted_at"}).predicate_tree = "{...}";
    partial.table.indexes = partial.indexes;
    BOOST_TEST(findings_of(rule, partial).at(0).fix.empty());
    Sample expression{is_deleted(type("integer")), deleted_at()};
    expression.index("idx_files_live", {"deleted_at"});
    expression.key_lists.back()[0].column = no_column;
    BOOST_TEST(findings_of(rule, expression).at(0).fix.empty());
    Sample key{is_deleted(type("integer")), deleted_at()};
    key.refer(0, "app.states");
    BOOST_TEST(findings_of(rule, key).at(0).fix.empty());
    Sample typed{is_deleted(type("integer")), deleted_at()};
    typed.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, typed).at(0).fix.empty());
    Sample plain{is_deleted(type("integer")), deleted_at()};
    plain.index("idx_files_deleted_at", {"deleted_at"});
    BOOST_TEST(!findings_of(rule, plain).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_flag_by_any_cast_has_no_fix) {
    const Sample text{is_deleted(type("text")), deleted_at()};
    BOOST_TEST(findings_of(rule, text).at(0).fix.empty());
    const Sample array{is_deleted(Type{"boolean[]", "boolean[]", "boolean", "bool"}), deleted_at()};
    const auto found = findings_of(rule, array);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(domains_are_seen_through) {
    Sample sample{is_deleted(Type{"app.flag", "boolean", "boolean", "bool"}), deleted_at()};
    sample.columns[1].type = Type{"app.moment", timestamptz, timestamptz, "timestamptz"};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(the_time_is_timestamptz) {
    const auto found = findings_of(rule, Sample{deleted_at("timestamp without time zone")});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column deleted_at of table app.files is timestamp without time zone instead of timestamptz");
    BOOST_TEST(found[0].value == "timestamp without time zone");
    BOOST_TEST(found[0].definition == "deleted_at timestamptz");
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files ALTER COLUMN deleted_at TYPE timestamptz USING deleted_at AT TIME ZONE 'UTC';");
    BOOST_TEST(findings_of(rule, Sample{deleted_at("bigint")}).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(of_the_time_the_rule_about_all_times_says_nothing) {
    const Sample sample{deleted_at("timestamp without time zone")};
    BOOST_TEST(findings_of("timestamptz", sample).empty());
    const House without{{.rule = rule, .severity = "off"}};
    BOOST_TEST(findings_of("timestamptz", sample.table, without).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_time_may_be_missing) {
    Sample sample{deleted_at()};
    sample.columns[0].not_null = true;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column deleted_at of table app.files is NOT NULL, which marks every row as deleted");
    BOOST_TEST(found[0].value == "not null");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN deleted_at DROP NOT NULL;");
}

BOOST_AUTO_TEST_CASE(what_a_domain_or_the_primary_key_closes_stays_so) {
    Sample key{deleted_at()};
    key.columns[0].not_null = true;
    key.primary_key({"deleted_at"});
    BOOST_TEST(findings_of(rule, key).at(0).fix.empty());
    Sample domain{deleted_at()};
    domain.columns[0].not_null = true;
    domain.columns[0].type.declared = "app.moment";
    BOOST_TEST(findings_of(rule, domain).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_the_parents_matter) {
    Sample sample{is_deleted(type("integer")), deleted_at("date")};
    sample.columns[0].inherited = sample.columns[1].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
    Sample lone{is_deleted()};
    lone.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, lone).empty());
}

BOOST_AUTO_TEST_SUITE_END()
