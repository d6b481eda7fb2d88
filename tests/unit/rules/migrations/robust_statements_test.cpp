#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(robust_statements)

namespace {

constexpr auto rule = "robust_statements";

// CREATE TABLE app.files, or of another kind of object.
struct Made {
    Object object;
    Command command;

    explicit Made(ObjectKind kind = ObjectKind::Table, std::string_view words = "CREATE TABLE") {
        object.kind = kind;
        object.schema = "app";
        object.name = object.quoted_name = "files";
        object.identity = "app.files";
        command.kind = CommandKind::Create;
        command.object = &object;
        command.words = command.definition = words;
    }
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
};

// DROP INDEX app.idx_files_name
struct Dropped : Made {
    Dropped() : Made(ObjectKind::Table, "DROP INDEX") {
        command.kind = CommandKind::Drop;
        command.name = command.quoted_name = "idx_files_name";
        command.definition = "DROP INDEX IF EXISTS app.idx_files_name;";
        command.lacks_if = true;
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_create_without_if_not_exists_is_found) {
    Made made;
    made.command.lacks_if = true;
    const auto found = findings_of(rule, made.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "table app.files is created without IF NOT EXISTS, outside a transaction block");
    BOOST_TEST(found[0].value == "CREATE TABLE");
    BOOST_TEST(found[0].cure == "-- CREATE TABLE IF NOT EXISTS app.files ...");
}

BOOST_AUTO_TEST_CASE(of_a_schema_all_is_said) {
    Made made(ObjectKind::Schema, "CREATE SCHEMA");
    made.object.identity = "app";
    made.command.lacks_if = true;
    const auto found = findings_of(rule, made.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].cure == "CREATE SCHEMA IF NOT EXISTS app;");
}

BOOST_AUTO_TEST_CASE(an_index_is_named_with_its_table) {
    Made made(ObjectKind::Table, "CREATE INDEX");
    made.command.name = made.command.quoted_name = "idx_files_name";
    made.command.lacks_if = true;
    const auto found = findings_of(rule, made.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "idx_files_name");
    BOOST_TEST(found[0].part_type == "index");
    BOOST_TEST(found[0].message ==
               "index idx_files_name of table app.files is created without IF NOT EXISTS, outside a transaction block");
    BOOST_TEST(found[0].cure == "-- CREATE INDEX IF NOT EXISTS idx_files_name ON app.files ...");
}

BOOST_AUTO_TEST_CASE(a_drop_without_if_exists_is_found) {
    const Dropped dropped;
    const auto found = findings_of(rule, dropped.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "index idx_files_name of table app.files is dropped without IF EXISTS, outside a transaction block");
    BOOST_TEST(found[0].value == "DROP INDEX");
    BOOST_TEST(found[0].cure == "DROP INDEX IF EXISTS app.idx_files_name;");
}

BOOST_AUTO_TEST_CASE(each_part_has_its_word) {
    Dropped dropped;
    for (const auto& [words, noun] :
         {std::pair("DROP TRIGGER", "trigger"), std::pair("DROP POLICY", "policy"), std::pair("DROP RULE", "rule")}) {
        dropped.command.words = words;
        const auto found = findings_of(rule, dropped.command);
        BOOST_REQUIRE_EQUAL(found.size(), 1U);
        BOOST_TEST(found[0].part_type == noun);
        BOOST_TEST(found[0].message.starts_with(noun));
    }
    Made made(ObjectKind::Table, "CREATE STATISTICS");
    made.command.name = made.command.quoted_name = "files_stat";
    made.command.lacks_if = true;
    const auto found = findings_of(rule, made.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part_type == "statistics object");
    BOOST_TEST(found[0].cure == "-- CREATE STATISTICS IF NOT EXISTS files_stat ... FROM app.files");
}

BOOST_AUTO_TEST_CASE(the_steps_of_alter_table_count_where_the_house_says_so) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"alter_table": true})"}};
    OfTable step(CommandKind::AlterStep);
    step.of("note", "text").command.words = "ADD COLUMN";
    step.command.lacks_if = true;
    BOOST_TEST(findings_of(rule, step.command).empty());
    const auto added = findings_of(rule, step.command, house);
    BOOST_REQUIRE_EQUAL(added.size(), 1U);
    BOOST_TEST(added[0].column->name == "note");
    BOOST_TEST(added[0].message ==
               "column note of table app.files is added without IF NOT EXISTS, outside a transaction block");
    BOOST_TEST(added[0].value == "ADD COLUMN");
    BOOST_TEST(added[0].cure == "-- ALTER TABLE app.files ADD COLUMN IF NOT EXISTS note ...");
    step.command.words = "DROP COLUMN";
    const auto dropped = findings_of(rule, step.command, house);
    BOOST_REQUIRE_EQUAL(dropped.size(), 1U);
    BOOST_TEST(dropped[0].message ==
               "column note of table app.files is dropped without IF EXISTS, outside a transaction block");
    BOOST_TEST(dropped[0].cure == "ALTER TABLE app.files DROP COLUMN IF EXISTS note;");
    OfTable constraint(CommandKind::AlterStep);
    constraint.named("files_check").command.words = "DROP CONSTRAINT";
    constraint.command.lacks_if = constraint.command.is_cascade = true;
    const auto found = findings_of(rule, constraint.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].part == "files_check");
    BOOST_TEST(found[0].message ==
               "constraint files_check of table app.files is dropped without IF EXISTS, outside a transaction block");
    BOOST_TEST(found[0].cure == "ALTER TABLE app.files DROP CONSTRAINT IF EXISTS files_check CASCADE;");
    constraint.command.in_block = true;
    BOOST_TEST(findings_of(rule, constraint.command, house).empty());
    constraint.command.in_block = constraint.command.lacks_if = false;
    BOOST_TEST(findings_of(rule, constraint.command, house).empty());
}

BOOST_AUTO_TEST_CASE(or_replace_counts_where_the_house_says_so) {
    const House house{{.rule = rule, .severity = "warn", .params = R"({"replace": true})"}};
    Made made(ObjectKind::View, "CREATE VIEW");
    made.command.lacks_replace = true;
    BOOST_TEST(findings_of(rule, made.command).empty());
    const auto found = findings_of(rule, made.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "view app.files is created without OR REPLACE, outside a transaction block");
    BOOST_TEST(found[0].value == "CREATE VIEW");
    BOOST_TEST(found[0].cure == "-- CREATE OR REPLACE VIEW app.files ...");
    Made trigger(ObjectKind::Table, "CREATE TRIGGER");
    trigger.command.name = trigger.command.quoted_name = "keep";
    trigger.command.lacks_replace = true;
    const auto of_trigger = findings_of(rule, trigger.command, house);
    BOOST_REQUIRE_EQUAL(of_trigger.size(), 1U);
    BOOST_TEST(of_trigger[0].message ==
               "trigger keep of table app.files is created without OR REPLACE, outside a transaction block");
    BOOST_TEST(of_trigger[0].cure == "-- CREATE OR REPLACE TRIGGER keep ... ON app.files ...");
    trigger.command.is_top_level = false;
    BOOST_TEST(findings_of(rule, trigger.command, house).empty());
}

BOOST_AUTO_TEST_CASE(in_a_block_all_is_taken_back) {
    Dropped dropped;
    dropped.command.in_block = true;
    BOOST_TEST(findings_of(rule, dropped.command).empty());
}

BOOST_AUTO_TEST_CASE(code_sees_for_itself) {
    Dropped dropped;
    dropped.command.is_top_level = false;
    BOOST_TEST(findings_of(rule, dropped.command).empty());
}

BOOST_AUTO_TEST_CASE(what_says_it_passes) {
    Dropped dropped;
    dropped.command.lacks_if = false;
    BOOST_TEST(findings_of(rule, dropped.command).empty());
    const Made made;
    BOOST_TEST(findings_of(rule, made.command).empty());
}

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    const Dropped dropped;
    BOOST_TEST(findings_of(rule, dropped.command, default_policy()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
