#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(redundant_index)

namespace {

constexpr std::string_view rule = "redundant_index";

// app.files with an index on user_id and one on user_id and name.
struct Files : Sample {
    Files() : Sample{column("user_id", "text"), column("name", "text"), column("size", "bigint")} {
        index("idx_files_user_id", {"user_id"});
        index("idx_files_user_id_name", {"user_id", "name"});
    }
    Index& brief() { return indexes[0]; }
    Index& longer() { return indexes[1]; }
    void include(Index& in, std::vector<std::uint32_t> added) {
        in.included = column_lists.emplace_back(std::move(added));
    }
};

// The index that is told of; empty for none.
std::string_view told(const Sample& sample) {
    const House house{{.rule = "keys", .severity = "error"}};
    const auto found = audited(rule, sample.table, house);
    BOOST_REQUIRE_LE(found.size(), 1U);
    return found.empty() ? std::string_view() : found.front().part;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_prefix_is_found) {
    const Files sample;
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "idx_files_user_id");
    BOOST_TEST(found[0].message == "index idx_files_user_id of table app.files is a prefix of idx_files_user_id_name");
    BOOST_TEST(found[0].fix == "DROP INDEX idx_files_user_id;");
    BOOST_TEST(found[0].caution.starts_with("MG602"));
}

BOOST_AUTO_TEST_CASE(a_materialized_view_has_indexes_too) {
    Files sample;
    sample.table.kind = ObjectKind::MaterializedView;
    BOOST_TEST(told(sample) == "idx_files_user_id");
}

BOOST_AUTO_TEST_CASE(what_the_longer_one_can_not_do_is_none) {
    const auto passes = [](auto change) {
        Files sample;
        change(sample);
        return told(sample).empty();
    };
    BOOST_TEST(passes([](Files& files) { files.brief().is_unique = true; }));
    BOOST_TEST(passes([](Files& files) { files.brief().predicate_tree = "{}"; }));
    BOOST_TEST(passes([](Files& files) { files.longer().predicate_tree = "{}"; }));
    BOOST_TEST(passes([](Files& files) { files.brief().method = "hash"; }));
    BOOST_TEST(passes([](Files& files) { files.longer().method = "gist"; }));
    BOOST_TEST(passes([](Files& files) { files.brief().is_exclusion = true; }));
    BOOST_TEST(passes([](Files& files) { files.brief().is_valid = false; }));
    BOOST_TEST(passes([](Files& files) { files.longer().is_valid = false; }));
    BOOST_TEST(passes([](Files& files) { files.brief().is_inherited = true; }));
    BOOST_TEST(passes([](Files& files) { files.include(files.brief(), {2}); }));
    for (const IndexKey& key : {IndexKey{.column = 1}, IndexKey{.column = 0, .operator_class = 1},
                                IndexKey{.column = 0, .collation = 1}, IndexKey{.column = 0, .options = 1}}) {
        BOOST_TEST(
            passes([&key](Files& files) { files.brief().keys = files.key_lists.emplace_back(std::vector{key}); }));
    }
}

BOOST_AUTO_TEST_CASE(the_same_predicate_or_what_it_includes_is_no_difference) {
    Files partial;
    partial.brief().predicate_tree = partial.longer().predicate_tree = "{}";
    BOOST_TEST(told(partial) == "idx_files_user_id");
    Files including;
    including.include(including.brief(), {1, 2});
    including.include(including.longer(), {2});
    BOOST_TEST(told(including) == "idx_files_user_id");
}

BOOST_AUTO_TEST_CASE(a_unique_index_over_the_same_columns_does_it_too) {
    Sample sample{column("email", "text")};
    sample.index("idx_files_email", {"email"});
    Index& unique = sample.index("files_email_key", {"email"});
    unique.is_unique = true;
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "index idx_files_email of table app.files has the same key columns as files_email_key");
}

BOOST_AUTO_TEST_CASE(a_duplicate_is_told_once) {
    Sample sample{column("email", "text")};
    sample.index("idx_files_email", {"email"});
    sample.index("idx_files_email_2", {"email"}).oid = 1;
    BOOST_TEST(told(sample) == "");
    sample.index("files_email_key", {"email"}).is_unique = true;
    BOOST_TEST(told(sample) == "idx_files_email");
}

BOOST_AUTO_TEST_SUITE_END()
