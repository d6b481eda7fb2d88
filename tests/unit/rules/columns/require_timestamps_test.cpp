#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(require_timestamps)

namespace {

constexpr std::string_view rule = "require_timestamps";

}  // namespace

BOOST_AUTO_TEST_CASE(both_columns_pass_whatever_their_type) {
    const Sample sample{timestamp("created_at"), column("updated_at", "date")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(each_missing_column_is_a_finding_with_its_fix) {
    const Sample none{column("id", "uuid")};
    BOOST_TEST(findings_of(rule, none).size() == 2U);
    const Sample sample{timestamp("created_at")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has no column updated_at");
    BOOST_TEST(found[0].value == "updated_at");
    BOOST_TEST(found[0].definition == "updated_at timestamptz NOT NULL DEFAULT now()");
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files ADD COLUMN IF NOT EXISTS updated_at timestamptz NOT NULL DEFAULT now();");
}

BOOST_AUTO_TEST_CASE(a_typed_table_is_mended_through_its_type) {
    Sample sample{timestamp("created_at")};
    sample.table.of_type = "app.file";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files NOT OF; "
               "ALTER TABLE app.files ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(); "
               "ALTER TYPE app.file ADD ATTRIBUTE updated_at timestamptz CASCADE; "
               "ALTER TABLE app.files OF app.file;");
}

BOOST_AUTO_TEST_CASE(only_tables_that_hold_rows_here_are_judged) {
    Sample sample{};
    sample.table.kind = ObjectKind::PartitionedTable;
    BOOST_TEST(findings_of(rule, sample).size() == 2U);
    for (const auto kind :
         {ObjectKind::ForeignTable, ObjectKind::View, ObjectKind::MaterializedView, ObjectKind::Sequence}) {
        sample.table.kind = kind;
        BOOST_TEST(findings_of(rule, sample).empty());
    }
}

BOOST_AUTO_TEST_CASE(a_partition_has_its_parents_columns) {
    Sample sample{};
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_pattern_asks_for_any_column_that_matches_and_offers_no_fix) {
    const House house{{.rule = "MG301", .params = R"({"columns": ["created_*"]})"}};
    BOOST_TEST(findings_of(rule, Sample{timestamp("created_on")}.table, house).empty());
    const Sample sample{timestamp("made_at")};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has no column created_*");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].definition.empty());
}

BOOST_AUTO_TEST_CASE(a_name_that_sql_would_fold_is_quoted_in_the_fix) {
    const House house{{.rule = "MG301", .params = R"({"columns": ["createdAt"]})"}};
    const Sample sample{};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].definition == "\"createdAt\" timestamptz NOT NULL DEFAULT now()");
}

BOOST_AUTO_TEST_SUITE_END()
