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

BOOST_AUTO_TEST_CASE(the_profiles_dialect_stands_until_the_house_has_its_own) {
    const auto dialect = [](const Policy& policy) { return setting_of(policy, "user_id_text").dialect; };
    BOOST_TEST((dialect(House{}) == Dialect::Drizzle));
    BOOST_TEST((dialect(House{{.rule = "*", .dialect = "django"}}) == Dialect::Django));
    BOOST_TEST((dialect(House{{.rule = "*", .dialect = "none"}}) == Dialect::None));
    BOOST_TEST((dialect(House{{.rule = "MG301", .dialect = "django"}}) == Dialect::Drizzle));
    const Policy squawk(PolicySource{.profile = "squawk"});
    BOOST_TEST((dialect(squawk) == Dialect::None));
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

BOOST_AUTO_TEST_CASE(at_a_place_without_rows_of_its_own_only_the_rules_on_in_general_are_asked) {
    const House house{{.rule = "*", .severity = "off"},
                      {.rule = "MG101", .severity = "warn"},
                      {.rule = "*", .schema_pattern = "shop", .severity = "log"}};
    const auto names = [&house](std::string_view schema, Subject subject) {
        std::vector<std::string_view> found;
        for (const ActiveRule& active : house.at(schema, "files", {}).rules(subject)) {
            BOOST_TEST(active.rule == catalog()[active.number]);
            found.push_back(active.rule->name);
        }
        return found;
    };
    BOOST_TEST(names("app", Subject::Relation) == std::vector<std::string_view>{"no_table_in_public"},
               boost::test_tools::per_element());
    for (const Subject subject : {Subject::Schema, Subject::Definition, Subject::Command}) {
        BOOST_TEST(names("app", subject).empty());
        BOOST_TEST(!names("shop", subject).empty());
    }
    BOOST_TEST(names("shop", Subject::Relation).size() > 50U);
}

BOOST_AUTO_TEST_CASE(every_rule_is_listed_under_what_it_checks) {
    const House house{{.rule = "*", .severity = "log"}};
    std::size_t count = 0;
    for (const Subject subject : {Subject::Relation, Subject::Schema, Subject::Definition, Subject::Command}) {
        std::size_t last = 0;
        for (const ActiveRule& active : house.at("app", "files", {}).rules(subject)) {
            const Rule& rule = *active.rule;
            const bool is_of_relations = rule.judge != nullptr || rule.judge_registered != nullptr;
            const bool is_of_commands = rule.judge_command != nullptr || rule.judge_registered_command != nullptr;
            BOOST_TEST((is_of_relations || subject != Subject::Relation), rule.name);
            BOOST_TEST((rule.judge_schema != nullptr || subject != Subject::Schema), rule.name);
            BOOST_TEST((rule.judge_definition != nullptr || subject != Subject::Definition), rule.name);
            BOOST_TEST(is_of_commands == (subject == Subject::Command), rule.name);
            BOOST_TEST(is_of_commands == !rule.commands.empty(), rule.name);
            BOOST_TEST((active.kinds == rule.kinds && active.commands == rule.commands));
            BOOST_TEST((last == 0 || last < active.number));
            last = active.number;
            ++count;
        }
    }
    // A rule may check several things.
    std::size_t on = 0;
    for (std::size_t i = 0; i < catalog().size(); ++i) {
        if (!house.is_on(i)) continue;
        const Rule& rule = *catalog()[i];
        for (const bool judges : {rule.judge != nullptr, rule.judge_registered != nullptr, rule.judge_schema != nullptr,
                                  rule.judge_definition != nullptr, rule.judge_command != nullptr,
                                  rule.judge_registered_command != nullptr})
            on += judges ? 1 : 0;
    }
    BOOST_TEST(count == on);
    BOOST_TEST(on > 100U);
}

BOOST_AUTO_TEST_CASE(what_was_touched_says_which_facts_are_read_however_often_it_is_asked) {
    const House house{{.rule = "MG201", .severity = "off"}};
    const auto looked_up = [&house](Facts touched) {
        Facts facts;
        for (std::size_t i = 0; i < catalog().size(); ++i) {
            const Rule& rule = *catalog()[i];
            if (!house.is_on(i) || !rule.commands.empty()) continue;
            // No row sets a parameter.
            Facts read = rule.facts;
            for (const Parameter& parameter : rule.parameters) read = read.without(parameter.facts);
            const bool is_asked = rule.is_asked_after(touched) && read.overlaps(as_read(touched));
            const bool is_in_part = (touched.has(Fact::AddedColumns) && rule.judges_columns_apart) ||
                                    (touched.has(Fact::AddedIndexes) && read.has(Fact::Indexes));
            if (is_asked) facts |= is_in_part ? touched & added_facts : read | rule.facts_of_fix;
            if (rule.depends_on_added(touched)) facts |= touched & added_facts;
        }
        return facts;
    };
    // More of them than are remembered.
    std::vector<Facts> asked = {Facts()};
    for (unsigned i = 0; i <= static_cast<unsigned>(Fact::Definition); ++i) {
        asked.emplace_back(static_cast<Fact>(i));
        asked.push_back(asked.back() | Fact::Indexes);
    }
    for (int round = 0; round < 3; ++round) {
        for (const Facts touched : asked) {
            for (int time = 0; time < 2; ++time) BOOST_TEST((house.facts_read(touched) == looked_up(touched)));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_rules_for_other_places_read_is_not_read_here) {
    const House house{{.rule = "*", .severity = "off"},
                      {.rule = "MG401", .severity = "warn"},
                      {.rule = "table_comment", .schema_pattern = "shop", .severity = "log"}};
    const Facts all = relation_facts;
    BOOST_TEST((house.facts_read_in_general(all) == Facts(Fact::Placement)));
    BOOST_TEST(house.facts_read(all).has(Fact::Comments));
    BOOST_TEST((house.at("app", "files", {}).facts_read(all) == Facts(Fact::Placement)));
    BOOST_TEST((house.at("shop", "files", {}).facts_read(all) == house.facts_read(all)));
    BOOST_TEST(house.at("app", "files", {}).facts_read(Fact::Comments).empty());
}

BOOST_AUTO_TEST_CASE(only_facts_of_rules_that_are_on_are_read) {
    BOOST_TEST((House{{.rule = "*", .severity = "off"}}.facts_read().empty()));
    const House placement{{.rule = "*", .severity = "off"}, {.rule = "MG401", .severity = "log"}};
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

BOOST_AUTO_TEST_CASE(damage_that_shows_at_once_is_told_wherever_the_row_applies) {
    const std::string long_name(max_name_length + 1, 'x');
    const PolicyRow damaged[] = {
        {.id = 7, .rule = "nonsense", .schema_pattern = "shop"},
        {.id = 7, .rule = "*", .schema_pattern = "shop", .severity = "fatal"},
        {.id = 7, .rule = "*", .schema_pattern = ""},
        {.id = 7, .rule = "*", .object_pattern = ""},
        {.id = 7, .rule = "*", .object_pattern = long_name},
        {.id = 7, .rule = "*", .object_pattern = "files", .reason = " "},
        {.id = 7, .rule = "MG201", .timing = "start"},
        {.id = 7, .rule = "MG201", .params = "[]"},
    };
    for (const PolicyRow& row : damaged) {
        BOOST_CHECK_EXCEPTION(Policy(PolicySource{.rows = {&row, 1}}), PolicyError, [](const PolicyError& error) {
            return std::string_view(error.what()).starts_with("row 7 of mana_guard.policy is damaged: ");
        });
    }
}

BOOST_AUTO_TEST_CASE(other_damage_is_told_at_the_places_that_the_row_is_for) {
    const auto is_told = [](const PolicyError& error) {
        return std::string_view(error.what()) ==
               "row 7 of mana_guard.policy is damaged: rule \"user_id_text\" has no parameter \"colums\"";
    };
    const PolicyRow damaged[] = {
        {.id = 7, .rule = "MG201", .schema_pattern = "shop", .params = R"({"colums": []})"},
        {.id = 7, .rule = "MG201", .schema_pattern = "sh*", .params = R"({"colums": []})"},
        {.id = 7, .rule = "MG201", .schema_pattern = "?hop", .object_pattern = "f*", .params = R"({"colums": []})"},
        {.id = 7, .rule = "MG201", .role_name = "deploy", .params = R"({"colums": []})"},
    };
    for (const PolicyRow& row : damaged) {
        const Policy policy(PolicySource{.rows = {&row, 1}});
        const bool roles[] = {true};
        for (int time = 0; time < 2; ++time) {
            BOOST_CHECK_EXCEPTION(static_cast<void>(policy.at("shop", "files", {.roles = roles})), PolicyError,
                                  is_told);
        }
        BOOST_TEST((setting_of(policy, "user_id_text").severity == Severity::Error));
        BOOST_CHECK_EXCEPTION(policy.check(), PolicyError, is_told);
    }
}

BOOST_AUTO_TEST_CASE(a_policy_is_made_row_by_row_of_texts_that_are_gone) {
    const std::string long_advice(70'000, 'x');
    const PolicyRow rows[] = {
        {.id = 1, .rule = "MG201", .schema_pattern = "app", .severity = "warn", .timing = "commit", .advice = "Ask."},
        {.id = 2, .rule = "types", .object_pattern = "f*", .params = R"({"columns": ["who"]})", .docs_url = "docs"},
        {.id = 3, .rule = "MG201", .role_name = "deploy", .existing = "enforce", .exemptions_follow = "t"},
        {.id = 4, .rule = "MG301", .object_pattern = "*s", .advice = long_advice, .reason = "Known."},
    };
    const Policy at_once(PolicySource{.rows = rows});
    Policy in_parts({}, {});
    for (const PolicyRow& row : rows) {
        std::deque<std::string> texts;
        const auto fleeting = [&texts](std::string_view text) {
            return text.data() == nullptr ? text : std::string_view(texts.emplace_back(text));
        };
        PolicyRow copy{.id = row.id,
                       .rule = fleeting(row.rule),
                       .schema_pattern = fleeting(row.schema_pattern),
                       .object_pattern = fleeting(row.object_pattern),
                       .role_name = fleeting(row.role_name),
                       .severity = fleeting(row.severity),
                       .timing = fleeting(row.timing),
                       .existing = fleeting(row.existing),
                       .exemptions_follow = fleeting(row.exemptions_follow),
                       .params = fleeting(row.params),
                       .advice = fleeting(row.advice),
                       .docs_url = fleeting(row.docs_url),
                       .reason = fleeting(row.reason)};
        in_parts.add(copy);
    }
    in_parts.finish();
    const bool roles[] = {true};
    for (const Actor& actor : {Actor{}, Actor{.roles = roles}}) {
        for (const std::string_view object : {"files", "logs", "other"}) {
            for (std::size_t rule = 0; rule < catalog().size(); ++rule) {
                const Setting& one = at_once.at("app", object, actor)[rule];
                const Setting& other = in_parts.at("app", object, actor)[rule];
                BOOST_TEST((one.severity == other.severity && one.timing == other.timing));
                BOOST_TEST((one.existing == other.existing && one.exemptions_follow == other.exemptions_follow));
                BOOST_TEST((one.advice == other.advice && one.docs_url == other.docs_url));
            }
        }
    }
    BOOST_TEST(setting_of(in_parts, "require_timestamps").advice == long_advice);
    BOOST_TEST(columns(in_parts, "user_id_text") == "who");
    BOOST_TEST(in_parts.exemptions_may_follow());
    BOOST_TEST(!House{}.exemptions_may_follow());
}

BOOST_AUTO_TEST_CASE(a_policy_gets_its_exemptions_later) {
    const ExemptionRow row{
        .id = 9, .rule = "MG201", .schema_pattern = "app", .object_pattern = "files", .reason = "Known."};
    Policy policy({}, {});
    policy.finish();
    policy.begin_exemptions();
    policy.add(row);
    BOOST_TEST(!policy.has_exemptions());
    BOOST_CHECK_THROW(static_cast<void>(policy.exemptions()), std::logic_error);
    // Begun again, since something has gone wrong meanwhile.
    policy.begin_exemptions();
    policy.add(row);
    policy.finish_exemptions();
    BOOST_TEST(policy.has_exemptions());
    const Rule& rule = *rule_named("MG201");
    BOOST_TEST(policy.exemptions().of({rule, "app", "files", "user_id", "uuid"})->id == 9);
    // The profile's come with them.
    BOOST_TEST(policy.exemptions().of({rule, "app", "flyway_schema_history", "user_id", "uuid"})->id == 0);
}

BOOST_AUTO_TEST_SUITE_END()
