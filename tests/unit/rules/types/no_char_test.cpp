#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(no_char)

namespace {

constexpr std::string_view rule = "no_char";

}  // namespace

BOOST_AUTO_TEST_CASE(text_and_varchar_pass) {
    const Sample sample{column("name", "text"), column("title", "character varying"), column("kind", "name")};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(char_is_found_with_its_fix) {
    const Sample sample{column("country", Type{"character(2)", "character", "character", "bpchar"})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column country of table app.files is character(2), whose trailing spaces are insignificant");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN country TYPE text;");
    BOOST_TEST(found[0].caution.starts_with("MG609"));
    BOOST_TEST(found[0].definition == "country text NOT NULL");
    BOOST_TEST(found[0].value == "character(2)");
}

BOOST_AUTO_TEST_CASE(one_without_a_length_is_told_by_its_own_name) {
    const Sample sample{column("code", Type{"character", "character", "character", "bpchar"})};
    BOOST_TEST(findings_of(rule, sample).at(0).message ==
               "column code of table app.files is bpchar, whose trailing spaces are insignificant");
    const Sample array{column("codes", Type{"character[]", "character[]", "character", "bpchar"})};
    BOOST_TEST(findings_of(rule, array).at(0).value == "bpchar[]");
}

BOOST_AUTO_TEST_CASE(so_is_the_catalogs_char) {
    const Sample sample{column("kind", Type{"\"char\"", "\"char\"", "\"char\"", "char"})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message ==
               "column kind of table app.files is \"char\", a single-byte type for the system catalogs");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN kind TYPE text;");
}

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements) {
    const Sample sample{column("countries", Type{"character(2)[]", "character[]", "character", "bpchar"})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN countries TYPE text[];");
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through_and_keeps_what_it_checks) {
    const Sample sample{column("of", Type{"app.special", "character", "character", {}})};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].value == "app.special");
    BOOST_TEST(found[0].fix.empty());
}

BOOST_AUTO_TEST_CASE(a_parents_column_is_the_parents_matter) {
    Sample sample{column("held", "character")};
    BOOST_TEST(findings_of(rule, sample).size() == 1U);
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_others_hold_fast_has_no_fix) {
    Sample refers{column("held", "character")};
    refers.refer(0, "app.others");
    BOOST_TEST(findings_of(rule, refers).at(0).fix.empty());
    Sample computed{column("held", "character")};
    computed.columns[0].default_kind = DefaultKind::Generated;
    BOOST_TEST(findings_of(rule, computed).at(0).fix.empty());
    Sample partitioned{column("held", "character")};
    partitioned.columns[0].in_partition_key = true;
    BOOST_TEST(findings_of(rule, partitioned).at(0).fix.empty());
}

BOOST_AUTO_TEST_CASE(foreign_tables_are_as_the_other_server_has_them) {
    Sample sample{column("held", "character")};
    sample.table.kind = ObjectKind::ForeignTable;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_SUITE_END()
