#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(fk_type_match)

namespace {

constexpr std::string_view rule = "fk_type_match";

// app.files with a column that refers to app.folders' id.
struct Referring : Sample {
    ForeignKey& key;

    Referring(const Type& own, std::string_view target, std::string_view target_base)
        : Sample{column("id", "uuid"), column("folder_id", own)}, key(refer(1, "app.folders")) {
        key.target_types = name_lists.emplace_back(std::vector{target});
        key.target_bases = name_lists.emplace_back(std::vector{target_base});
    }
    Referring(std::string_view own, std::string_view target) : Referring(type(own), target, target) {}
};

std::string fix_of(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found[0].fix;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_key_of_the_targets_type_passes) {
    BOOST_TEST(audited(rule, Referring("uuid", "uuid")).empty());
}

BOOST_AUTO_TEST_CASE(a_narrower_key_is_found_with_its_fix) {
    const Referring sample("integer", "bigint");
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(
        found[0].message ==
        "column folder_id of table app.files is integer but refers to column \"id\" of app.folders, which is bigint");
    BOOST_TEST(found[0].column->name == "folder_id");
    BOOST_TEST(found[0].value == "integer");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN folder_id TYPE bigint;");
    BOOST_TEST(found[0].caution.starts_with("MG609"));
    BOOST_TEST(found[0].definition == "folder_id bigint NOT NULL");
    BOOST_TEST((found[0].rule->severity == Severity::Warn));
    BOOST_TEST((found[0].rule->timing == Timing::Commit));
}

BOOST_AUTO_TEST_CASE(a_wider_key_is_found_without_a_fix_since_its_target_is_too_narrow) {
    BOOST_TEST(fix_of(Referring("bigint", "integer")) == "");
    BOOST_TEST(fix_of(Referring("integer", "smallint")) == "");
    BOOST_TEST(fix_of(Referring("integer", "numeric")) == "ALTER TABLE app.files ALTER COLUMN folder_id TYPE numeric;");
}

BOOST_AUTO_TEST_CASE(varchar_and_text_are_alike_whatever_their_length) {
    BOOST_TEST(audited(rule, Referring("character varying", "text")).empty());
    const Type limited{"character varying(20)", "character varying", "character varying", "varchar"};
    BOOST_TEST(audited(rule, Referring(limited, "text", "text")).empty());
    BOOST_TEST(audited(rule, Referring(limited, "character varying", "character varying")).empty());
}

BOOST_AUTO_TEST_CASE(a_type_that_needs_its_length_is_fixed_without_one) {
    BOOST_TEST(fix_of(Referring("text", "character")) == "ALTER TABLE app.files ALTER COLUMN folder_id TYPE bpchar;");
    BOOST_TEST(fix_of(Referring("bit varying", "bit")) == "");
}

BOOST_AUTO_TEST_CASE(a_domain_is_what_it_is_over) {
    const Type reference{"app.reference", "uuid", "uuid", {}};
    BOOST_TEST(audited(rule, Referring(reference, "uuid", "uuid")).empty());
    BOOST_TEST(audited(rule, Referring(type("uuid"), "app.reference", "uuid")).empty());
    const Referring other(type("integer"), "app.number", "bigint");
    BOOST_TEST(fix_of(other) == "ALTER TABLE app.files ALTER COLUMN folder_id TYPE app.number;");
}

BOOST_AUTO_TEST_CASE(each_column_of_a_key_is_judged) {
    Sample sample{column("tenant_id", "integer"), column("folder_id", "integer")};
    ForeignKey& key = sample.refer({0, 1}, "app.folders");
    key.target_columns = sample.name_lists.emplace_back(std::vector<std::string_view>{"tenant", "id"});
    key.target_types = key.target_bases =
        sample.name_lists.emplace_back(std::vector<std::string_view>{"integer", "bigint"});
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "folder_id");
}

BOOST_AUTO_TEST_CASE(a_column_of_two_keys_to_different_types_has_no_fix) {
    Referring sample("integer", "bigint");
    const ForeignKey other = sample.key;
    ForeignKey& second = sample.foreign_keys.emplace_back(other);
    second.target_types = second.target_bases =
        sample.name_lists.emplace_back(std::vector<std::string_view>{"integer"});
    sample.table.foreign_keys = sample.foreign_keys;
    BOOST_TEST(fix_of(sample) == "");
}

BOOST_AUTO_TEST_CASE(an_inherited_column_has_no_fix_of_its_own) {
    Referring sample("integer", "bigint");
    sample.columns[1].inherited = true;
    BOOST_TEST(fix_of(sample) == "");
}

BOOST_AUTO_TEST_CASE(what_a_partition_has_of_its_parent_is_the_parents_matter) {
    Referring sample("integer", "bigint");
    sample.table.is_partition = true;
    BOOST_TEST(audited(rule, sample).size() == 1U);
    sample.key.is_inherited = true;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_typed_table_is_fixed_by_its_type) {
    Referring sample("integer", "bigint");
    sample.table.of_type = "app.file";
    BOOST_TEST(fix_of(sample) == "ALTER TYPE app.file ALTER ATTRIBUTE folder_id TYPE bigint CASCADE;");
}

BOOST_AUTO_TEST_SUITE_END()
