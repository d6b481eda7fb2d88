#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(forbidden_type)

namespace {

constexpr std::string_view rule = "forbidden_type";

const Policy& house() {
    static const House policy{{.rule = rule, .severity = "error", .params = R"({"types": {
        "varchar": "text: no length to change later", "app.old_ref": "app.ref", "inet": "text", "hstore*": "jsonb: it nests"}})"}};
    return policy;
}

Type varchar(std::string_view declared) {
    return {declared, "character varying", "character varying", "varchar"};
}

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_is_forbidden_by_default) {
    const House on{{.rule = rule, .severity = "error"}};
    const Sample sample{column("name", varchar("character varying(20)"))};
    BOOST_TEST(findings_of(rule, sample.table, on).empty());
}

BOOST_AUTO_TEST_CASE(a_type_on_the_list_is_found_with_what_to_use_and_why) {
    Sample sample{column("name", varchar("character varying(20)")), column("title", "text")};
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column name of table app.files is character varying(20); use text: no length to change later");
    BOOST_TEST(found[0].value == "character varying(20)");
    BOOST_TEST(found[0].definition == "name text NOT NULL");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN name TYPE text;");
}

BOOST_AUTO_TEST_CASE(words_without_a_colon_are_no_type) {
    const Sample sample{column("address", "inet")};
    const auto found = findings_of(rule, sample.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column address of table app.files is inet; use text");
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[0].definition.empty());
}

BOOST_AUTO_TEST_CASE(domains_and_arrays_are_seen_through) {
    const Sample domain{column("name", varchar("app.short_name"))};
    BOOST_TEST(findings_of(rule, domain.table, house()).size() == 1U);
    Sample array{column("names", Type{"character varying[]", "character varying[]", "character varying", "varchar"})};
    array.columns[0].not_null = false;
    const auto found = findings_of(rule, array.table, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].definition == "names text[]");
}

BOOST_AUTO_TEST_CASE(a_domain_may_be_forbidden_itself) {
    const Sample sample{column("ref", Type{"app.old_ref", "text", "text", {}})};
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_pattern_will_do) {
    const Sample sample{column("data", "hstore2")};
    BOOST_TEST(findings_of(rule, sample.table, house()).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_inherited_is_the_parents_matter) {
    Sample sample{column("address", "inet")};
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample.table, house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
