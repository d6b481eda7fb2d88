#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(text_over_varchar)

namespace {

constexpr std::string_view rule = "text_over_varchar";
const House house{{.rule = rule, .severity = "warn"}};

std::vector<Finding> found_in(const Sample& sample) {
    return findings_of(rule, sample.table, house);
}

constexpr Type varchar{"character varying(255)", "character varying", "character varying", "varchar"};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_unless_the_policy_says_otherwise) {
    BOOST_TEST((setting_of(default_policy(), rule).severity == Severity::Off));
}

BOOST_AUTO_TEST_CASE(text_and_varchar_without_a_length_pass) {
    const Sample sample{column("name", "text"), column("title", "character varying")};
    BOOST_TEST(found_in(sample).empty());
}

BOOST_AUTO_TEST_CASE(a_length_is_found_with_a_fix_that_needs_no_caution) {
    const Sample sample{column("name", varchar)};
    const auto found = found_in(sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column name of table app.files is character varying(255) instead of text");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN name TYPE text;");
    BOOST_TEST(found[0].caution.empty());
    BOOST_TEST(found[0].definition == "name text NOT NULL");
    BOOST_TEST(found[0].value == "character varying(255)");
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements_and_a_domain_passes) {
    const Sample array{
        column("names", Type{"character varying(9)[]", "character varying[]", "character varying", "varchar"})};
    BOOST_TEST(found_in(array).at(0).fix == "ALTER TABLE app.files ALTER COLUMN names TYPE text[];");
    BOOST_TEST(found_in(array).at(0).caution.starts_with("MG609"));
    const Sample domain{column("name", Type{"app.label", "character varying", "character varying", "varchar"})};
    BOOST_TEST(found_in(domain).empty());
}

BOOST_AUTO_TEST_CASE(a_parents_column_passes_and_a_foreign_keys_has_no_fix) {
    Sample child{column("name", varchar)};
    child.columns[0].inherited = true;
    BOOST_TEST(found_in(child).empty());
    Sample refers{column("name", varchar)};
    refers.refer(0, "app.others");
    BOOST_TEST(found_in(refers).at(0).fix.empty());
}

BOOST_AUTO_TEST_SUITE_END()
