#include "policy/row.hpp"

#include "../support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

namespace {

// Whether parsing the row fails with exactly this message and hint.
void refuses(const PolicyRow& row, std::string_view message, std::string_view hint) {
    BOOST_CHECK_EXCEPTION(static_cast<void>(parse_row(row)), PolicyError, [&](const PolicyError& error) {
        BOOST_TEST(std::string_view(error.what()) == message);
        BOOST_TEST(error.hint() == hint);
        return true;
    });
}

bool selects(std::string_view selector, std::string_view rule) {
    return parse_row({.rule = selector}).selects(*rule_named(rule));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_row)

BOOST_AUTO_TEST_CASE(a_row_is_taken_over_whole) {
    const Row row = parse_row({.id = 7,
                               .rule = "user_id_text",
                               .schema_pattern = "app_*",
                               .object_pattern = "files",
                               .severity = "log",
                               .params = R"({"columns": ["user_id", "*_user"]})",
                               .advice = "Ask the auth team.",
                               .docs_url = "https://example.org/ids"});
    BOOST_TEST(row.id == 7);
    BOOST_TEST(row.rule == "user_id_text");
    BOOST_TEST((row.severity == Severity::Log));
    BOOST_TEST(row.advice == "Ask the auth team.");
    BOOST_TEST(row.docs_url == "https://example.org/ids");
    BOOST_REQUIRE_EQUAL(row.params.size(), 1U);
    BOOST_TEST(row.params[0].first == "columns");
    BOOST_TEST(row.params[0].second->listed() == "user_id or *_user");
    BOOST_TEST(row.holds_at("app_one", "files"));
    BOOST_TEST(!row.holds_at("app_one", "others"));
    BOOST_TEST(!row.holds_at("other", "files"));
}

BOOST_AUTO_TEST_CASE(what_it_leaves_open_stays_open) {
    const Row row = parse_row({.rule = "*"});
    BOOST_TEST(!row.severity.has_value());
    BOOST_TEST(row.params.empty());
    BOOST_TEST(row.holds_at("any", "thing"));
}

BOOST_AUTO_TEST_CASE(a_code_becomes_the_rules_name) {
    const Row row = parse_row({.rule = "MG201"});
    BOOST_TEST(row.rule == "user_id_text");
    BOOST_TEST((row.selector == Row::Selector::Name));
}

BOOST_AUTO_TEST_CASE(a_rule_is_selected_by_name_pattern_category_or_all) {
    BOOST_TEST(selects("user_id_text", "user_id_text"));
    BOOST_TEST(!selects("user_id_text", "user_reference_text"));
    BOOST_TEST(selects("user_*", "user_reference_text"));
    BOOST_TEST(!selects("user_*", "timestamp_shape"));
    BOOST_TEST(selects("types", "user_id_text"));
    BOOST_TEST(!selects("types", "timestamp_shape"));
    BOOST_TEST(selects("*", "timestamp_shape"));
}

BOOST_AUTO_TEST_CASE(an_unknown_rule_is_refused_with_the_nearest_name) {
    refuses({.rule = "user_id_tex"}, "no rule \"user_id_tex\"",
            "Perhaps you mean \"user_id_text\". SELECT code, name FROM mana_guard.rules lists the rules.");
    refuses({.rule = "MG2"}, "no rule \"MG2\"", "SELECT code, name FROM mana_guard.rules lists the rules.");
    refuses({.rule = ""}, "no rule \"\"", "SELECT code, name FROM mana_guard.rules lists the rules.");
    refuses({.rule = "nothing_*"}, "no rule \"nothing_*\"", "SELECT code, name FROM mana_guard.rules lists the rules.");
}

BOOST_AUTO_TEST_CASE(an_unknown_severity_is_refused) {
    refuses({.rule = "MG201", .severity = "fatal"}, "no severity \"fatal\"", "A severity is off, log, warn or error.");
}

BOOST_AUTO_TEST_CASE(params_must_be_an_object) {
    for (const std::string_view params : {"[]", "1", "null", "", "{"}) {
        refuses({.rule = "MG201", .params = params}, "params are not a JSON object",
                "Write an object such as {\"columns\": [\"user_id\"]}, or {} for none.");
    }
}

BOOST_AUTO_TEST_CASE(a_parameter_must_be_one_of_the_rules) {
    refuses({.rule = "MG201", .params = R"({"column": []})"}, "rule \"user_id_text\" has no parameter \"column\"",
            "Perhaps you mean \"columns\". SELECT name, parameters FROM mana_guard.rules lists them.");
    refuses({.rule = "placement", .params = R"({"user_tables": []})"},
            "rule \"placement\" has no parameter \"user_tables\"",
            "SELECT name, parameters FROM mana_guard.rules lists them.");
    BOOST_TEST(parse_row({.rule = "types", .params = R"({"user_tables": []})"}).params.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_parameter_must_be_a_list_of_names) {
    const std::pair<std::string_view, std::string_view> wrong[] = {
        {R"({"columns": "a"})", R"("a")"}, {R"({"columns": [1]})", "[1]"}, {R"({"columns": [""]})", R"([""])"},
        {R"({"columns": null})", "null"},  {R"({"columns": {}})", "{}"},
    };
    for (const auto& [params, value] : wrong) {
        refuses({.rule = "MG201", .params = params},
                "parameter \"columns\" is " + std::string(value) + ", not a list of names",
                "Write a JSON array of names: {\"columns\": [\"one\", \"other\"]}.");
    }
}

BOOST_AUTO_TEST_CASE(an_empty_pattern_is_refused) {
    const std::string_view hint = "Write a name, a pattern such as 'log_*', or '*' for all.";
    refuses({.rule = "*", .schema_pattern = ""}, "schema_pattern is empty and matches nothing", hint);
    refuses({.rule = "*", .object_pattern = ""}, "object_pattern is empty and matches nothing", hint);
}

BOOST_AUTO_TEST_CASE(what_is_not_judged_yet_is_refused_rather_than_ignored) {
    const auto refused = [](const PolicyRow& row, const std::string& what) {
        refuses(row, "this version of mana_guard judges no rule by " + what, "Leave " + what + " null.");
    };
    refused({.rule = "*", .role_name = "deploy"}, "role_name");
    refused({.rule = "*", .timing = "commit"}, "timing");
    refused({.rule = "*", .existing = "notice"}, "existing");
}

BOOST_AUTO_TEST_SUITE_END()
