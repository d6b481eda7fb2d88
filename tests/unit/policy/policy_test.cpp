#include "policy/policy.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy)

namespace {

std::string_view severity(const Policy& policy, std::string_view rule, std::string_view schema = "app",
                          std::string_view object = "files") {
    return name_of(setting_of(policy, rule, schema, object).severity);
}

// The severity of user_id_text for app.files under two rows, which must not depend on their order.
std::string_view of_two(PolicyRow a, PolicyRow b) {
    const std::string_view one = severity(House{a, b}, "user_id_text");
    BOOST_TEST(severity(House{b, a}, "user_id_text") == one);
    return one;
}

std::string columns(const Policy& policy, std::string_view rule, std::string_view object = "files") {
    return setting_of(policy, rule, "app", object).parameters["columns"].listed(", ");
}

}  // namespace

BOOST_AUTO_TEST_CASE(without_rows_the_rules_own_defaults_hold) {
    const House none{};
    BOOST_TEST(severity(none, "user_id_text") == "error");
    BOOST_TEST(severity(none, "user_reference_text") == "warn");
    BOOST_TEST(columns(none, "user_id_text") == "user_id");
}

BOOST_AUTO_TEST_CASE(the_houses_rows_come_before_the_profiles_however_general) {
    const PolicyRow row{.rule = "*", .severity = "log"};
    const Policy sync(PolicySource{.profile = "mana_sync", .rows = {&row, 1}});
    BOOST_TEST(severity(sync, "no_table_in_public", "public") == "log");
    const Policy profile(PolicySource{.profile = "mana_sync"});
    BOOST_TEST(severity(profile, "no_table_in_public", "public") == "off");
}

BOOST_AUTO_TEST_CASE(a_row_holds_where_its_patterns_match) {
    const House house{{.rule = "MG201", .schema_pattern = "app", .object_pattern = "log_*", .severity = "off"}};
    BOOST_TEST(severity(house, "user_id_text", "app", "log_1") == "off");
    BOOST_TEST(severity(house, "user_id_text", "app", "files") == "error");
    BOOST_TEST(severity(house, "user_id_text", "other", "log_1") == "error");
    BOOST_TEST(severity(house, "user_reference_text", "app", "log_1") == "warn");
}

BOOST_AUTO_TEST_CASE(the_object_pattern_decides_before_the_schema_pattern) {
    BOOST_TEST(of_two({.rule = "MG201", .object_pattern = "f*", .severity = "log"},
                      {.rule = "MG201", .schema_pattern = "app", .severity = "off"}) == "log");
}

BOOST_AUTO_TEST_CASE(the_schema_pattern_decides_before_the_rule) {
    BOOST_TEST(of_two({.rule = "*", .schema_pattern = "app", .severity = "log"},
                      {.rule = "MG201", .severity = "off"}) == "log");
}

BOOST_AUTO_TEST_CASE(of_patterns_the_exact_one_decides_then_the_longer_literal_part) {
    BOOST_TEST(of_two({.rule = "MG201", .object_pattern = "files", .severity = "log"},
                      {.rule = "MG201", .object_pattern = "files*", .severity = "off"}) == "log");
    BOOST_TEST(of_two({.rule = "MG201", .object_pattern = "file*", .severity = "log"},
                      {.rule = "MG201", .object_pattern = "f???*", .severity = "off"}) == "log");
    BOOST_TEST(of_two({.rule = "MG201", .object_pattern = "?*", .severity = "log"},
                      {.rule = "MG201", .object_pattern = "*", .severity = "off"}) == "log");
    BOOST_TEST(of_two({.rule = "MG201", .schema_pattern = "ap*", .severity = "log"},
                      {.rule = "MG201", .schema_pattern = "a*", .severity = "off"}) == "log");
}

BOOST_AUTO_TEST_CASE(a_rules_name_decides_before_a_pattern_a_category_and_all) {
    BOOST_TEST(of_two({.rule = "user_id_text", .severity = "log"}, {.rule = "user_id_tex*", .severity = "off"}) ==
               "log");
    BOOST_TEST(of_two({.rule = "u*", .severity = "log"}, {.rule = "types", .severity = "off"}) == "log");
    BOOST_TEST(of_two({.rule = "types", .severity = "log"}, {.rule = "*", .severity = "off"}) == "log");
}

BOOST_AUTO_TEST_CASE(of_rule_patterns_the_longer_literal_part_decides) {
    BOOST_TEST(of_two({.rule = "user_id*", .severity = "log"}, {.rule = "u*", .severity = "off"}) == "log");
    BOOST_TEST(of_two({.rule = "user_*", .severity = "log"}, {.rule = "*_??_????", .severity = "error"}) == "log");
}

BOOST_AUTO_TEST_CASE(of_equals_the_stricter_decides) {
    BOOST_TEST(of_two({.rule = "MG201", .severity = "warn"}, {.rule = "MG201", .severity = "log"}) == "warn");
    BOOST_TEST(of_two({.rule = "MG201", .object_pattern = "f*", .severity = "off"},
                      {.rule = "MG201", .object_pattern = "*s", .severity = "error"}) == "error");
}

BOOST_AUTO_TEST_CASE(each_attribute_is_decided_for_itself) {
    const House house{
        {.rule = "MG201", .object_pattern = "files", .severity = "log"},
        {.rule = "MG201", .schema_pattern = "app", .advice = "Ask us."},
        {.rule = "types", .severity = "off", .params = R"({"columns": ["who"]})", .docs_url = "https://example.org"},
        {.rule = "*", .advice = "Not this one."},
    };
    const Setting& setting = setting_of(house, "user_id_text");
    BOOST_TEST((setting.severity == Severity::Log));
    BOOST_TEST(setting.advice == "Ask us.");
    BOOST_TEST(setting.docs_url == "https://example.org");
    BOOST_TEST(setting.parameters["columns"].listed() == "who");
    BOOST_TEST(setting.parameters["allowed_types"].listed() == "text");
}

BOOST_AUTO_TEST_CASE(each_parameter_is_decided_for_itself) {
    const House house{
        {.rule = "MG201", .object_pattern = "files", .params = R"({"columns": ["who"]})"},
        {.rule = "MG201", .params = R"({"columns": ["user"], "allowed_types": ["uuid"]})"},
    };
    const Setting& setting = setting_of(house, "user_id_text");
    BOOST_TEST(setting.parameters["columns"].listed() == "who");
    BOOST_TEST(setting.parameters["allowed_types"].listed() == "uuid");
}

BOOST_AUTO_TEST_CASE(the_profiles_advice_stands_until_the_house_has_its_own) {
    const auto advice = [](const Policy& policy) { return setting_of(policy, "user_id_text").advice; };
    BOOST_TEST(advice(House{}).starts_with("In Drizzle: text('user_id')"));
    BOOST_TEST(advice(House{{.rule = "*", .advice = "Ask us."}}) == "Ask us.");
}

BOOST_AUTO_TEST_CASE(a_parameter_follows_the_rule_that_it_is_declared_after_place_by_place) {
    const House house{
        {.rule = "MG301", .object_pattern = "files", .params = R"({"columns": ["made_at"]})"},
        {.rule = "MG302", .object_pattern = "logs", .params = R"({"columns": ["at"]})"},
    };
    BOOST_TEST(columns(house, "timestamp_shape", "files") == "made_at");
    BOOST_TEST(columns(house, "timestamp_shape", "logs") == "at");
    BOOST_TEST(columns(house, "timestamp_shape", "others") == "created_at, updated_at");
    BOOST_TEST(columns(house, "require_timestamps", "logs") == "created_at, updated_at");
}

BOOST_AUTO_TEST_CASE(a_categorys_parameter_reaches_the_rules_that_declare_it) {
    const House house{{.rule = "types", .params = R"({"user_tables": ["app.people"]})"}};
    BOOST_TEST(setting_of(house, "user_reference_text").parameters["user_tables"].listed() == "app.people");
    BOOST_CHECK_THROW(static_cast<void>(setting_of(house, "user_id_text").parameters["user_tables"]),
                      std::out_of_range);
}

BOOST_AUTO_TEST_CASE(a_rule_is_on_where_any_row_turns_it_on) {
    const std::size_t rule = index_of("user_id_text");
    BOOST_TEST(House{}.is_on(rule));
    BOOST_TEST(!(House{{.rule = "MG201", .severity = "off"}}.is_on(rule)));
    BOOST_TEST(
        (House{{.rule = "MG201", .severity = "off"}, {.rule = "MG201", .object_pattern = "files", .severity = "log"}}
             .is_on(rule)));
    BOOST_TEST((House{{.rule = "MG201", .object_pattern = "files", .severity = "off"}}.is_on(rule)));
}

BOOST_AUTO_TEST_CASE(the_general_severity_is_the_one_without_a_place) {
    const House house{
        {.rule = "MG201", .severity = "log"},
        {.rule = "MG201", .schema_pattern = "app", .severity = "off"},
    };
    BOOST_TEST((house.general(index_of("user_id_text")).severity == Severity::Log));
}

BOOST_AUTO_TEST_CASE(only_facts_of_rules_that_are_on_are_read) {
    BOOST_TEST((House{{.rule = "*", .severity = "off"}}.facts_read().empty()));
    const House placement{{.rule = "*", .severity = "off"}, {.rule = "MG101", .severity = "log"}};
    BOOST_TEST((placement.facts_read() == Facts(Fact::Placement)));
    BOOST_TEST(House{}.facts_read().has(Fact::Constraints));
}

BOOST_AUTO_TEST_CASE(a_damaged_row_is_named_with_its_fault_and_the_way_out) {
    const PolicyRow rows[] = {{.id = 1, .rule = "*"}, {.id = 7, .rule = "nonsense"}};
    BOOST_CHECK_EXCEPTION(Policy(PolicySource{.rows = rows}), PolicyError, [](const PolicyError& error) {
        BOOST_TEST(std::string_view(error.what()) ==
                   "row 7 of mana_guard.policy is damaged: rule \"nonsense\" does not exist");
        BOOST_TEST(error.hint() == "Fix it, or run DELETE FROM mana_guard.policy WHERE id = 7.");
        return true;
    });
}

BOOST_AUTO_TEST_SUITE_END()
