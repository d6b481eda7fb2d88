#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(unqualified_create)

namespace {

constexpr auto rule = "unqualified_create";

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

}  // namespace

BOOST_AUTO_TEST_CASE(what_names_its_schema_passes) {
    const Made made;
    BOOST_TEST(findings_of(rule, made.command).empty());
}

BOOST_AUTO_TEST_CASE(a_table_without_its_schema_is_found) {
    Made made;
    made.command.says_schema = false;
    const auto found = findings_of(rule, made.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].object == &made.object);
    BOOST_TEST(found[0].message == "CREATE TABLE names no schema; search_path resolves the name to app.files");
    BOOST_TEST(found[0].value == "CREATE TABLE");
    BOOST_TEST(found[0].cure == "CREATE TABLE app.files ...;");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(a_query_is_left_out_of_the_hint) {
    Made made(ObjectKind::Table, "SELECT INTO");
    made.command.definition = "SELECT ... INTO";
    made.command.says_schema = false;
    const auto found = findings_of(rule, made.command);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "SELECT INTO names no schema; search_path resolves the name to app.files");
    BOOST_TEST(found[0].cure == "SELECT ... INTO app.files ...;");
}

BOOST_AUTO_TEST_CASE(so_is_all_that_has_a_schema) {
    for (const auto kind : {ObjectKind::View, ObjectKind::Sequence, ObjectKind::Enum, ObjectKind::Function,
                            ObjectKind::Procedure, ObjectKind::Other}) {
        Made made(kind, "CREATE THING");
        made.command.says_schema = false;
        BOOST_TEST(findings_of(rule, made.command).size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    Made made;
    made.command.says_schema = false;
    BOOST_TEST(findings_of(rule, made.command, default_policy()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
