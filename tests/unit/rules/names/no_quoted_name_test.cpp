#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_quoted_name)

namespace {

constexpr std::string_view rule = "no_quoted_name";

// What it says where the rules of snake_case, which would speak in its stead, are off.
const Policy& alone() {
    static const House house{{.rule = "MG401", .severity = "off"}, {.rule = "MG404", .severity = "off"}};
    return house;
}

std::vector<Finding> findings_of_name(std::string_view name, ObjectKind kind = ObjectKind::Table) {
    Sample sample{};
    sample.table.kind = kind;
    sample.table.name = name;
    return findings_of(rule, sample.table, alone());
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_sql_takes_as_it_is_passes) {
    for (const std::string_view name : {"files", "_files", "file__versions", "files_", "a$b", "user"})
        BOOST_TEST(findings_of_name(name).empty(), name);
}

BOOST_AUTO_TEST_CASE(what_needs_quotes_is_found) {
    for (const std::string_view name : {"Files", "user files", "user-files", "2files", "größen", "$a", "a.b"})
        BOOST_TEST(findings_of_name(name).size() == 1U, name);
    const auto found = findings_of_name("userFiles");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "name of table app.files needs quotes");
    BOOST_TEST(found[0].value == "userFiles");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME TO user_files;");
    BOOST_TEST(found[0].caution.starts_with("MG704"));
}

BOOST_AUTO_TEST_CASE(columns_too) {
    Sample sample{column("userId", "text"), column("user_id", "text"), column("fileName", "text")};
    const auto found = findings_of(rule, sample.table, alone());
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].message == "name of column userId of table app.files needs quotes");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[1].fix == "ALTER TABLE app.files RENAME COLUMN fileName TO file_name;");
    for (Column& each : sample.columns) each.inherited = true;
    BOOST_TEST(findings_of(rule, sample.table, alone()).empty());
}

BOOST_AUTO_TEST_CASE(views_by_their_name_alone) {
    const auto found = findings_of_name("Active", ObjectKind::View);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER VIEW app.files RENAME TO active;");
    Sample sample{column("userId", "text")};
    sample.table.kind = ObjectKind::View;
    BOOST_TEST(findings_of(rule, sample.table, alone()).empty());
    BOOST_TEST(findings_of_name("Files", ObjectKind::ForeignTable).empty());
}

BOOST_AUTO_TEST_CASE(the_rules_of_snake_case_speak_in_its_stead) {
    Sample sample{column("userId", "text")};
    sample.table.name = "Files";
    BOOST_TEST(findings_of(rule, sample).empty());
    const House tables{{.rule = "MG401", .severity = "off"}};
    BOOST_TEST(findings_of(rule, sample.table, tables).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
