#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(boolean_not_null)

namespace {

constexpr std::string_view rule = "boolean_not_null";

// name boolean
Column nullable(std::string_view name) {
    Column made = column(name, Type{"boolean", "boolean", "boolean", "bool"});
    made.not_null = false;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_not_null_passes_and_so_does_another_type) {
    Sample sample{column("is_public", "boolean"), column("name", "text")};
    sample.columns[1].not_null = false;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_nullable_one_is_found_with_its_fix) {
    const auto found = findings_of(rule, Sample{nullable("is_public")});
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column is_public of table app.files is nullable");
    BOOST_TEST(found[0].value == "nullable");
    BOOST_TEST(found[0].definition == "is_public boolean NOT NULL DEFAULT false");
    BOOST_TEST(found[0].fix ==
               "UPDATE app.files SET is_public = false WHERE is_public IS NULL; "
               "ALTER TABLE app.files ALTER COLUMN is_public SET NOT NULL;");
    BOOST_TEST(found[0].caution.starts_with("MG605"));
}

BOOST_AUTO_TEST_CASE(its_own_default_fills_it) {
    Sample sample{nullable("is_public")};
    sample.columns[0].default_kind = DefaultKind::Constant;
    sample.columns[0].default_value = "true";
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].definition == "is_public boolean NOT NULL DEFAULT true");
    BOOST_TEST(found[0].fix ==
               "UPDATE app.files SET is_public = true WHERE is_public IS NULL; "
               "ALTER TABLE app.files ALTER COLUMN is_public SET NOT NULL;");
}

BOOST_AUTO_TEST_CASE(a_domain_is_seen_through_and_an_array_is_none) {
    Sample sample{nullable("is_public"), nullable("answers")};
    sample.columns[0].type.declared = "app.flag";
    sample.columns[1].type = Type{"boolean[]", "boolean[]", "boolean", "bool"};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].definition == "is_public app.flag NOT NULL DEFAULT false");
}

BOOST_AUTO_TEST_CASE(generated_and_inherited_ones_are_left_alone) {
    Sample sample{nullable("is_old"), nullable("is_parents")};
    sample.columns[0].default_kind = DefaultKind::Generated;
    sample.columns[1].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(of_is_deleted_the_rule_about_soft_deletes_speaks_alone) {
    Sample sample{nullable("is_deleted"), nullable("is_public"), column("deleted_at", "timestamp with time zone")};
    sample.columns[2].not_null = false;
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].column->name == "is_public");
    const House without{{.rule = "soft_delete_shape", .severity = "off"}};
    BOOST_TEST(findings_of(rule, sample.table, without).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_default_is_asked_for_where_the_policy_says_so) {
    Sample sample{column("is_public", "boolean"), column("is_old", "boolean"), column("is_parents", "boolean")};
    sample.columns[1].default_kind = DefaultKind::Constant;
    sample.columns[1].default_value = "true";
    sample.columns[2].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
    const House house{{.rule = rule, .params = R"({"require_default": true})"}};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "column is_public of table app.files has no default");
    BOOST_TEST(found[0].value == "no default");
    BOOST_TEST(found[0].definition == "is_public boolean NOT NULL DEFAULT false");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files ALTER COLUMN is_public SET DEFAULT false;");
}

BOOST_AUTO_TEST_SUITE_END()
