#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_table_prefix)

namespace {

constexpr std::string_view rule = "no_table_prefix";

const Policy& house() {
    static const House policy{{.rule = rule, .severity = "error"}};
    return policy;
}

// What the rule says of such a column in a table of that name.
std::vector<Finding> found_of(std::string_view table, std::string_view name) {
    static Sample sample{};
    sample.columns = {column("id", "uuid"), column(name, "text")};
    sample.table.columns = sample.columns;
    sample.table.name = sample.table.quoted_name = table;
    return findings_of(rule, sample.table, house());
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off) {
    BOOST_TEST(findings_of(rule, Sample{column("file_name", "text")}).empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_repeats_its_tables_name_is_found) {
    const auto found = found_of("files", "file_name");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column file_name of table app.files repeats its table's name");
    BOOST_TEST(found[0].value == "file_name");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN file_name TO name;");
    BOOST_TEST(found[0].caution.starts_with("MG703"));
}

BOOST_AUTO_TEST_CASE(in_either_number_and_of_several_words) {
    BOOST_TEST(found_of("files", "files_name").size() == 1U);
    BOOST_TEST(found_of("file", "file_name").size() == 1U);
    BOOST_TEST(found_of("categories", "category_title").size() == 1U);
    BOOST_TEST(found_of("people", "person_name").size() == 1U);
    BOOST_TEST(found_of("order_items", "order_item_price").size() == 1U);
}

BOOST_AUTO_TEST_CASE(other_names_pass) {
    for (const std::string_view name :
         {"name", "filename", "profile_name", "file", "mime_type", "storage_path", "file_", "file_2"}) {
        BOOST_TEST(found_of("files", name).empty(), name);
    }
    BOOST_TEST(found_of("file_tags", "file_id").empty());
    BOOST_TEST(found_of("order_items", "order_name").empty());
}

BOOST_AUTO_TEST_CASE(a_key_and_a_count_may_mean_other_rows) {
    for (const std::string_view name : {"file_id", "file_ids", "file_count", "file_download_count"}) {
        BOOST_TEST(found_of("files", name).empty(), name);
    }
    BOOST_TEST(found_of("users", "user_id").empty());
}

BOOST_AUTO_TEST_CASE(a_name_that_is_taken_or_reserved_is_no_fix) {
    BOOST_TEST(found_of("files", "file_order").at(0).fix.empty());
    Sample taken{column("name", "text"), column("file_name", "text")};
    BOOST_TEST(findings_of(rule, taken.table, house()).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(a_kind_is_no_part_of_a_name) {
    auto found = found_of("tbl_files", "name");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column == nullptr);
    BOOST_TEST(found[0].message == "table app.files has the prefix tbl_");
    BOOST_TEST(found[0].value == "tbl_files");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME TO files;");
    found = found_of("files", "fld_name");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column fld_name of table app.files has the prefix fld_");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN fld_name TO name;");
    BOOST_TEST(found_of("files", "tbl_").empty());
}

BOOST_AUTO_TEST_CASE(what_is_named_elsewhere_is_left_alone) {
    Sample parents{column("file_name", "text")};
    parents.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, parents.table, house()).empty());
    Sample typed{column("file_name", "text")};
    typed.table.of_type = "app.file";
    BOOST_TEST(findings_of(rule, typed.table, house()).empty());
}

BOOST_AUTO_TEST_CASE(the_prefixes_are_a_parameter) {
    const House own{{.rule = rule, .severity = "error", .params = R"({"prefixes": ["str_"]})"}};
    const Sample sample{column("str_name", "text"), column("fld_name", "text")};
    const auto found = findings_of(rule, sample.table, own);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column str_name of table app.files has the prefix str_");
}

BOOST_AUTO_TEST_SUITE_END()
