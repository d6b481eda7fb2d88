#include "policy/policy.hpp"
#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy_attributes)

namespace {

// A setting that must not depend on the order of the two rows.
template <typename Attribute>
auto of_two(const PolicyRow& a, const PolicyRow& b, Attribute Setting::*attribute) {
    const Attribute one = setting_of(House{a, b}, "user_id_text").*attribute;
    BOOST_TEST((setting_of(House{b, a}, "user_id_text").*attribute == one));
    return one;
}

std::int64_t id_of(const Row* row) {
    return row == nullptr ? -1 : row->id;
}

}  // namespace

BOOST_AUTO_TEST_CASE(without_rows_each_attribute_has_its_default) {
    const Setting& setting = setting_of(default_policy(), "user_id_text");
    BOOST_TEST((setting.timing == Timing::Statement));
    BOOST_TEST((setting.existing == Existing::Notice));
    BOOST_TEST(!setting.exemptions_follow);
    BOOST_TEST(setting.docs_url == "");
    BOOST_TEST((setting_of(default_policy(), "test_awaits").timing == Timing::Commit));
    BOOST_TEST((setting_of(default_policy(), "no_schema_rename").timing == Timing::Start));
}

BOOST_AUTO_TEST_CASE(a_row_moves_a_rule_to_commit_and_back) {
    BOOST_TEST((setting_of(House{{.rule = "MG201", .timing = "commit"}}, "user_id_text").timing == Timing::Commit));
    BOOST_TEST(
        (setting_of(House{{.rule = "MG996", .timing = "statement"}}, "test_awaits").timing == Timing::Statement));
}

BOOST_AUTO_TEST_CASE(a_rule_that_can_not_be_judged_then_keeps_its_timing) {
    const House commit{{.rule = "*", .timing = "commit"}};
    BOOST_TEST((setting_of(commit, "user_id_text").timing == Timing::Commit));
    BOOST_TEST((setting_of(commit, "no_schema_rename").timing == Timing::Start));
    BOOST_TEST((setting_of(commit, "schema_owner").timing == Timing::Statement));
    BOOST_TEST(setting_of(commit, "schema_owner").origins.timing == nullptr);
    const House start{{.rule = "*", .timing = "start"}};
    BOOST_TEST((setting_of(start, "user_id_text").timing == Timing::Statement));
    BOOST_TEST((setting_of(start, "no_schema_rename").timing == Timing::Start));
}

BOOST_AUTO_TEST_CASE(the_more_specific_row_decides_timing) {
    BOOST_TEST((of_two({.rule = "*", .object_pattern = "f*", .timing = "commit"},
                       {.rule = "MG201", .timing = "statement"}, &Setting::timing) == Timing::Commit));
}

BOOST_AUTO_TEST_CASE(the_more_specific_row_decides_what_becomes_of_breaches_that_stood) {
    BOOST_TEST((of_two({.rule = "MG201", .object_pattern = "files", .existing = "ignore"},
                       {.rule = "MG201", .existing = "enforce"}, &Setting::existing) == Existing::Ignore));
    const House house{{.rule = "types", .existing = "warn"}};
    BOOST_TEST((setting_of(house, "user_id_text").existing == Existing::Warn));
    BOOST_TEST((setting_of(house, "require_timestamps").existing == Existing::Notice));
}

BOOST_AUTO_TEST_CASE(of_equals_the_stricter_decides_that_too) {
    const PolicyRow mild{.id = 2, .rule = "MG201", .object_pattern = "f*", .severity = "error", .existing = "ignore"};
    const PolicyRow strict{.id = 1, .rule = "MG201", .object_pattern = "*s", .severity = "warn", .existing = "enforce"};
    BOOST_TEST((of_two(mild, strict, &Setting::existing) == Existing::Enforce));
    BOOST_TEST((of_two(mild, strict, &Setting::severity) == Severity::Error));
    const House house{mild, strict};
    BOOST_TEST(id_of(setting_of(house, "user_id_text").origins.existing) == 1);
    BOOST_TEST(id_of(setting_of(house, "user_id_text").origins.severity) == 2);
}

BOOST_AUTO_TEST_CASE(whether_exemptions_follow_is_decided_place_by_place) {
    const House house{
        {.rule = "*", .exemptions_follow = "t"},
        {.rule = "MG201", .schema_pattern = "app", .exemptions_follow = "f"},
    };
    BOOST_TEST(!setting_of(house, "user_id_text").exemptions_follow);
    BOOST_TEST(setting_of(house, "user_id_text", "other").exemptions_follow);
    BOOST_TEST(setting_of(house, "timestamp_shape").exemptions_follow);
}

BOOST_AUTO_TEST_CASE(rows_that_differ_in_one_attribute_keep_it) {
    const House house{{.rule = "MG201", .object_pattern = "a", .severity = "warn"},
                      {.rule = "MG201", .object_pattern = "b", .severity = "warn", .timing = "commit"},
                      {.rule = "MG201", .object_pattern = "c", .severity = "warn", .existing = "enforce"},
                      {.rule = "MG201", .object_pattern = "d", .severity = "warn", .exemptions_follow = "t"},
                      {.rule = "MG201", .object_pattern = "e", .severity = "warn", .dialect = "prisma"},
                      {.rule = "MG202", .object_pattern = "f", .severity = "warn"},
                      {.rule = "MG201", .object_pattern = "g", .severity = "log"},
                      {.rule = "MG201", .object_pattern = "h", .severity = "warn"}};
    const auto at = [&house](std::string_view object) -> const Setting& {
        return setting_of(house, "user_id_text", "app", object);
    };
    for (const std::string_view object : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
        BOOST_TEST_CONTEXT(object) {
            BOOST_TEST((at(object).timing == (object == "b" ? Timing::Commit : Timing::Statement)));
            BOOST_TEST((at(object).existing == (object == "c" ? Existing::Enforce : Existing::Notice)));
            BOOST_TEST(at(object).exemptions_follow == (object == "d"));
            BOOST_TEST((at(object).dialect == (object == "e" ? Dialect::Prisma : Dialect::Drizzle)));
            BOOST_TEST((at(object).severity == (object == "f"   ? Severity::Error
                                                : object == "g" ? Severity::Log
                                                                : Severity::Warn)));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_a_row_leaves_open_a_less_specific_one_decides) {
    const House house{
        {.id = 1, .rule = "MG201", .object_pattern = "files", .severity = "warn"},
        {.id = 2, .rule = "MG201", .schema_pattern = "app", .existing = "enforce"},
        {.id = 3, .rule = "MG201", .timing = "commit", .exemptions_follow = "t", .docs_url = "https://example.org"},
        {.id = 4, .rule = "*", .severity = "log", .timing = "statement", .existing = "ignore", .dialect = "rails"},
        {.id = 5, .rule = "*", .schema_pattern = "shop", .dialect = "none"},
    };
    const Setting& setting = setting_of(house, "user_id_text");
    BOOST_TEST((setting.severity == Severity::Warn));
    BOOST_TEST((setting.existing == Existing::Enforce));
    BOOST_TEST((setting.timing == Timing::Commit));
    BOOST_TEST(setting.exemptions_follow);
    const Origins& from = setting.origins;
    BOOST_TEST(id_of(from.severity) == 1);
    BOOST_TEST(id_of(from.existing) == 2);
    BOOST_TEST(id_of(from.timing) == 3);
    BOOST_TEST(id_of(from.exemptions_follow) == 3);
    BOOST_TEST(id_of(from.docs_url) == 3);
    BOOST_TEST(id_of(from.advice) == -1);
    BOOST_TEST(setting.advice == "");
    BOOST_TEST(id_of(from.dialect) == 4);
    BOOST_TEST((setting.dialect == Dialect::Rails));
    // Elsewhere the narrow rows are out of it.
    const Setting& other = setting_of(house, "user_id_text", "shop", "logs");
    BOOST_TEST((other.severity == Severity::Log));
    BOOST_TEST((other.existing == Existing::Ignore));
    BOOST_TEST(id_of(other.origins.severity) == 4);
    BOOST_TEST((other.dialect == Dialect::None));
    BOOST_TEST(id_of(other.origins.dialect) == 5);
}

BOOST_AUTO_TEST_CASE(each_parameter_tells_where_it_came_from) {
    const House house{
        {.id = 1, .rule = "MG202", .object_pattern = "files", .params = R"({"columns": ["who"]})"},
        {.id = 2, .rule = "MG202", .params = R"({"columns": ["user"], "forbidden_types": ["uuid", "oid"]})"},
    };
    const auto origin = [&house](std::string_view parameter) {
        const auto& params = setting_of(house, "user_reference_text").origins.params;
        return id_of(std::ranges::find(params, parameter, [](const auto& param) { return param.first; })->second);
    };
    BOOST_TEST(origin("columns") == 1);
    BOOST_TEST(origin("forbidden_types") == 2);
    BOOST_TEST(origin("user_tables") == -1);
}

BOOST_AUTO_TEST_CASE(a_parameter_may_be_a_number) {
    const House house{
        {.rule = "MG105", .params = R"({"max_length": 20})"},
        {.rule = "schema_name", .schema_pattern = "old_*", .params = R"({"max_length": 0})"},
    };
    const auto max_length = [](const Policy& policy, std::string_view schema) {
        return setting_of(policy, "schema_name", schema, "").parameters.number("max_length");
    };
    BOOST_TEST(max_length(default_policy(), "app") == 30);
    BOOST_TEST(max_length(house, "app") == 20);
    BOOST_TEST(max_length(house, "old_app") == 0);
    BOOST_TEST(setting_of(house, "schema_name").parameters["forbidden_suffixes"].listed() == "_schema");
}

BOOST_AUTO_TEST_CASE(a_parameter_that_follows_another_rule_follows_it_for_a_role_too) {
    const House house{
        {.rule = "MG301", .role_name = "deploy", .params = R"({"columns": ["made_at"]})"},
        {.rule = "MG301", .object_pattern = "files", .params = R"({"columns": ["at"]})"},
        {.rule = "MG302", .object_pattern = "f*", .severity = "log"},
    };
    const bool roles[] = {true};
    const std::size_t rule = index_of("timestamp_shape");
    const Setting& deploying = house.at("app", "files", {.roles = roles})[rule];
    BOOST_TEST(deploying.parameters["columns"].listed() == "made_at");
    BOOST_TEST((deploying.severity == Severity::Log));
    BOOST_TEST(house.at("app", "logs", {.roles = roles})[rule].parameters["columns"].listed() == "made_at");
    BOOST_TEST(house.at("app", "files", {})[rule].parameters["columns"].listed() == "at");
    BOOST_TEST(house.at("app", "logs", {})[rule].parameters["columns"].listed() == "created_at or updated_at");
}

BOOST_AUTO_TEST_CASE(places_without_rows_of_their_own_share_the_general_setting) {
    const House house{{.rule = "MG201", .severity = "warn"},
                      {.rule = "MG201", .object_pattern = "logs", .severity = "off"},
                      {.rule = "MG301", .object_pattern = "files", .severity = "off"}};
    const std::size_t rule = index_of("user_id_text");
    BOOST_TEST(&house.at("app", "others", {})[rule] == &house.general(rule));
    // A narrow row about another rule changes nothing here.
    BOOST_TEST(&house.at("app", "files", {})[rule] == &house.general(rule));
    BOOST_TEST(&house.at("app", "logs", {})[rule] != &house.general(rule));
    BOOST_TEST(&house.at("app", "logs", {})[rule] == &house.at("shop", "logs", {})[rule]);
}

BOOST_AUTO_TEST_CASE(what_only_a_parameter_makes_a_rule_read_is_read_where_a_row_sets_it) {
    const auto reads_grants = [](const Policy& policy) {
        return policy.facts_read(Facts(Fact::Placement)).has(Fact::Security);
    };
    const House off_but_it{{.rule = "*", .severity = "off"}, {.rule = "MG101", .severity = "warn"}};
    BOOST_TEST(!reads_grants(off_but_it));
    const House exposed{
        {.rule = "*", .severity = "off"},
        {.rule = "MG101", .schema_pattern = "app", .severity = "warn", .params = R"({"roles": ["anon"]})"}};
    BOOST_TEST(reads_grants(exposed));
    // Of another rule's.
    const House other{{.rule = "*", .severity = "off"},
                      {.rule = "MG101", .severity = "warn", .params = R"({"schemas": ["public"]})"},
                      {.rule = "MG811", .params = R"({"roles": ["anon"]})"}};
    BOOST_TEST(!reads_grants(other));
}

BOOST_AUTO_TEST_SUITE_END()
