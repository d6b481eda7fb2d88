#include <random>

#include "policy/policy.hpp"
#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy_roles)

namespace {

// How strictly user_id_text holds for app.files when somebody acts who is, or isn't, in each of the policy's roles.
Severity severity(const Policy& policy, std::initializer_list<bool> roles, std::string_view object = "files") {
    const Actor actor{.roles = {roles.begin(), roles.size()}};
    return policy.at("app", object, actor)[index_of("user_id_text")].severity;
}

// The same by looking at every row.
Severity scanned(std::span<const PolicyRow> stored, std::size_t rule, std::string_view schema, std::string_view object,
                 bool is_deploy, bool is_dba) {
    std::vector<Row> rows;
    for (const PolicyRow& row : stored) rows.push_back(parse_row(row));
    std::ranges::stable_sort(rows, outranks);
    for (const Row& row : rows) {
        const bool counts = row.role.empty() || (row.role == "deploy" ? is_deploy : is_dba);
        const bool selects = row.rules.selects(*catalog()[rule]) && !catalog()[rule]->needs_name;
        if (counts && row.severity && selects && row.schema.matches(schema) && row.object.matches(object)) {
            return *row.severity;
        }
    }
    return catalog()[rule]->severity;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_row_with_a_role_counts_for_its_members_alone) {
    const House house{{.rule = "MG201", .role_name = "deploy", .severity = "warn"}};
    BOOST_TEST((severity(house, {true}) == Severity::Warn));
    BOOST_TEST((severity(house, {false}) == Severity::Error));
    BOOST_TEST((severity(house, {}) == Severity::Error));
}

BOOST_AUTO_TEST_CASE(the_policy_names_each_of_its_roles_once) {
    const House house{
        {.rule = "MG201", .role_name = "deploy", .severity = "warn"},
        {.rule = "MG202", .severity = "warn"},
        {.rule = "MG301", .role_name = "dba", .severity = "log"},
        {.rule = "MG302", .role_name = "deploy", .severity = "log"},
    };
    std::vector<std::string> roles(house.roles().begin(), house.roles().end());
    std::ranges::sort(roles);
    const std::vector<std::string> expected = {"dba", "deploy"};
    BOOST_TEST(roles == expected, boost::test_tools::per_element());
    BOOST_TEST(House{}.roles().empty());
}

BOOST_AUTO_TEST_CASE(a_role_decides_before_everything_else) {
    for (const PolicyRow& other :
         {PolicyRow{.rule = "MG201", .severity = "error"},
          PolicyRow{.rule = "MG201", .schema_pattern = "app", .severity = "error"},
          PolicyRow{.rule = "MG201", .object_pattern = "files", .severity = "error"},
          PolicyRow{.rule = "user_id_text", .schema_pattern = "app", .object_pattern = "files", .severity = "error"}}) {
        const PolicyRow of_role{.rule = "*", .role_name = "deploy", .severity = "log"};
        BOOST_TEST((severity(House{of_role, other}, {true}) == Severity::Log));
        BOOST_TEST((severity(House{other, of_role}, {true}) == Severity::Log));
        BOOST_TEST((severity(House{other, of_role}, {false}) == Severity::Error));
    }
}

BOOST_AUTO_TEST_CASE(among_rows_with_roles_the_place_decides) {
    const House house{
        {.rule = "*", .object_pattern = "files", .role_name = "deploy", .severity = "log"},
        {.rule = "MG201", .role_name = "deploy", .severity = "warn"},
    };
    BOOST_TEST((severity(house, {true}) == Severity::Log));
    BOOST_TEST((severity(house, {true}, "others") == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(for_a_member_of_two_roles_the_stricter_row_holds) {
    const House house{
        {.rule = "MG201", .role_name = "deploy", .severity = "log"},
        {.rule = "MG201", .role_name = "dba", .severity = "warn"},
    };
    BOOST_TEST((severity(house, {true, true}) == Severity::Warn));
    const bool deploy_is_first = house.roles()[0] == "deploy";
    BOOST_TEST((severity(house, {deploy_is_first, !deploy_is_first}) == Severity::Log));
    BOOST_TEST((severity(house, {!deploy_is_first, deploy_is_first}) == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(a_rule_that_only_a_role_turns_on_is_on_and_off_for_all_others) {
    const House house{
        {.rule = "MG201", .severity = "off"},
        {.rule = "MG201", .role_name = "deploy", .severity = "error"},
    };
    const std::size_t rule = index_of("user_id_text");
    BOOST_TEST(house.is_on(rule));
    BOOST_TEST((house.general(rule).severity == Severity::Off));
    BOOST_TEST((severity(house, {false}) == Severity::Off));
    BOOST_TEST((severity(house, {true}) == Severity::Error));
}

// With rows of every kind the policy says what looking at each row says.
BOOST_AUTO_TEST_CASE(narrow_rows_general_rows_and_rows_with_roles_add_up) {
    constexpr std::array<std::string_view, 6> selectors = {"*", "types", "user_*", "MG201", "MG301", "columns"};
    constexpr std::array<std::string_view, 5> schemas = {"*", "a*", "app", "*p", "shop"};
    constexpr std::array<std::string_view, 5> objects = {"*", "f*", "files", "*s", "logs"};
    constexpr std::array<std::string_view, 4> roles = {"", "", "deploy", "dba"};
    std::mt19937 random(20260102);
    const auto one_of = [&random](const auto& texts) {
        return texts[std::uniform_int_distribution<std::size_t>(0, texts.size() - 1)(random)];
    };
    std::size_t of_rows = 0;
    for (int round = 0; round < 60; ++round) {
        std::vector<PolicyRow> rows;
        for (int i = 1; i <= 8; ++i) {
            rows.push_back({.id = i,
                            .rule = one_of(selectors),
                            .schema_pattern = one_of(schemas),
                            .object_pattern = one_of(objects),
                            .role_name = one_of(roles),
                            .severity = one_of(severity_names)});
        }
        const Policy policy(PolicySource{.rows = rows});
        for (const bool is_deploy : {false, true}) {
            const bool is_dba = !is_deploy;
            std::array<bool, 2> member{};
            for (std::size_t i = 0; i < policy.roles().size(); ++i) {
                member.at(i) = policy.roles()[i] == "deploy" ? is_deploy : is_dba;
            }
            for (const std::string_view schema : {"app", "shop", "other"}) {
                for (const std::string_view object : {"files", "logs", "x"}) {
                    const Policy::Place place = policy.at(schema, object, {.roles = member});
                    for (std::size_t rule = 0; rule < catalog().size(); ++rule) {
                        const Severity expected = scanned(rows, rule, schema, object, is_deploy, is_dba);
                        of_rows += expected == catalog()[rule]->severity ? 0 : 1;
                        if (place[rule].severity != expected) {
                            BOOST_ERROR(
                                fmt::format("{} at {}.{} in round {}", catalog()[rule]->name, schema, object, round));
                        }
                    }
                }
            }
        }
    }
    BOOST_TEST(of_rows > 2'000U);
}

BOOST_AUTO_TEST_SUITE_END()
