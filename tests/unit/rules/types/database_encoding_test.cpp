#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(database_encoding)

namespace {

constexpr std::string_view rule = "database_encoding";

const Policy& house() {
    static const House policy{{.rule = "MG225", .severity = "warn"}};
    return policy;
}

Definition database(std::string_view encoding) {
    Definition made = definition(ObjectKind::Database);
    made.schema = made.name = "";
    made.identity = made.quoted_name = "shop";
    made.touched = Fact::Encoding;
    made.encoding = encoding;
    return made;
}

std::vector<Finding> audited(const Definition& definition, const Policy& policy) {
    const Change change{.moment = Moment::Audit, .definitions = {&definition, 1}};
    return inspect(change, policy).findings;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    BOOST_TEST(audited(database("SQL_ASCII"), default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(a_database_without_an_encoding_is_found) {
    const Definition one = database("SQL_ASCII");
    const auto found = audited(one, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].rule->name == rule);
    BOOST_TEST(found[0].message == "database shop has the encoding SQL_ASCII");
    BOOST_TEST(found[0].value == "SQL_ASCII");
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(any_other_encoding_passes) {
    BOOST_TEST(audited(database("UTF8"), house()).empty());
    BOOST_TEST(audited(database("LATIN1"), house()).empty());
}

BOOST_AUTO_TEST_CASE(the_house_may_forbid_others) {
    const House utf8{{.rule = rule, .severity = "warn", .params = R"({"forbidden": ["SQL_ASCII", "LATIN*"]})"}};
    BOOST_TEST(audited(database("LATIN1"), utf8).size() == 1U);
}

BOOST_AUTO_TEST_CASE(only_audits_look) {
    BOOST_TEST(findings_of(rule, database("SQL_ASCII"), house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
