#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(user_id_index)

namespace {

constexpr std::string_view rule = "user_id_index";

struct Files : Sample {
    Files() : Sample{column("id", "uuid"), column("user_id", "text")} {}
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_column_without_index_is_found) {
    const Files sample;
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column == &sample.columns[1]);
    BOOST_TEST(found[0].message == "column user_id of table app.files is not the first column of any index");
    BOOST_TEST(found[0].fix == "CREATE INDEX idx_files_user_id ON app.files (user_id);");
    BOOST_TEST(found[0].caution.starts_with("MG601"));
}

BOOST_AUTO_TEST_CASE(one_that_leads_an_index_passes) {
    Files sample;
    sample.index("idx", {"user_id", "id"});
    BOOST_TEST(audited(rule, sample).empty());
    Files key;
    key.primary_key({"user_id"});
    BOOST_TEST(audited(rule, key).empty());
    Files second;
    second.index("idx", {"id", "user_id"});
    BOOST_TEST(audited(rule, second).size() == 1U);
}

// Soft deletes are why: WHERE NOT is_deleted.
BOOST_AUTO_TEST_CASE(a_partial_index_may_be_all_that_is_asked_for) {
    Files sample;
    sample.index("idx", {"user_id"}).predicate_tree = "{}";
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_broken_index_leads_nothing) {
    Files sample;
    sample.index("idx_files_user_id", {"user_id"}).is_valid = false;
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "REINDEX INDEX idx_files_user_id;");
}

BOOST_AUTO_TEST_CASE(an_array_is_searched_by_its_elements) {
    const Sample sample{column("user_id", Type{"text[]", "text[]", "text", {}})};
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "CREATE INDEX idx_files_user_id ON app.files USING gin (user_id);");
}

BOOST_AUTO_TEST_CASE(its_columns_are_those_of_user_id_text_unless_it_has_its_own) {
    const Files sample;
    const PolicyRow theirs{.rule = "user_id_text", .params = R"({"columns": ["id"]})"};
    const auto following = audited(rule, sample.table, House{theirs});
    BOOST_REQUIRE_EQUAL(following.size(), 1U);
    BOOST_TEST(following[0].column == sample.columns.data());
    const House own{theirs, {.rule = rule, .params = R"({"columns": ["owner_id"]})"}};
    BOOST_TEST(audited(rule, sample.table, own).empty());
}

BOOST_AUTO_TEST_CASE(a_foreign_key_that_begins_with_it_says_the_same) {
    Files sample;
    sample.refer({1, 0}, "auth.users");
    BOOST_TEST(audited(rule, sample.table, House{{.rule = "keys", .severity = "error"}}).empty());
    BOOST_TEST(audited(rule, sample).size() == 1U);  // where the other is milder
    Files second;
    second.refer({0, 1}, "auth.users");
    BOOST_TEST(audited(rule, second).size() == 1U);
}

BOOST_AUTO_TEST_CASE(foreign_tables_have_no_indexes) {
    Files sample;
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(audited(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
