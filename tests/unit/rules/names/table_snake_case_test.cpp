#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(table_snake_case)

namespace {

constexpr std::string_view rule = "table_snake_case";

std::vector<Finding> findings_of_name(std::string_view name, std::string_view identity, const Policy& policy) {
    Sample sample{column("id", "uuid")};
    sample.table.name = name;
    sample.table.identity = identity;
    return findings_of(rule, sample.table, policy);
}
std::vector<Finding> findings_of_name(std::string_view name, std::string_view identity = "app.x") {
    return findings_of_name(name, identity, default_policy());
}

}  // namespace

BOOST_AUTO_TEST_CASE(snake_case_passes) {
    for (const std::string_view name :
         {"files", "file_versions", "oauth2_tokens", "events_2024_01", "user", "_files", "__files"})
        BOOST_TEST(findings_of_name(name).empty(), name);
}

BOOST_AUTO_TEST_CASE(all_else_is_found) {
    for (const std::string_view name : {"Files", "userSessions", "__", "files_", "file__versions", "2files",
                                        "user files", "user-files", "größen", "a$b"})
        BOOST_TEST(findings_of_name(name).size() == 1U, name);
}

BOOST_AUTO_TEST_CASE(the_fix_is_the_name_in_snake_case) {
    const auto found = findings_of_name("userSessions", R"(app."userSessions")");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == R"(name of table app."userSessions" is not snake_case)");
    BOOST_TEST(found[0].value == "userSessions");
    BOOST_TEST(found[0].fix == R"(ALTER TABLE app."userSessions" RENAME TO user_sessions;)");
    BOOST_TEST(found[0].caution.starts_with("MG704"));
}

BOOST_AUTO_TEST_CASE(and_plural_so_that_no_other_rule_speaks) {
    BOOST_TEST(findings_of_name("UserAccount", "app.x").at(0).fix == "ALTER TABLE app.x RENAME TO user_accounts;");
    BOOST_TEST(findings_of_name("User", "app.x").at(0).fix == "ALTER TABLE app.x RENAME TO users;");
    BOOST_TEST(findings_of_name("__Metadata", "app.x").at(0).fix == "ALTER TABLE app.x RENAME TO metadata;");
}

BOOST_AUTO_TEST_CASE(what_has_no_such_name_gets_none) {
    for (const std::string_view name : {"größen", "2files", "References"})
        BOOST_TEST(findings_of_name(name).at(0).fix.empty(), name);
}

BOOST_AUTO_TEST_CASE(a_partitions_own_name_is_judged_and_not_made_plural) {
    Sample sample{};
    sample.table.is_partition = true;
    sample.table.name = "Event_2024";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME TO event_2024;");
}

BOOST_AUTO_TEST_CASE(who_renames_it_from_the_right_name_need_not) {
    Sample sample{};
    sample.table.name = "Files";
    sample.table.identity_before = "app.files";
    BOOST_TEST(findings_of(rule, sample).at(0).cure.empty());
    sample.table.identity_before = "app.old_files";
    BOOST_TEST(findings_of(rule, sample).at(0).cure == "ALTER TABLE app.old_files RENAME TO files;");
}

BOOST_AUTO_TEST_CASE(other_systems_names_are_left_alone) {
    Sample sample{};
    sample.table.name = "Files";
    for (const auto kind : {ObjectKind::ForeignTable, ObjectKind::View, ObjectKind::Sequence}) {
        sample.table.kind = kind;
        BOOST_TEST(findings_of(rule, sample).empty());
    }
}

BOOST_AUTO_TEST_CASE(a_pattern_accepts_other_names) {
    const House house{{.rule = "MG401", .params = R"({"pattern": ["__*"]})"}};
    BOOST_TEST(findings_of_name("__files", "app.x", house).empty());
    BOOST_TEST(findings_of_name("Files", "app.x", house).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
