#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(boolean_prefix)

namespace {

constexpr std::string_view rule = "boolean_prefix";

}  // namespace

BOOST_AUTO_TEST_CASE(prefixed_names_and_other_types_pass) {
    const Sample sample{column("is_deleted", "boolean"), column("has_password", "boolean"),
                        column("isPublic", "boolean"), column("deleted", "text"),
                        column("flags", Type{"boolean[]", "boolean[]", "boolean", {}})};
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(another_name_is_found_with_its_fix) {
    const Sample sample{column("email_verified", "boolean")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "boolean column email_verified of table app.files does not start with is_ or has_");
    BOOST_TEST(found[0].value == "email_verified");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN email_verified TO is_email_verified;");
    BOOST_TEST(found[0].definition == "is_email_verified boolean NOT NULL");
    BOOST_TEST(found[0].caution.starts_with("MG703"));
}

BOOST_AUTO_TEST_CASE(a_domain_counts_as_its_base) {
    const Sample sample{column("active", Type{"app.flag", "boolean", "boolean", {}}), column("issue", "boolean")};
    BOOST_TEST(findings_of(rule, sample).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_verb_has_no_fix) {
    const Sample sample{column("can_edit", "boolean"), column("active", "boolean"), column("is_active", "text")};
    const auto found = findings_of(rule, sample);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].fix.empty());
    BOOST_TEST(found[1].fix.empty());
}

BOOST_AUTO_TEST_CASE(nor_has_a_sentence) {
    for (const std::string_view name :
         {"skip_charges", "skip", "ignores_case", "notify_on_reply", "opted_in", "visible_to_all", "exists"}) {
        const Sample sample{column(name, "boolean")};
        BOOST_TEST(findings_of(rule, sample).at(0).fix.empty(), name);
    }
    for (const std::string_view name : {"in_stock", "open", "email_sent", "clear", "to_do"}) {
        const Sample sample{column(name, "boolean")};
        BOOST_TEST(!findings_of(rule, sample).at(0).fix.empty(), name);
    }
}

BOOST_AUTO_TEST_CASE(inherited_columns_are_the_parents_matter) {
    Sample sample{column("active", "boolean")};
    sample.columns[0].inherited = true;
    BOOST_TEST(findings_of(rule, sample).empty());
}

BOOST_AUTO_TEST_CASE(a_house_has_prefixes_of_its_own) {
    const House house{{.rule = "MG405", .params = R"({"prefixes": ["can_", "is_"]})"}};
    const Sample sample{column("can_edit", "boolean"), column("has_password", "boolean")};
    const auto found = findings_of(rule, sample.table, house);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].message == "boolean column has_password of table app.files does not start with can_ or is_");
    BOOST_TEST(found[0].fix == "ALTER TABLE app.files RENAME COLUMN has_password TO can_has_password;");
}

BOOST_AUTO_TEST_SUITE_END()
