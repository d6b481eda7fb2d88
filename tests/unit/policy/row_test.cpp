#include "policy/row.hpp"

#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy_row)

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
    return parse_row({.rule = selector}).rules.selects(*rule_named(rule));
}

// Whether the first outranks the second, and not the other way round.
bool comes_first(const PolicyRow& a, const PolicyRow& b) {
    const Row one = parse_row(a);
    const Row other = parse_row(b);
    BOOST_TEST(outranks(one, other) != outranks(other, one));
    return outranks(one, other);
}

}  // namespace

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
    BOOST_TEST(row.rules.text() == "user_id_text");
    BOOST_TEST((row.severity == Severity::Log));
    BOOST_TEST(row.advice == "Ask the auth team.");
    BOOST_TEST(row.docs_url == "https://example.org/ids");
    BOOST_REQUIRE_EQUAL(row.params.size(), 1U);
    BOOST_TEST(row.params[0].first == "columns");
    BOOST_TEST(row.params[0].second->names.listed() == "user_id or *_user");
    BOOST_TEST(row.schema.text() == "app_*");
    BOOST_TEST(row.object.text() == "files");
}

BOOST_AUTO_TEST_CASE(what_it_leaves_open_stays_open) {
    const Row row = parse_row({.rule = "*"});
    BOOST_TEST(!row.severity.has_value());
    BOOST_TEST(row.params.empty());
    BOOST_TEST(row.schema.text() == "*");
    BOOST_TEST(row.object.text() == "*");
}

BOOST_AUTO_TEST_CASE(a_code_becomes_the_rules_name) {
    const Row row = parse_row({.rule = "MG201"});
    BOOST_TEST(row.rules.text() == "user_id_text");
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
    refuses({.rule = "user_id_tex"}, "rule \"user_id_tex\" does not exist",
            "Perhaps you mean \"user_id_text\". SELECT code, name FROM mana_guard.rules lists the rules.");
    refuses({.rule = "MG2"}, "rule \"MG2\" does not exist", "SELECT code, name FROM mana_guard.rules lists the rules.");
    refuses({.rule = ""}, "rule \"\" does not exist", "SELECT code, name FROM mana_guard.rules lists the rules.");
    refuses({.rule = "nothing_*"}, "rule \"nothing_*\" does not exist",
            "SELECT code, name FROM mana_guard.rules lists the rules.");
}

BOOST_AUTO_TEST_CASE(an_unknown_severity_is_refused) {
    refuses({.rule = "MG201", .severity = "fatal"}, "invalid severity \"fatal\"",
            "A severity is off, log, warn or error.");
}

BOOST_AUTO_TEST_CASE(params_must_be_an_object) {
    for (const std::string_view params : {"[]", "1", "null", "", "{"}) {
        refuses({.rule = "MG201", .params = params}, "params are not a JSON object",
                "Write an object such as {\"columns\": [\"user_id\"]}, or {} for none.");
    }
}

BOOST_AUTO_TEST_CASE(a_parameter_must_be_one_of_the_rules) {
    refuses({.rule = "MG201", .params = R"({"column": []})"}, "rule \"user_id_text\" has no parameter \"column\"",
            "Perhaps you mean \"columns\", a list of names, by default [\"user_id\"].");
    refuses({.rule = "placement", .params = R"({"user_tables": []})"},
            "rule \"placement\" has no parameter \"user_tables\"",
            "The parameters are \"schemas\", a list of names, by default [\"public\"]; "
            "\"kinds\", a list of names, by default [\"table\", \"foreign_table\"]; "
            "\"roles\", a list of names, by default []; "
            "\"max_length\", a whole number, by default 30; "
            "\"forbidden_suffixes\", a list of names, by default [\"_schema\"]; "
            "\"allowed_targets\", a list of names, by default [\"auth\"].");
    refuses({.rule = "MG106", .params = R"({"columns": []})"}, "rule \"no_schema_rename\" has no parameter \"columns\"",
            "The rule has no parameters.");
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
                "Write a JSON array of names, such as its default: {\"columns\": [\"user_id\"]}.");
    }
}

BOOST_AUTO_TEST_CASE(an_empty_pattern_is_refused) {
    const std::string_view hint = "Write a name, a pattern such as 'log_*', or '*' for all.";
    refuses({.rule = "*", .schema_pattern = ""}, "schema_pattern is empty and matches nothing", hint);
    refuses({.rule = "*", .object_pattern = ""}, "object_pattern is empty and matches nothing", hint);
}

BOOST_AUTO_TEST_CASE(role_timing_and_existing_are_taken_over) {
    const Row row = parse_row(
        {.rule = "*", .role_name = "deploy", .timing = "commit", .existing = "enforce", .exemptions_follow = "t"});
    BOOST_TEST(row.role == "deploy");
    BOOST_TEST((row.timing == Timing::Commit));
    BOOST_TEST((row.existing == Existing::Enforce));
    BOOST_TEST((row.exemptions_follow == true));
    BOOST_TEST((parse_row({.rule = "*", .exemptions_follow = "f"}).exemptions_follow == false));
    const Row open = parse_row({.rule = "*"});
    BOOST_TEST(open.role.empty());
    BOOST_TEST(!open.timing.has_value());
    BOOST_TEST(!open.existing.has_value());
    BOOST_TEST(!open.exemptions_follow.has_value());
}

BOOST_AUTO_TEST_CASE(an_unknown_timing_or_existing_is_refused) {
    refuses({.rule = "MG201", .timing = "later"}, "invalid timing \"later\"",
            "A timing is start, statement or commit.");
    refuses({.rule = "MG201", .existing = "off"}, "invalid existing \"off\"",
            "The value of existing is ignore, notice, warn or enforce.");
}

BOOST_AUTO_TEST_CASE(a_timing_must_be_one_that_a_selected_rule_can_have) {
    const auto refused = [](std::string_view rule, std::string_view timing, std::string_view name,
                            std::string_view timings) {
        refuses({.rule = rule, .timing = timing}, fmt::format("rule \"{}\" can't be checked at {}", name, timing),
                fmt::format("It is checked at {}.", timings));
    };
    refused("MG201", "start", "user_id_text", "statement or commit");
    refused("types", "start", "types", "statement or commit");
    refused("no_schema_rename", "statement", "no_schema_rename", "start");
    refused("no_schema_rename", "commit", "no_schema_rename", "start");
    refused("schema_owner", "commit", "schema_owner", "statement");
    for (const std::string_view timing : timing_names) {
        BOOST_TEST((parse_row({.rule = "*", .timing = timing}).timing == timing_named(timing)));
    }
}

BOOST_AUTO_TEST_CASE(nothing_stood_before_of_what_a_command_does) {
    for (const std::string_view rule : {"no_schema_rename", "schema_owner"}) {
        refuses({.rule = rule, .existing = "warn"},
                fmt::format("rule \"{}\" checks what a command does, so it has no existing violations", rule),
                "Leave existing null.");
    }
    BOOST_TEST((parse_row({.rule = "placement", .existing = "warn"}).existing == Existing::Warn));
}

BOOST_AUTO_TEST_CASE(a_number_must_be_whole) {
    const auto max_length = [](std::string_view value) {
        const std::string params = fmt::format(R"({{"max_length": {}}})", value);
        return parse_row({.rule = "schema_name", .params = params}).params.at(0).second->number;
    };
    BOOST_TEST(max_length("12") == 12);
    BOOST_TEST(max_length("0") == 0);
    for (const std::string_view value :
         {"-1", "1.5", "1e3", R"("12")", "[12]", "null", "true", "99999999999999999999"}) {
        const std::string params = fmt::format(R"({{"max_length": {}}})", value);
        refuses({.rule = "schema_name", .params = params},
                fmt::format("parameter \"max_length\" is {}, not a whole number", value),
                "Write {\"max_length\": 30}, which is its default, or another number.");
    }
}

BOOST_AUTO_TEST_CASE(a_parameter_of_names_takes_no_number) {
    refuses({.rule = "schema_name", .params = R"({"forbidden_suffixes": 30})"},
            "parameter \"forbidden_suffixes\" is 30, not a list of names",
            "Write a JSON array of names, such as its default: {\"forbidden_suffixes\": [\"_schema\"]}.");
}

BOOST_AUTO_TEST_CASE(a_parameter_that_follows_another_rule_has_its_default) {
    refuses({.rule = "timestamp_shape", .params = R"({"columns": 1})"},
            "parameter \"columns\" is 1, not a list of names",
            "Write a JSON array of names, such as its default: {\"columns\": [\"created_at\", \"updated_at\"]}.");
}

BOOST_AUTO_TEST_CASE(a_pattern_that_no_name_can_match_is_refused) {
    const std::string_view hint = "Write a name, a pattern such as 'log_*', or '*' for all.";
    const std::string longest(63, 'x');
    const std::string longer(64, 'x');
    for (const std::string& pattern : {longest, longest + "*", "?" + longest}) {
        BOOST_TEST(parse_row({.rule = "*", .object_pattern = pattern}).object.text() == pattern);
    }
    for (const std::string& pattern : {longer, "*" + longer, longest + "*x"}) {
        refuses({.rule = "*", .schema_pattern = pattern},
                "schema_pattern has more than 63 bytes of text and matches nothing", hint);
        refuses({.rule = "*", .object_pattern = pattern},
                "object_pattern has more than 63 bytes of text and matches nothing", hint);
    }
}

BOOST_AUTO_TEST_CASE(a_reason_may_be_left_out_but_not_blank) {
    BOOST_CHECK_NO_THROW(parse_row({.rule = "*"}));
    BOOST_CHECK_NO_THROW(parse_row({.rule = "*", .reason = "Known."}));
    for (const std::string_view reason : {"", " ", " \t\r\n"}) {
        refuses({.rule = "*", .reason = reason}, "the reason is empty", "Say why, for whoever reads this in a year.");
    }
}

BOOST_AUTO_TEST_CASE(only_a_row_without_patterns_and_role_is_general) {
    BOOST_TEST(is_general({.rule = "MG201"}));
    BOOST_TEST(!is_general({.rule = "*", .schema_pattern = "**"}));
    BOOST_TEST(!is_general({.rule = "*", .object_pattern = "files"}));
    BOOST_TEST(!is_general({.rule = "*", .role_name = "deploy"}));
    BOOST_TEST(is_everywhere({.rule = "*", .role_name = "deploy"}));
}

BOOST_AUTO_TEST_CASE(rows_are_ranked_by_role_object_schema_and_rule) {
    BOOST_TEST(comes_first({.rule = "*", .role_name = "deploy"},
                           {.rule = "MG201", .schema_pattern = "app", .object_pattern = "files"}));
    BOOST_TEST(comes_first({.rule = "*", .object_pattern = "?*"}, {.rule = "MG201", .schema_pattern = "app"}));
    BOOST_TEST(comes_first({.rule = "*", .schema_pattern = "?*"}, {.rule = "MG201"}));
    BOOST_TEST(comes_first({.rule = "MG201"}, {.rule = "user_id_tex?"}));
}

BOOST_AUTO_TEST_CASE(of_equals_the_stricter_ranks_first_and_then_the_newer) {
    BOOST_TEST(comes_first({.id = 1, .rule = "*", .severity = "error"}, {.id = 2, .rule = "*", .severity = "warn"}));
    BOOST_TEST(comes_first({.id = 1, .rule = "*", .severity = "log"}, {.id = 2, .rule = "*"}));
    BOOST_TEST(comes_first({.id = 2, .rule = "*", .severity = "log"}, {.id = 1, .rule = "*", .severity = "log"}));
}

BOOST_AUTO_TEST_SUITE_END()
