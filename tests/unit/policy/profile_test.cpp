#include "policy/profile.hpp"

#include "policy/parameter_value.hpp"
#include "support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(policy_profile)

namespace {

Policy of_profile(std::string_view name) {
    return Policy(PolicySource{.profile = name});
}

Severity severity(const Policy& policy, std::string_view rule, std::string_view schema = "app",
                  std::string_view object = "files") {
    return setting_of(policy, rule, schema, object).severity;
}

// Whether the profile waives whatever the rule may say of the object.
bool is_exempt(const Policy& policy, std::string_view rule, std::string_view schema, std::string_view object,
               std::span<const Column> columns = {}) {
    const Breach breach{*rule_named(rule), schema, object, "", "", columns};
    return policy.exemptions().of(breach) != nullptr;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_profile_compiles) {
    BOOST_TEST(profiles().size() == 12U);
    for (const Profile& profile : profiles()) {
        BOOST_CHECK_NO_THROW(of_profile(profile.name));
        BOOST_TEST(&profile_named(profile.name) == &profile);
        BOOST_TEST(profile.summary.ends_with('.'), profile.name);
        for (const RegistryRow& row : profile.registry) BOOST_CHECK_NO_THROW(check_registration(row));
    }
}

BOOST_AUTO_TEST_CASE(the_guidelines_are_the_default) {
    BOOST_TEST(profile_named({}).name == "guidelines");
    BOOST_TEST(House{}.profile_names() == "guidelines");
    BOOST_TEST(House{}.registry().empty());
}

BOOST_AUTO_TEST_CASE(an_unknown_one_is_refused_with_the_nearest_name) {
    const auto is_refused = [](std::string_view name, std::string_view hint) {
        BOOST_CHECK_EXCEPTION(profile_named(name), PolicyError, [&](const PolicyError& error) {
            BOOST_TEST(error.what() == "profile \"" + std::string(name) + "\" does not exist");
            BOOST_TEST(error.hint() == hint);
            return true;
        });
    };
    is_refused("guideline",
               "Perhaps you mean \"guidelines\". "
               "There are guidelines, mana_platform, mana_sync, strict, migrations, general, squawk, "
               "strong_migrations, supabase, dont_do_this, gitlab, agents.");
    is_refused("",
               "There are guidelines, mana_platform, mana_sync, strict, migrations, general, squawk, "
               "strong_migrations, supabase, dont_do_this, gitlab, agents.");
    BOOST_CHECK_THROW(of_profile("nonsense"), PolicyError);
}

BOOST_AUTO_TEST_CASE(strict_is_a_step_stricter_for_every_rule) {
    const Policy strict = of_profile("strict");
    for (std::size_t i = 0; i < catalog().size(); ++i) {
        const Severity own = catalog()[i]->severity;
        const Severity expected = own == Severity::Off   ? Severity::Log
                                  : own == Severity::Log ? Severity::Warn
                                                         : Severity::Error;
        BOOST_TEST((strict.general(i).severity == expected), catalog()[i]->name);
    }
    BOOST_TEST((severity(strict, "user_reference_text") == Severity::Error));
    // What the guidelines leave alone is left alone.
    BOOST_TEST(is_exempt(strict, "require_timestamps", "drizzle", "__drizzle_migrations"));
}

BOOST_AUTO_TEST_CASE(a_row_says_how_strictly_also_over_strict) {
    const PolicyRow row{.rule = "user_reference_text", .severity = "warn"};
    const Policy policy(PolicySource{.profile = "strict", .rows = {&row, 1}});
    BOOST_TEST((severity(policy, "user_reference_text") == Severity::Warn));
    BOOST_TEST((severity(policy, "timestamp_shape") == Severity::Error));
}

// The guidelines, "Schema naming".
BOOST_AUTO_TEST_CASE(mana_platform_has_its_services_schemas) {
    const Policy platform = of_profile("mana_platform");
    const std::pair<std::string_view, std::string_view> expected[] = {
        {"auth", "mana-auth"},
        {"credits", "mana-credits"},
        {"usr", "mana-user"},
        {"events", "mana-events"},
        {"event_discovery", "mana-events"},
        {"mail", "mana-mail"},
        {"research", "mana-research"},
        {"subscriptions", "mana-subscriptions"},
        {"feedback", "mana-analytics"},
    };
    BOOST_TEST(platform.registry().schemas().size() == std::size(expected));
    for (const auto& [schema, service] : expected) {
        const Registration* registration = platform.registry().of(schema);
        BOOST_REQUIRE_MESSAGE(registration != nullptr, schema);
        BOOST_TEST(registration->service == service);
        BOOST_TEST(registration->owner_role == "");
        BOOST_TEST(registration->is_of_profile);
    }
    BOOST_TEST((severity(platform, "no_table_in_public", "public") == Severity::Error));
}

BOOST_AUTO_TEST_CASE(in_mana_sync_tables_live_in_public) {
    const Policy sync = of_profile("mana_sync");
    BOOST_TEST((severity(sync, "no_table_in_public", "public") == Severity::Off));
    BOOST_TEST((severity(sync, "user_id_text", "public") == Severity::Error));
    BOOST_TEST((severity(sync, "require_timestamps", "public") == Severity::Error));
    BOOST_TEST((severity(House{}, "no_table_in_public", "public") == Severity::Error));
}

// As their tools name them; sqitch's schema is its own too.
constexpr std::string_view logs[] = {"__drizzle_migrations", "_prisma_migrations", "flyway_schema_history",
                                     "django_migrations",    "alembic_version",    "schema_migrations",
                                     "ar_internal_metadata", "pgmigrations",       "knex_migrations",
                                     "knex_migrations_lock", "typeorm_metadata"};
constexpr std::string_view sqitchs[] = {"changes", "dependencies", "events", "projects", "releases", "tags"};

BOOST_AUTO_TEST_CASE(a_tool_gives_its_own_table_the_shape_that_it_likes) {
    for (const Profile& profile : profiles()) {
        const Policy policy = of_profile(profile.name);
        for (const Rule* rule : catalog()) {
            if (rule->judge_schema != nullptr) continue;
            const bool is_shape = rule->category == Category::Types || rule->category == Category::Columns ||
                                  rule->category == Category::Names || rule->category == Category::Keys;
            const bool is_waived = is_shape || (rule->category == Category::Placement && profile.name == "migrations");
            const auto shows = [&](std::string_view schema, std::string_view table, bool expected) {
                BOOST_TEST(is_exempt(policy, rule->name, schema, table) == expected,
                           profile.name << ": " << rule->name << " of " << schema << "." << table);
            };
            for (const std::string_view table : logs) shows("public", table, is_waived);
            for (const std::string_view table : sqitchs) shows("sqitch", table, is_waived);
            shows("public", "files", false);
            shows("public", "changes", false);
            shows("sqitch", "files", false);
        }
    }
}

// Its name may be anybody's table's.
BOOST_AUTO_TEST_CASE(typeorms_is_spared_what_it_trips_over_and_no_more) {
    for (const std::string_view rule :
         {"require_timestamps", "bigint_key", "identity_over_serial", "primary_key_type"}) {
        BOOST_TEST(is_exempt(House{}, rule, "app", "migrations"), rule);
    }
    for (const std::string_view rule :
         {"user_id_text", "timestamptz", "no_table_in_public", "migration_log_protected"}) {
        BOOST_TEST(!is_exempt(House{}, rule, "app", "migrations"), rule);
    }
    BOOST_TEST(is_exempt(of_profile("migrations"), "no_table_in_public", "public", "migrations"));
}

BOOST_AUTO_TEST_CASE(where_schemas_change_by_migrations_every_tools_log_is_protected) {
    const Policy migrations = of_profile("migrations");
    const Names& tables_of = setting_of(migrations, "migration_log_protected", "app", "files").parameters["tables"];
    for (const std::string_view table : logs) BOOST_TEST(tables_of.matches("any." + std::string(table)), table);
    for (const std::string_view table : sqitchs) BOOST_TEST(tables_of.matches("sqitch." + std::string(table)), table);
    BOOST_TEST(tables_of.matches("public.migrations"));
    BOOST_TEST(!tables_of.matches("public.files"));
    BOOST_TEST(!tables_of.matches("public.changes"));
    const House house{};
    const Names& by_default = setting_of(house, "migration_log_protected", "app", "files").parameters["tables"];
    BOOST_TEST(by_default.matches("drizzle.__drizzle_migrations"));
    BOOST_TEST(!by_default.matches("public.django_migrations"));
}

BOOST_AUTO_TEST_CASE(the_registry_is_not_asked_about_shared_schemas) {
    const Policy platform = of_profile("mana_platform");
    for (const std::string_view schema : {"public", "drizzle", "sqitch"}) {
        BOOST_TEST(is_exempt(platform, "schema_registered", schema, ""));
    }
    BOOST_TEST(!is_exempt(platform, "schema_registered", "shop", ""));
    BOOST_TEST((severity(platform, "schema_registered", "shop", "") == Severity::Warn));
}

BOOST_AUTO_TEST_CASE(a_general_row_of_the_house_takes_no_profiles_exemption_away) {
    const House house{{.rule = "*", .severity = "error"}};
    for (const std::string_view rule : {"require_timestamps", "timestamp_shape"}) {
        BOOST_TEST(is_exempt(house, rule, "drizzle", "__drizzle_migrations"));
        BOOST_TEST(!is_exempt(house, rule, "drizzle", "files"));
        BOOST_TEST(is_exempt(house, rule, "app", "__drizzle_migrations"));
    }
}

BOOST_AUTO_TEST_CASE(what_extensions_and_tools_make_is_known_by_its_columns) {
    const Policy policy = of_profile("guidelines");
    const auto with_columns = [](std::initializer_list<std::string_view> names) {
        std::vector<Column> columns;
        for (const std::string_view name : names) columns.emplace_back().name = name;
        return columns;
    };
    const auto face = with_columns({"face_id", "mbr"});
    BOOST_TEST(is_exempt(policy, "require_timestamps", "city", "face", face));
    BOOST_TEST(!is_exempt(policy, "user_id_text", "city", "face", face));
    BOOST_TEST(!is_exempt(policy, "require_timestamps", "city", "faces", face));
    BOOST_TEST(!is_exempt(policy, "require_timestamps", "city", "face", with_columns({"face_id", "mbr", "user_id"})));
    BOOST_TEST(!is_exempt(policy, "require_timestamps", "city", "face", with_columns({"mbr", "face_id"})));
    BOOST_TEST(!is_exempt(policy, "require_timestamps", "city", "face"));
    const auto joined = with_columns({"A", "B"});
    BOOST_TEST(is_exempt(policy, "column_snake_case", "app", "_CategoryToPost", joined));
    BOOST_TEST(!is_exempt(policy, "user_id_text", "app", "_CategoryToPost", joined));
    BOOST_TEST(!is_exempt(policy, "no_table_in_public", "public", "_CategoryToPost", joined));
    BOOST_TEST(!is_exempt(policy, "column_snake_case", "app", "CategoryToPost", joined));
    BOOST_TEST(is_exempt(policy, "require_primary_key", "partman", "template_app_events"));
    BOOST_TEST(!is_exempt(policy, "require_primary_key", "app", "template_app_events"));
    BOOST_TEST(!is_exempt(policy, "require_primary_key", "partman", "events"));
}

BOOST_AUTO_TEST_CASE(a_selective_profile_turns_on_what_it_names_and_nothing_else) {
    for (const Profile& profile : profiles()) {
        if (!profile.is_selective) continue;
        const Policy policy = of_profile(profile.name);
        for (std::size_t i = 0; i < catalog().size(); ++i) {
            const bool is_named =
                std::ranges::find(profile.rows, catalog()[i]->name, &PolicyRow::rule) != profile.rows.end();
            BOOST_TEST(policy.is_on(i) == is_named, profile.name << ": " << catalog()[i]->name);
        }
    }
}

BOOST_AUTO_TEST_CASE(supabases_rules_for_the_api_are_for_its_schema) {
    const Policy supabase = of_profile("supabase");
    BOOST_TEST((severity(supabase, "rls_enabled", "public") == Severity::Error));
    BOOST_TEST((severity(supabase, "rls_enabled", "app") == Severity::Off));
}

BOOST_AUTO_TEST_CASE(of_several_the_strictest_decides_about_a_rule_with_its_parameters) {
    const auto decided = [](std::string_view names, std::string_view rule) {
        const Policy policy = of_profile(names);
        const Setting setting = setting_of(policy, rule, "app", "files");
        return std::string(setting.origins.profile->name) + " " + std::string(name_of(setting.severity));
    };
    const auto wait_of = [](std::string_view names) {
        const Policy policy = of_profile(names);
        return json_of(*setting_of(policy, "drop_column_cooldown", "app", "files").parameters.shared("wait"));
    };
    BOOST_TEST(decided("squawk, strong_migrations", "drop_column_cooldown") == "strong_migrations error");
    BOOST_TEST(decided("strong_migrations,squawk", "drop_column_cooldown") == "strong_migrations error");
    BOOST_TEST(wait_of("squawk, strong_migrations") == "\"0 days\"");
    // Of equals the first named.
    BOOST_TEST(wait_of("strong_migrations, gitlab") == "\"0 days\"");
    BOOST_TEST(wait_of("gitlab, strong_migrations") == "\"30 days\"");
    // What only one of them names, and what none does.
    BOOST_TEST(decided("squawk, dont_do_this", "no_money") == "dont_do_this warn");
    BOOST_TEST(decided("squawk, dont_do_this", "user_id_text") == "squawk off");
    // A profile's rule that no row names is as strict as the profile has it.
    BOOST_TEST(decided("squawk, guidelines", "user_id_text") == "guidelines error");
    BOOST_TEST(decided("guidelines, strict", "timestamp_shape") == "strict error");
}

BOOST_AUTO_TEST_CASE(of_several_the_strictest_decides_place_by_place) {
    const Policy policy = of_profile("mana_sync, guidelines");
    BOOST_TEST((severity(policy, "no_table_in_public", "public") == Severity::Error));
    BOOST_TEST((severity(of_profile("mana_sync, squawk"), "no_table_in_public", "public") == Severity::Off));
    const Policy with_role = of_profile("squawk, agents");
    const auto severity_for = [&with_role](bool is_agent) {
        return with_role.at("app", "files", Actor{.roles = {&is_agent, 1}})[index_of("no_truncate")].severity;
    };
    BOOST_TEST((severity_for(false) == Severity::Warn));
    BOOST_TEST((severity_for(true) == Severity::Error));
}

BOOST_AUTO_TEST_CASE(your_teams_rows_are_over_all_of_them) {
    const PolicyRow row{.id = 1, .rule = "drop_column_cooldown", .severity = "log"};
    const Policy policy(PolicySource{.profile = "gitlab, strong_migrations", .rows = {&row, 1}});
    const Setting setting = setting_of(policy, "drop_column_cooldown", "app", "files");
    BOOST_TEST((setting.severity == Severity::Log));
    BOOST_TEST(json_of(*setting.parameters.shared("wait")) == "\"30 days\"");
}

BOOST_AUTO_TEST_CASE(several_add_up_what_they_waive_and_register) {
    const Policy policy = of_profile("mana_platform, migrations");
    BOOST_TEST(policy.registry().of("auth") != nullptr);
    BOOST_TEST(is_exempt(policy, "no_table_in_public", "public", "django_migrations"));
    BOOST_TEST(policy.profile_names() == "mana_platform, migrations");
}

BOOST_AUTO_TEST_CASE(a_list_of_names_is_refused_as_a_whole) {
    BOOST_TEST(profiles_named({}).size() == 1U);
    BOOST_TEST(profiles_named(" squawk ,gitlab").size() == 2U);
    for (const std::string_view wrong : {"squawk, squak", "squawk,", ",squawk", "squawk squawk", " "}) {
        BOOST_CHECK_THROW(profiles_named(wrong), PolicyError);
    }
    BOOST_CHECK_EXCEPTION(profiles_named("squawk, gitlab, squawk"), PolicyError, [](const PolicyError& error) {
        return error.what() == std::string("profile \"squawk\" is named twice");
    });
}

BOOST_AUTO_TEST_SUITE_END()
