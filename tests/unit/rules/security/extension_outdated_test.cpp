#include "definitions.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(extension_outdated)

namespace {

constexpr std::string_view rule = "extension_outdated";

const Policy& house() {
    static const House policy{{.rule = "MG816", .severity = "warn"}};
    return policy;
}

Definition extension(std::string_view version, std::string_view available) {
    Definition made = definition(ObjectKind::Extension);
    made.touched = Fact::Definition | Fact::Versions;
    made.version = version;
    made.available_version = available;
    made.can_be_updated = true;
    return made;
}

std::vector<Finding> audited(const Definition& definition, const Policy& policy) {
    const Change change{.moment = Moment::Audit, .definitions = {&definition, 1}};
    return inspect(change, policy).findings;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_off_by_default) {
    BOOST_TEST(audited(extension("1.0", "1.1"), default_policy()).empty());
}

BOOST_AUTO_TEST_CASE(another_version_than_the_files_have_is_found) {
    const Definition one = extension("1.0", "1.1");
    const auto found = audited(one, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].rule->name == rule);
    BOOST_TEST(found[0].message == "extension things is installed in version 1.0, but 1.1 is available");
    BOOST_TEST(found[0].value == "1.0");
    BOOST_TEST(found[0].fix == "ALTER EXTENSION things UPDATE;");
}

BOOST_AUTO_TEST_CASE(what_no_script_updates_has_no_fix) {
    Definition one = extension("1.0", "1.1");
    one.can_be_updated = false;
    const auto found = audited(one, house());
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST(found[0].fix == "");
}

BOOST_AUTO_TEST_CASE(the_same_version_and_one_whose_files_are_gone_pass) {
    BOOST_TEST(audited(extension("1.1", "1.1"), house()).empty());
    BOOST_TEST(audited(extension("1.1", ""), house()).empty());
}

BOOST_AUTO_TEST_CASE(only_audits_look) {
    BOOST_TEST(findings_of(rule, extension("1.0", "1.1"), house()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
