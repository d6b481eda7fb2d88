#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(junction_table_name)

namespace {

constexpr std::string_view rule = "junction_table_name";

// Told at the end of the statement and not at COMMIT.
const Policy& at_once() {
    static const House house{{.rule = rule, .timing = "statement"}};
    return house;
}

// A table between app.files and app.tags that is called so.
struct Junction : Sample {
    explicit Junction(std::string_view name, std::string_view first = "app.files", std::string_view second = "app.tags")
        : Sample{column("file_id", "uuid"), column("tag_id", "uuid"), timestamp("created_at"), column("id", "uuid"),
                 column("note", "text")} {
        table.columns = std::span(columns).first(3);
        table.name = name;
        refer(0, first);
        refer(1, second);
    }
};

std::vector<Finding> findings_of_name(std::string_view name, std::string_view first = "app.files",
                                      std::string_view second = "app.tags") {
    Junction sample{name, first, second};
    sample.primary_key({"file_id", "tag_id"});
    return findings_of(rule, sample.table, at_once());
}

}  // namespace

BOOST_AUTO_TEST_CASE(any_form_of_both_names_passes) {
    for (const std::string_view name : {"file_tags", "files_tags", "tag_files", "tags_files", "file_tag", "fileTags"})
        BOOST_TEST(findings_of_name(name).empty(), name);
}

BOOST_AUTO_TEST_CASE(a_name_of_several_words_is_known_by_its_last) {
    for (const std::string_view name : {"user_profile_roles", "profile_roles", "role_profiles", "user_profiles_roles"})
        BOOST_TEST(findings_of_name(name, "app.user_profiles", "auth.roles").empty(), name);
    BOOST_TEST(findings_of_name("user_roles", "app.user_profiles", "auth.roles").size() == 1U);
}

BOOST_AUTO_TEST_CASE(or_by_the_columns_that_refer_to_it) {
    BOOST_TEST(findings_of_name("file_tags", "app.uploads", "app.labels").empty());
}

BOOST_AUTO_TEST_CASE(another_name_is_found_with_the_right_one) {
    const auto found = findings_of_name("taggings");
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files joins app.files and app.tags but is not named after them");
    BOOST_TEST(found[0].value == "taggings");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME TO file_tags;");
    BOOST_TEST(found[0].caution.starts_with("MG704"));
    for (const std::string_view name : {"files", "tags", "filetags", "file_tag_links", "files_to_tags"})
        BOOST_TEST(findings_of_name(name).size() == 1U, name);
    BOOST_TEST(findings_of_name("x", "app.categories", "app.people").at(0).fix ==
               "ALTER TABLE app.files RENAME TO category_people;");
}

BOOST_AUTO_TEST_CASE(indexes_that_are_called_after_it_follow) {
    Junction sample{"taggings"};
    sample.primary_key({"file_id", "tag_id"});
    sample.index("idx_taggings_tag", {"tag_id"});
    sample.index("idx_taggings_tag_id", {"tag_id"});
    sample.index("tag_times", {"created_at"});
    const auto found = findings_of(rule, sample.table, at_once());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix ==
               "ALTER TABLE app.files RENAME TO file_tags;\n"
               "ALTER INDEX idx_taggings_tag RENAME TO idx_file_tags_tag_id;\n"
               "ALTER INDEX idx_taggings_tag_id RENAME TO idx_file_tags_tag;");
    BOOST_TEST(found[0].cure == "ALTER TABLE app.files RENAME TO file_tags;");
}

BOOST_AUTO_TEST_CASE(its_key_may_be_unique_beside_an_id_of_its_own) {
    Junction sample{"taggings"};
    BOOST_TEST(findings_of(rule, sample.table, at_once()).empty());
    sample.table.columns = std::span(sample.columns).first(4);
    sample.primary_key({"id"});
    BOOST_TEST(findings_of(rule, sample.table, at_once()).empty());
    Index& unique = sample.index("files_key", {"tag_id", "file_id"});
    unique.is_unique = true;
    BOOST_TEST(findings_of(rule, sample.table, at_once()).size() == 1U);
    unique.predicate_tree = "x";
    BOOST_TEST(findings_of(rule, sample.table, at_once()).empty());
}

BOOST_AUTO_TEST_CASE(what_holds_more_is_a_table_of_its_own) {
    Junction sample{"taggings"};
    sample.primary_key({"file_id", "tag_id"});
    BOOST_TEST(findings_of(rule, sample.table, at_once()).size() == 1U);
    sample.table.columns = sample.columns;
    BOOST_TEST(findings_of(rule, sample.table, at_once()).empty());
    Junction third{"taggings"};
    third.primary_key({"file_id", "tag_id"});
    third.refer(1, "app.labels");
    BOOST_TEST(findings_of(rule, third.table, at_once()).empty());
}

BOOST_AUTO_TEST_CASE(what_joins_a_table_to_itself_has_a_name_of_its_own) {
    BOOST_TEST(findings_of_name("follows", "app.users", "app.users").empty());
}

BOOST_AUTO_TEST_SUITE_END()
