#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(column_snake_case)

namespace {

constexpr std::string_view rule = "column_snake_case";

}  // namespace

BOOST_AUTO_TEST_CASE(snake_case_passes) {
    const Sample sample{column("id", "uuid"),     column("storage_path", "text"), column("sha256", "text"),
                        column("line_2", "text"), column("user", "text"),         column("_id", "text"),
                        column("__v", "text")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(all_else_is_found) {
    const Sample sample{column("userId", "text"), column("_Id", "text"), column("id_", "text"),
                        column("a__b", "text"),   column("2nd", "text"), column("first name", "text"),
                        column("größe", "text")};
    BOOST_TEST(findings_of(rule, sample).size() == sample.columns.size());
}

BOOST_AUTO_TEST_CASE(the_fix_renames_it) {
    Sample sample{column("userId", "text")};
    sample.columns[0].quoted_name = R"("userId")";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == R"(name of column "userId" of table app.files is not snake_case)");
    BOOST_TEST(found[0].value == "userId");
    BOOST_TEST(found[0].fix == R"(ALTER TABLE app.files RENAME COLUMN "userId" TO user_id;)");
    BOOST_TEST(found[0].definition == "user_id text NOT NULL");
    BOOST_TEST(found[0].caution.starts_with("MG703"));
    sample.columns[0].quoted_name_before = "user_id";
    BOOST_TEST(findings_of(rule, sample).at(0).cure.empty());
}

BOOST_AUTO_TEST_CASE(its_indexes_follow) {
    Sample sample{column("userId", "text"), column("created_at", "timestamp with time zone")};
    sample.index("idx_files_userId_created", {"userId", "created_at"});
    sample.index("idx_files_created_at", {"created_at"});
    sample.index("by_user", {"userId"});
    const Finding found = findings_of(rule, sample).at(0);
    BOOST_TEST(found.fix ==
               "ALTER TABLE app.files RENAME COLUMN userId TO user_id;\n"
               "ALTER INDEX idx_files_userId_created RENAME TO idx_files_user_id_created_at;");
    BOOST_TEST(found.cure == "ALTER TABLE app.files RENAME COLUMN userId TO user_id;");
}

BOOST_AUTO_TEST_CASE(no_fix_where_the_name_is_taken_or_refused) {
    const Sample taken{column("userId", "text"), column("user_id", "text")};
    BOOST_TEST(findings_of(rule, taken).at(0).fix.empty());
    const Sample sample{column("Select", "text"), column("Xmin", "text"), column("größe", "text")};
    BOOST_TEST(findings_of(rule, sample).size() == 3U);
    for (const Finding& finding : findings_of(rule, sample)) BOOST_TEST(finding.fix.empty(), finding.fix);
}

BOOST_AUTO_TEST_CASE(a_parents_column_is_the_parents_matter_and_a_types_has_no_fix) {
    Sample sample{column("userId", "text")};
    sample.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, sample).at(0).fix.empty());
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_pattern_accepts_other_names) {
    const Sample sample{column("_id", "text"), column("userId", "text")};
    const auto found = findings_of(rule, sample.table, House{{.rule = "MG404", .params = R"({"pattern": ["_*"]})"}});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "userId");
}

BOOST_AUTO_TEST_SUITE_END()
