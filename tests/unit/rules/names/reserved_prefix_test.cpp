#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(reserved_prefix)

namespace {

constexpr std::string_view rule = "reserved_prefix";

const Policy& house() {
    static const House policy{{.rule = "MG418", .severity = "warn"}};
    return policy;
}

std::vector<Finding> found_of(std::string_view name, ObjectKind kind = ObjectKind::Table) {
    static Sample sample{};
    sample.table.kind = kind;
    sample.table.name = sample.table.quoted_name = name;
    return findings_of(rule, sample.table, house());
}

Definition named(ObjectKind kind, std::string_view name) {
    Definition made = definition(kind);
    made.name = made.quoted_name = name;
    made.identity = "app.pg_mood";
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    static Sample sample{};
    sample.table.name = sample.table.quoted_name = "pg_files";
    BOOST_TEST(findings_of(rule, sample.table, default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(a_relation_with_the_prefix_is_found) {
    const auto found = found_of("pg_files");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files has the prefix pg_, which is reserved for PostgreSQL");
    BOOST_TEST(found[0].value == "pg_files");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME TO files;");
    BOOST_TEST(found[0].caution.starts_with("MG704"));
    BOOST_TEST(found_of("pg_view", ObjectKind::View).size() == 1U);
    BOOST_TEST(found_of("pg_numbers", ObjectKind::Sequence).size() == 1U);
}

BOOST_AUTO_TEST_CASE(other_names_pass) {
    for (const std::string_view name : {"files", "pages", "pg", "pgq_queue", "my_pg_files"})
        BOOST_TEST(found_of(name).empty(), name);
}

BOOST_AUTO_TEST_CASE(nothing_is_left_of_a_name_that_is_the_prefix) {
    BOOST_TEST(found_of("pg_").at(0).fix == "");
}

BOOST_AUTO_TEST_CASE(types_and_routines_are_judged_too) {
    const Definition type = named(ObjectKind::Enum, "pg_mood");
    const auto found = findings_of(rule, type, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "type app.pg_mood has the prefix pg_, which is reserved for PostgreSQL");
    BOOST_TEST(found[0].fix == "ALTER TYPE app.pg_mood RENAME TO mood;");
    BOOST_TEST(findings_of(rule, named(ObjectKind::Function, "pg_mood"), house()).size() == 1U);
    BOOST_TEST(findings_of(rule, named(ObjectKind::Function, "mood"), house()).empty());
    BOOST_TEST(findings_of(rule, named(ObjectKind::Extension, "pg_trgm"), house()).empty());
}

BOOST_AUTO_TEST_CASE(what_does_not_stand_yet_is_made_under_another_name) {
    Definition made = named(ObjectKind::Enum, "pg_mood");
    made.created = true;
    BOOST_TEST(findings_of(rule, made, house()).at(0).cure == "-- under another name, such as mood");
    Definition renamed = named(ObjectKind::Enum, "pg_mood");
    renamed.identity_before = "app.mood";
    BOOST_TEST(findings_of(rule, renamed, house()).at(0).cure == "");
}

BOOST_AUTO_TEST_CASE(the_house_may_name_other_prefixes) {
    const House aws{{.rule = rule, .severity = "warn", .params = R"({"prefixes": ["pg_", "rds_"]})"}};
    static Sample sample{};
    sample.table.name = sample.table.quoted_name = "rds_files";
    BOOST_TEST(findings_of(rule, sample.table, aws).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
