#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(nullable_fk)

namespace {

constexpr std::string_view rule = "nullable_fk";

// app.files with these columns, all of them null where they like and in one foreign key.
struct Files : Sample {
    explicit Files(std::vector<std::uint32_t> in_key)
        : Sample{column("tenant_id", "uuid"), column("folder_id", "uuid")} {
        for (Column& one : columns) one.not_null = false;
        refer(std::move(in_key), "app.folders");
    }
    ForeignKey& key() { return foreign_keys[0]; }
};

Finding only(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found.front();
}

}  // namespace

BOOST_AUTO_TEST_CASE(columns_that_are_never_null_pass) {
    Files sample({0, 1});
    for (Column& one : sample.columns) one.not_null = true;
    BOOST_TEST(audited(rule, sample).empty());
    BOOST_TEST(findings_of(rule, Files({0})).empty());
}

BOOST_AUTO_TEST_CASE(one_that_may_be_null_is_found) {
    const Finding found = only(Files({1}));
    BOOST_TEST(found.message == "foreign key files_fkey of table app.files has nullable column folder_id");
    BOOST_TEST(found.fix == "ALTER TABLE app.files ALTER COLUMN folder_id SET NOT NULL;");
    BOOST_TEST(found.caution.starts_with("MG605"));
    BOOST_TEST(found.value == "optional");
}

BOOST_AUTO_TEST_CASE(one_of_several_leaves_the_others_unchecked) {
    Files sample({0, 1});
    Finding found = only(sample);
    BOOST_TEST(found.message == "foreign key files_fkey of table app.files is not checked where tenant_id is null");
    BOOST_TEST(found.fix ==
               "ALTER TABLE app.files ALTER COLUMN tenant_id SET NOT NULL, ALTER COLUMN folder_id SET NOT NULL;");
    BOOST_TEST(found.value == "unchecked");
    sample.columns[0].not_null = true;
    found = only(sample);
    BOOST_TEST(found.message == "foreign key files_fkey of table app.files is not checked where folder_id is null");
    BOOST_TEST(found.fix == "ALTER TABLE app.files ALTER COLUMN folder_id SET NOT NULL;");
    sample.key().is_match_full = true;
    BOOST_TEST(only(sample).value == "optional");
}

BOOST_AUTO_TEST_CASE(an_action_that_sets_null_needs_them_so) {
    Files sample({0});
    sample.key().on_delete = "set null";
    BOOST_TEST(only(sample).fix == "");
    sample.key().on_delete = "cascade";
    sample.key().on_update = "set null";
    BOOST_TEST(only(sample).fix == "");
}

BOOST_AUTO_TEST_CASE(a_house_may_ask_for_one_kind) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"kinds": ["unchecked"]})"}};
    BOOST_TEST(audited(rule, Files({0}).table, house).empty());
    BOOST_TEST(audited(rule, Files({0, 1}).table, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_partitions_own_is_judged_and_its_parents_is_not) {
    Files sample({0});
    sample.table.is_partition = true;
    BOOST_TEST(audited(rule, sample).size() == 1U);
    sample.key().is_inherited = true;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
