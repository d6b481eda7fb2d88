#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(primary_key_default)

namespace {

constexpr std::string_view rule = "primary_key_default";

// app.files with this column as its primary key.
struct Keyed : Sample {
    explicit Keyed(Column key) : Sample{key, column("name", "text")} { primary_key({key.name}); }
};

Column id(DefaultKind default_kind) {
    Column made = column("id", "uuid");
    made.default_kind = default_kind;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_key_that_makes_its_values_passes) {
    for (const DefaultKind kind : {DefaultKind::Uuid, DefaultKind::Other, DefaultKind::Generated}) {
        BOOST_TEST(findings_of(rule, Keyed(id(kind))).empty());
    }
}

BOOST_AUTO_TEST_CASE(one_without_default_is_found) {
    const Keyed sample(id(DefaultKind::None));
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "id");
    BOOST_TEST(found[0].message == "primary key id of table app.files has no default");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN id SET DEFAULT gen_random_uuid();");
    BOOST_TEST(found[0].definition == "id uuid NOT NULL DEFAULT gen_random_uuid()");
    BOOST_TEST(found[0].value == "no default");
}

BOOST_AUTO_TEST_CASE(a_constant_serves_one_row) {
    const auto found = findings_of(rule, Keyed(id(DefaultKind::Constant)));
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "primary key id of table app.files has the same default for every row");
    BOOST_TEST(found[0].value == "constant");
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through) {
    const auto found = findings_of(rule, Keyed(column("id", Type{"app.key", "uuid", "uuid", {}})));
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].definition == "id app.key NOT NULL DEFAULT gen_random_uuid()");
}

BOOST_AUTO_TEST_CASE(other_types_and_other_columns_are_not_asked) {
    BOOST_TEST(findings_of(rule, Keyed(column("id", "text"))).empty());
    Sample sample{column("id", "uuid")};
    BOOST_TEST(findings_of(rule, sample).empty());
    sample.index("uq_files_id", {"id"}).is_unique = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(nor_is_a_key_of_several_columns) {
    Sample sample{column("file_id", "uuid"), column("tag_id", "uuid")};
    sample.primary_key({"file_id", "tag_id"});
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_key_that_refers_to_another_takes_its_value_from_there) {
    Keyed sample(column("file_id", "uuid"));
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.refer(0, "app.folders");
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_key_named_after_something_else_comes_from_there) {
    struct Case {
        std::string_view table;
        std::string_view key;
    };
    for (const auto& [table, key] : {Case{"file_redirects", "old_file_id"}, Case{"redirects", "old_id"},
                                     Case{"previews", "file_id"}, Case{"files", "folder_id"}}) {
        Keyed sample(column(key, "uuid"));
        sample.table.name = table;
        BOOST_TEST(findings_of(rule, sample).empty(), key);
    }
    for (const auto& [table, key] : {Case{"files", "file_id"}, Case{"Files", "file_id"}, Case{"files", "_id"},
                                     Case{"categories", "category_id"}, Case{"tax_ids", "id"}, Case{"files", "uuid"}}) {
        Keyed sample(column(key, "uuid"));
        sample.table.name = table;
        BOOST_TEST(findings_of(rule, sample).size() == 1U, key);
    }
}

BOOST_AUTO_TEST_CASE(a_users_id_comes_from_the_auth_service) {
    Keyed sample(column("user_id", "uuid"));
    sample.table.name = "users";
    BOOST_TEST(findings_of(rule, sample).empty());
    const House own{{.rule = rule, .params = R"({"columns": []})"}};
    BOOST_TEST(findings_of(rule, sample.table, own).size() == 1U);
    const House theirs{{.rule = "user_id_text", .params = R"({"columns": ["id"]})"}};
    BOOST_TEST(findings_of(rule, Keyed(id(DefaultKind::None)).table, theirs).empty());
}

BOOST_AUTO_TEST_SUITE_END()
