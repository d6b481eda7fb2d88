#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(duplicate_index)

namespace {

constexpr std::string_view rule = "duplicate_index";

// app.files with two indexes on user_id, made in this order.
struct Files : Sample {
    Files() : Sample{column("user_id", "text"), column("name", "text")} {
        make("idx_files_user_id");
        make("idx_files_user");
    }
    Index& make(std::string_view name) {
        Index& made = index(name, {"user_id"});
        made.oid = static_cast<std::uint32_t>(indexes.size());
        return made;
    }
    Index& first() { return indexes[0]; }
    Index& second() { return indexes[1]; }
    void both_unique() { first().is_unique = second().is_unique = true; }
};

// The index that is told of; empty for none.
std::string_view told(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_LE(found.size(), 1U);
    return found.empty() ? std::string_view() : found.front().part;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_later_of_two_is_found) {
    const Files sample;
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "idx_files_user");
    BOOST_TEST(found[0].message == "index idx_files_user of table app.files is the same as idx_files_user_id");
    BOOST_TEST(found[0].fix == "DROP INDEX idx_files_user;");
    BOOST_TEST(found[0].caution.starts_with("MG602"));
}

BOOST_AUTO_TEST_CASE(what_differs_is_not_the_same) {
    const auto differs = [](auto change) {
        Files sample;
        change(sample, sample.second());
        return told(sample).empty();
    };
    BOOST_TEST(!differs([](Files&, Index&) {}));
    BOOST_TEST(differs([](Files&, Index& index) { index.method = "hash"; }));
    BOOST_TEST(differs([](Files&, Index& index) { index.is_unique = true; }));
    BOOST_TEST(differs([](Files&, Index& index) { index.predicate_tree = "{}"; }));
    BOOST_TEST(differs([](Files&, Index& index) { index.is_deferrable = true; }));
    BOOST_TEST(differs([](Files&, Index& index) { index.nulls_not_distinct = true; }));
    BOOST_TEST(differs([](Files&, Index& index) { index.is_exclusion = true; }));
    BOOST_TEST(differs([](Files& sample, Index& index) {
        index.included = sample.column_lists.emplace_back(std::vector<std::uint32_t>{1});
    }));
    for (const IndexKey& key : {IndexKey{.column = 1}, IndexKey{.operator_class = 1}, IndexKey{.collation = 1},
                                IndexKey{.options = 1}, IndexKey{.expression_tree = "{}"}}) {
        IndexKey other = key;
        if (other.column == no_column && other.expression_tree.empty()) other.column = 0;
        BOOST_TEST(differs(
            [&other](Files& sample, Index& index) { index.keys = sample.key_lists.emplace_back(std::vector{other}); }));
    }
}

BOOST_AUTO_TEST_CASE(included_columns_have_no_order) {
    Files sample;
    sample.first().included = sample.column_lists.emplace_back(std::vector<std::uint32_t>{0, 1});
    sample.second().included = sample.column_lists.emplace_back(std::vector<std::uint32_t>{1, 0});
    BOOST_TEST(told(sample) == "idx_files_user");
}

BOOST_AUTO_TEST_CASE(a_constraints_index_is_kept) {
    Files sample;
    sample.both_unique();
    sample.second().constraint_name = "files_user_id_key";
    BOOST_TEST(told(sample) == "idx_files_user_id");
    sample.first().constraint_name = "files_user_id_key1";
    BOOST_TEST(audited(rule, sample).at(0).fix == "ALTER TABLE app.files DROP CONSTRAINT idx_files_user;");
    BOOST_TEST(audited(rule, sample).at(0).caution == "");
}

BOOST_AUTO_TEST_CASE(above_all_the_primary_keys) {
    Files sample;
    sample.both_unique();
    sample.first().constraint_name = "files_user_id_key";
    sample.second().constraint_name = "files_pkey";
    sample.second().is_primary = true;
    BOOST_TEST(told(sample) == "idx_files_user_id");
}

BOOST_AUTO_TEST_CASE(a_partition_keeps_its_parents) {
    Files sample;
    sample.table.is_partition = true;
    sample.second().is_inherited = true;
    BOOST_TEST(told(sample) == "idx_files_user_id");
    sample.first().is_inherited = true;
    BOOST_TEST(told(sample) == "");
}

BOOST_AUTO_TEST_CASE(of_three_two_are_told_against_the_first) {
    Files sample;
    sample.make("idx_files_third");
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    for (const Finding& finding : found) BOOST_TEST(finding.message.ends_with("is the same as idx_files_user_id"));
}

BOOST_AUTO_TEST_CASE(a_broken_index_is_another_matter) {
    for (const std::size_t broken : {0U, 1U}) {
        Files sample;
        sample.indexes[broken].is_valid = false;
        BOOST_TEST(told(sample) == "");
    }
}

BOOST_AUTO_TEST_SUITE_END()
