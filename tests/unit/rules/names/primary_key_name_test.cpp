#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(primary_key_name)

namespace {

constexpr std::string_view rule = "primary_key_name";

}  // namespace

BOOST_AUTO_TEST_CASE(id_passes_and_a_table_without_a_key) {
    Sample sample{column("id", "uuid"), column("code", "text")};
    BOOST_TEST(audited(rule, sample).empty());
    sample.index("files_code_key", {"code"}).is_unique = true;
    sample.primary_key({"id"});
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(another_name_is_found_with_its_fix) {
    Sample sample{column("file_id", "uuid")};
    sample.primary_key({"file_id"});
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "primary key column file_id of table app.files is not called id");
    BOOST_TEST(found[0].value == "file_id");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN file_id TO id;");
    BOOST_TEST(found[0].definition == "id uuid NOT NULL");
    BOOST_TEST(found[0].caution.starts_with("MG703"));
}

BOOST_AUTO_TEST_CASE(a_foreign_key_a_user_id_and_a_key_of_several_columns_pass) {
    Sample foreign{column("file_id", "uuid")};
    foreign.primary_key({"file_id"});
    foreign.refer(0, "app.blobs");
    BOOST_TEST(audited(rule, foreign).empty());
    Sample user{column("user_id", "text")};
    user.primary_key({"user_id"});
    BOOST_TEST(audited(rule, user).empty());
    Sample both{column("file_id", "uuid"), column("tag_id", "uuid")};
    both.primary_key({"file_id", "tag_id"});
    BOOST_TEST(audited(rule, both).empty());
}

BOOST_AUTO_TEST_CASE(no_fix_where_id_is_taken_and_no_finding_of_a_parents_column) {
    Sample sample{column("uid", "uuid"), column("id", "text")};
    sample.primary_key({"uid"});
    BOOST_TEST(audited(rule, sample).at(0).fix.empty());
    sample.columns[0].inherited = true;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_house_has_names_of_its_own) {
    const House house{{.rule = "MG411", .params = R"({"columns": ["key", "id"], "user_ids": []})"}};
    Sample sample{column("key", "text"), column("user_id", "text")};
    sample.primary_key({"key"});
    BOOST_TEST(audited(rule, sample.table, house).empty());
    Sample user{column("user_id", "text")};
    user.primary_key({"user_id"});
    BOOST_TEST(audited(rule, user.table, house).at(0).message ==
               "primary key column user_id of table app.files is not called key or id");
}

BOOST_AUTO_TEST_SUITE_END()
