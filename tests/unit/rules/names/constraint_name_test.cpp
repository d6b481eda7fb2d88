#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(constraint_name)

namespace {

constexpr std::string_view rule = "constraint_name";

struct Files : Sample {
    Files() : Sample{column("id", "uuid"), column("folder_id", "uuid"), column("name", "text")} {}

    Index& constraint(std::string_view named, std::initializer_list<std::string_view> over) {
        Index& made = index(named, over);
        made.constraint_name = named;
        made.is_unique = true;
        return made;
    }
    ForeignKey& key(std::string_view named) {
        ForeignKey& made = refer(1, "app.folders");
        made.name = made.quoted_name = named;
        return made;
    }
};

bool passes(const Sample& sample) {
    return audited(rule, sample).empty();
}

Finding only(const Sample& sample) {
    const auto found = audited(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    return found.front();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_names_that_come_by_themselves_pass) {
    Files sample;
    sample.constraint("files_pkey", {"id"}).is_primary = true;
    sample.constraint("files_name_id_key", {"name", "id"});
    sample.constraint("files_name_key1", {"name"});
    sample.constraint("files_name_unique", {"name"});
    sample.key("files_folder_id_fkey");
    sample.key("files_folder_id_folders_id_fk");
    sample.check("files_check");
    sample.check("files_check1");
    sample.check("files_name_check").listed_column = 2;
    BOOST_TEST(passes(sample));
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(another_name_is_found) {
    Files sample;
    sample.constraint("no_two_names", {"name", "id"});
    const Finding found = only(sample);
    BOOST_TEST(found.part == "no_two_names");
    BOOST_TEST(found.message ==
               "constraint no_two_names of table app.files is not named {table}_{columns}_key* or "
               "{table}_{columns}_unique");
    BOOST_TEST(found.fix == "ALTER TABLE app.files RENAME CONSTRAINT no_two_names TO files_name_id_key;");
}

BOOST_AUTO_TEST_CASE(what_stands_between_columns_may_be_said) {
    const House house{
        {.rule = rule, .severity = "error", .params = R"({"uniques": ["unique_{table}_{columns:_and_}"]})"}};
    Files sample;
    sample.constraint("unique_files_name_and_id", {"name", "id"});
    BOOST_TEST(audited(rule, sample.table, house).empty());
    sample.constraint("unique_files_name_id", {"name", "id"});
    BOOST_TEST(audited(rule, sample.table, house).size() == 1U);
}

BOOST_AUTO_TEST_CASE(each_kind_has_patterns_of_its_own) {
    Files primary;
    primary.constraint("files_id_key", {"id"}).is_primary = true;
    BOOST_TEST(only(primary).fix == "ALTER TABLE app.files RENAME CONSTRAINT files_id_key TO files_pkey;");
    Files key;
    key.key("files_name_key");
    BOOST_TEST(only(key).fix == "ALTER TABLE app.files RENAME CONSTRAINT files_name_key TO files_folder_id_fkey;");
    Files check;
    check.check("named").listed_column = 2;
    BOOST_TEST(only(check).fix == "ALTER TABLE app.files RENAME CONSTRAINT named TO files_name_check;");
    Files exclusion;
    exclusion.constraint("files_name_key", {"name"}).is_exclusion = true;
    BOOST_TEST(only(exclusion).fix == "ALTER TABLE app.files RENAME CONSTRAINT files_name_key TO files_name_excl;");
}

BOOST_AUTO_TEST_CASE(what_a_check_is_about_is_known_of_a_list_alone) {
    Files sample;
    sample.check("files_title_check");
    BOOST_TEST(passes(sample));
    sample.checks[0].listed_column = 2;
    BOOST_TEST(!passes(sample));
    Files other;
    other.check("title");
    BOOST_TEST(only(other).fix == "ALTER TABLE app.files RENAME CONSTRAINT title TO files_check;");
}

BOOST_AUTO_TEST_CASE(a_name_that_is_taken_is_not_offered) {
    Files sample;
    sample.constraint("files_name_key", {"name"});
    sample.constraint("again", {"name"});
    BOOST_TEST(only(sample).fix == "ALTER TABLE app.files RENAME CONSTRAINT again TO files_name_unique;");
    constexpr std::array<std::string_view, 1> taken = {"files_name_unique"};
    sample.table.taken_names = taken;
    BOOST_TEST(only(sample).fix == "");
}

BOOST_AUTO_TEST_CASE(names_that_do_not_fit_pass) {
    const std::string name(60, 'a');
    Sample sample{column(name, "text")};
    sample.refer(0, "app.folders").name = "named";
    BOOST_TEST(passes(sample));
}

BOOST_AUTO_TEST_CASE(plain_indexes_and_the_parents_are_not_asked) {
    Files sample;
    sample.index("named", {"name"});
    sample.constraint("other", {"name"}).is_inherited = true;
    sample.key("third").is_inherited = true;
    sample.check("fourth").is_inherited = true;
    sample.table.is_partition = true;
    BOOST_TEST(passes(sample));
    sample.checks[0].is_inherited = false;
    BOOST_TEST(!passes(sample));
}

BOOST_AUTO_TEST_CASE(the_patterns_are_parameters) {
    Files sample;
    sample.constraint("uq_files_name", {"name"});
    sample.check("whatever");
    const House house{{.rule = rule,
                       .severity = "warn",
                       .params = R"({"uniques": ["uq_{table}_{columns}", "?_{columns}"], "checks": []})"}};
    BOOST_TEST(audited(rule, sample.table, house).empty());
    sample.indexes[0].name = sample.indexes[0].quoted_name = "u_name";
    BOOST_TEST(audited(rule, sample.table, house).empty());
    sample.indexes[0].name = sample.indexes[0].quoted_name = "files_name_key";
    const auto found = audited(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME CONSTRAINT files_name_key TO uq_files_name;");
}

BOOST_AUTO_TEST_CASE(what_a_pattern_leaves_open_is_the_target_or_the_name) {
    const House house{{.rule = rule,
                       .severity = "warn",
                       .params = R"({"foreign_keys": ["fk_{table}_{columns}_*"], "checks": ["check_{table}_*"]})"}};
    Files key;
    key.key("files_folder_id_fkey");
    BOOST_TEST(audited(rule, key.table, house).at(0).new_name == "fk_files_folder_id_folders");
    Files check;
    check.check("files_name_check");
    BOOST_TEST(audited(rule, check.table, house).at(0).new_name == "check_files_name_check");
    check.checks[0].name = check.checks[0].quoted_name = "named";
    BOOST_TEST(audited(rule, check.table, house).at(0).new_name == "check_files_named");
}

BOOST_AUTO_TEST_CASE(a_typed_table_leaves_its_type_meanwhile) {
    Files sample;
    sample.table.of_type = "app.file";
    sample.constraint("again", {"name"});
    BOOST_TEST(only(sample).fix ==
               "ALTER TABLE app.files NOT OF; ALTER TABLE app.files RENAME CONSTRAINT again TO files_name_key; "
               "ALTER TABLE app.files OF app.file;");
}

BOOST_AUTO_TEST_SUITE_END()
