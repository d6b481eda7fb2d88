#include "commands.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(allowed_extensions)

namespace {

constexpr auto rule = "allowed_extensions";

struct Made {
    Object object;
    Command command;

    explicit Made(std::string_view name) {
        object.kind = ObjectKind::Extension;
        object.schema = "app";
        object.name = object.quoted_name = object.identity = name;
        command.kind = CommandKind::Create;
        command.object = &object;
    }
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
};

}  // namespace

BOOST_AUTO_TEST_CASE(without_a_list_all_pass) {
    const Made made("hstore");
    BOOST_TEST(findings_of(rule, made.command).empty());
}

BOOST_AUTO_TEST_CASE(one_that_is_not_on_the_list_is_found) {
    const House house{{.rule = rule, .severity = "error", .params = R"({"names": ["pg_trgm", "citext"]})"}};
    const Made made("dblink");
    const auto found = findings_of(rule, made.command, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "extension dblink is not one of the allowed extensions: pg_trgm and citext");
    BOOST_TEST(found[0].value == "dblink");
    BOOST_TEST(found[0].cure == "");
}

BOOST_AUTO_TEST_CASE(one_that_is_on_it_passes_patterns_too) {
    const House house{{.rule = rule, .severity = "error", .params = R"({"names": ["citext", "pg_*"]})"}};
    const Made named("citext");
    BOOST_TEST(findings_of(rule, named.command, house).empty());
    const Made meant("pg_trgm");
    BOOST_TEST(findings_of(rule, meant.command, house).empty());
}

BOOST_AUTO_TEST_CASE(other_objects_are_none_of_its) {
    const House house{{.rule = rule, .severity = "error", .params = R"({"names": ["citext"]})"}};
    Made made("dblink");
    made.object.kind = ObjectKind::Schema;
    BOOST_TEST(findings_of(rule, made.command, house).empty());
}

BOOST_AUTO_TEST_SUITE_END()
