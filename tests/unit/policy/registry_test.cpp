#include "policy/registry.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy_registry)

namespace {

constexpr RegistryRow of_profile[] = {
    {.service = "mana-auth", .schema_name = "auth", .owner_role = "auth_owner"},
    {.service = "mana-mail", .schema_name = "mail"},
};

Registry over_profile(std::initializer_list<RegistryRow> house) {
    static constexpr Profile profile{.name = "one", .summary = "One.", .registry = of_profile};
    static constexpr const Profile* profiles[] = {&profile};
    return Registry({house.begin(), house.size()}, profiles);
}

void is_refused(const RegistryRow& row, std::string_view message, std::string_view hint) {
    BOOST_CHECK_EXCEPTION(check_registration(row), PolicyError, [&](const PolicyError& error) {
        BOOST_TEST(std::string_view(error.what()) == message);
        BOOST_TEST(error.hint() == hint);
        return true;
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(without_rows_it_is_empty) {
    const Registry registry({}, {});
    BOOST_TEST(registry.empty());
    BOOST_TEST(registry.of("auth") == nullptr);
}

BOOST_AUTO_TEST_CASE(the_profiles_schemas_are_registered) {
    const Registry registry = over_profile({});
    BOOST_TEST(!registry.empty());
    BOOST_TEST(registry.schemas().size() == 2U);
    BOOST_REQUIRE(registry.of("auth") != nullptr);
    BOOST_TEST(registry.of("auth")->service == "mana-auth");
    BOOST_TEST(registry.of("auth")->owner_role == "auth_owner");
    BOOST_TEST(registry.of("auth")->is_of_profile);
    BOOST_TEST(registry.of("Auth") == nullptr);
    BOOST_TEST(registry.of("") == nullptr);
}

BOOST_AUTO_TEST_CASE(the_house_adds_its_own) {
    const Registry registry =
        over_profile({{.service = "shop", .schema_name = "shop", .owner_role = "shop_owner", .migration_lock_id = 42}});
    BOOST_TEST(registry.schemas().size() == 3U);
    BOOST_REQUIRE(registry.of("shop") != nullptr);
    BOOST_TEST(registry.of("shop")->service == "shop");
    BOOST_TEST(registry.of("shop")->owner_role == "shop_owner");
    BOOST_TEST(registry.of("shop")->migration_lock_id == 42);
    BOOST_TEST(!registry.of("shop")->is_of_profile);
}

BOOST_AUTO_TEST_CASE(a_row_for_a_schema_of_the_profile_stands_in_its_place) {
    const Registry registry = over_profile({{.service = "other-auth", .schema_name = "auth"}});
    BOOST_TEST(registry.schemas().size() == 2U);
    BOOST_REQUIRE(registry.of("auth") != nullptr);
    BOOST_TEST(registry.of("auth")->service == "other-auth");
    BOOST_TEST(registry.of("auth")->owner_role == "");
    BOOST_TEST(!registry.of("auth")->is_of_profile);
}

BOOST_AUTO_TEST_CASE(a_row_may_take_away_what_the_profile_has) {
    const Registry registry = over_profile({{.service = "mana-auth", .schema_name = "auth", .removed = true}});
    BOOST_TEST(registry.of("auth") == nullptr);
    BOOST_TEST(registry.of("mail") != nullptr);
    BOOST_TEST(
        over_profile({{.schema_name = "auth", .removed = true}, {.schema_name = "mail", .removed = true}}).empty());
}

BOOST_AUTO_TEST_CASE(what_takes_away_nothing_does_no_harm) {
    BOOST_TEST(over_profile({{.schema_name = "shop", .removed = true}}).schemas().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_row_is_checked_before_it_is_stored) {
    constexpr std::string_view name_hint = "Write the schema's name as it is stored, such as 'auth'.";
    constexpr std::string_view service_hint = "Write the service that the schema belongs to, such as 'mana-auth'.";
    BOOST_CHECK_NO_THROW(check_registration({.service = "shop", .schema_name = "shop"}));
    const std::string longest(max_name_length, 'x');
    BOOST_CHECK_NO_THROW(check_registration({.service = "shop", .schema_name = longest}));
    is_refused({.service = "shop"}, "schema_name is empty", name_hint);
    const std::string longer = longest + "x";
    is_refused({.service = "shop", .schema_name = longer}, "schema_name is longer than 63 bytes", name_hint);
    is_refused({.schema_name = "shop"}, "service is empty", service_hint);
    is_refused({.service = " \n", .schema_name = "shop"}, "service is empty", service_hint);
}

// Of the policy: the roles that own schemas are among those that the server asks about.

BOOST_AUTO_TEST_CASE(owners_have_a_number_among_the_policys_roles) {
    const PolicyRow rows[] = {{.rule = "*", .role_name = "deploy", .severity = "log"}};
    const RegistryRow schemas[] = {
        {.service = "shop", .schema_name = "shop", .owner_role = "shop_owner"},
        {.service = "shop", .schema_name = "stock", .owner_role = "shop_owner"},
        {.service = "deploy", .schema_name = "ci", .owner_role = "deploy"},
        {.service = "free", .schema_name = "free"},
    };
    const Policy policy(PolicySource{.rows = rows, .registry = schemas});
    const std::vector<std::string> expected = {"deploy", "shop_owner"};
    BOOST_TEST(policy.roles() == expected, boost::test_tools::per_element());
    BOOST_TEST(policy.registry().of("shop")->owner_number == 1U);
    BOOST_TEST(policy.registry().of("stock")->owner_number == 1U);
    BOOST_TEST(policy.registry().of("ci")->owner_number == 0U);
}

BOOST_AUTO_TEST_CASE(a_rule_that_needs_a_registry_is_off_without_one) {
    const std::size_t rule = index_of("schema_registered");
    BOOST_TEST(!House{}.is_on(rule));
    const RegistryRow schema{.service = "shop", .schema_name = "shop"};
    BOOST_TEST(Policy(PolicySource{.registry = {&schema, 1}}).is_on(rule));
    BOOST_TEST(Policy(PolicySource{.profile = "mana_platform"}).is_on(rule));
}

BOOST_AUTO_TEST_SUITE_END()
