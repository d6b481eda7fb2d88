#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_table_in_public)

namespace {

// public.files of that kind, with nothing else to be said of it.
struct Shared : Sample {
    explicit Shared(ObjectKind kind = ObjectKind::Table) : Sample{} {
        table.kind = kind;
        table.schema = "public";
        table.identity = "public.files";
    }
};

constexpr std::string_view rule = "no_table_in_public";

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_in_its_services_schema_passes) {
    BOOST_TEST(findings_of(rule, Sample{}).empty());
}

BOOST_AUTO_TEST_CASE(a_table_in_public_is_found_with_its_fix) {
    const Shared sample;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table public.files is in the shared schema \"public\"");
    BOOST_TEST(found[0].fix == "ALTER TABLE public.files SET SCHEMA your_service;");
    BOOST_TEST(found[0].schema == "your_service");
    BOOST_TEST(found[0].column == nullptr);
}

BOOST_AUTO_TEST_CASE(nothing_is_moved_to_where_its_name_is_taken) {
    constexpr std::array<std::string_view, 2> taken = {"files_2", "your_service.files"};
    Shared sample;
    sample.table.taken_names = {taken.data(), 1};
    BOOST_TEST(findings_of(rule, sample).at(0).held_back == "");
    sample.table.taken_names = taken;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "");
    BOOST_TEST(found[0].schema == "");
    BOOST_TEST(found[0].held_back == "In schema your_service something is already called files.");
}

BOOST_AUTO_TEST_CASE(a_foreign_table_has_its_own_words) {
    const Shared sample(ObjectKind::ForeignTable);
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "foreign table public.files is in the shared schema \"public\"");
    BOOST_TEST(found[0].fix == "ALTER FOREIGN TABLE public.files SET SCHEMA your_service;");
}

BOOST_AUTO_TEST_CASE(a_partitioned_table_and_a_partition_are_tables) {
    Shared sample(ObjectKind::PartitionedTable);
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.table.kind = ObjectKind::Table;
    sample.table.is_partition = true;
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_holds_no_rows_passes_unless_the_policy_asks) {
    const House asking{
        {.rule = "MG101", .params = R"({"kinds": ["view", "materialized_view", "sequence"]})"},
    };
    for (const auto kind : {ObjectKind::View, ObjectKind::MaterializedView, ObjectKind::Sequence}) {
        const Shared sample(kind);
        BOOST_TEST(findings_of(rule, sample).empty());
        BOOST_TEST(findings_of(rule, sample.table, asking).size() == 1U);
    }
    BOOST_TEST(findings_of(rule, Shared().table, asking).empty());
}

BOOST_AUTO_TEST_CASE(the_policy_names_the_shared_schemas) {
    const House house{{.rule = "MG101", .params = R"({"schemas": ["shared_*"]})"}};
    Shared sample;
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
    sample.table.schema = "shared_things";
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_cure_of_a_move_names_the_table_as_it_still_is) {
    Shared sample;
    sample.table.identity_before = "app.files";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].cure.empty());
    BOOST_TEST(found[0].fix == "ALTER TABLE public.files SET SCHEMA your_service;");
}

BOOST_AUTO_TEST_CASE(a_house_says_for_which_roles_it_matters) {
    const House house{{.rule = rule, .params = R"({"roles": ["anon"]})"}};
    Shared sample;
    BOOST_TEST(findings_of(rule, sample.table, house).empty());
    const Grant grant{.role = "anon"};
    sample.table.grants = {&grant, 1};
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 1U);
    // A grant makes no difference where nobody asks about roles.
    sample.table.touched = Fact::Security;
    BOOST_TEST(findings_of(rule, sample.table, house).size() == 1U);
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
