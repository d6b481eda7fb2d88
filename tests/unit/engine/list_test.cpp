#include <nlohmann/json.hpp>

#include "wall_support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(the_wall_lists)

BOOST_AUTO_TEST_CASE(the_rules_are_listed_with_what_is_in_force) {
    const Compiled house{{.rule = "MG201", .severity = "warn"},
                         {.rule = "MG301", .schema_pattern = "app", .severity = "off"}};
    Arena arena;
    std::span<const CatalogEntry> entries;
    Failure failure;
    BOOST_REQUIRE((list_rules(house.policy, arena.allocator(), &entries, &failure) == Outcome::Done));
    BOOST_REQUIRE_EQUAL(entries.size(), catalog().size());
    const CatalogEntry& user_id = entries[index_of("user_id_text")];
    BOOST_TEST(user_id.code == std::string_view("MG201"));
    BOOST_TEST(user_id.name == std::string_view("user_id_text"));
    BOOST_TEST(user_id.category == std::string_view("types"));
    BOOST_TEST(user_id.severity == std::string_view("error"));
    BOOST_TEST(user_id.in_force == std::string_view("warn"));
    BOOST_TEST(user_id.timing == std::string_view("statement"));
    BOOST_TEST(user_id.summary == std::string_view("A user id column must be text."));
    BOOST_TEST(user_id.page == std::string_view("docs/rules/types/user_id_text.md"));
    BOOST_TEST(entries[index_of("require_timestamps")].in_force == std::string_view("error"));
}

BOOST_AUTO_TEST_CASE(the_list_describes_parameters_as_json) {
    const Compiled none;
    Arena arena;
    std::span<const CatalogEntry> entries;
    Failure failure;
    BOOST_REQUIRE((list_rules(none.policy, arena.allocator(), &entries, &failure) == Outcome::Done));
    const auto parameter = [&entries](std::string_view rule, const char* name) {
        return nlohmann::json::parse(entries[index_of(rule)].parameters).at(name);
    };
    const auto columns = parameter("require_timestamps", "columns");
    BOOST_TEST(columns.at("type") == "names");
    BOOST_TEST(columns.at("default") == nlohmann::json({"created_at", "updated_at"}));
    BOOST_TEST(columns.at("help") == "The columns that every table must have.");
    BOOST_TEST(parameter("timestamp_shape", "columns").at("same_as") == "require_timestamps");
}

BOOST_AUTO_TEST_CASE(listing_the_rules_survives_without_memory) {
    const Compiled none;
    survives_without_memory([&none](Allocator allocator, Failure* failure) {
        std::span<const CatalogEntry> entries;
        return list_rules(none.policy, allocator, &entries, failure);
    });
}

BOOST_AUTO_TEST_CASE(a_number_is_described_as_one) {
    const Compiled none;
    Arena arena;
    std::span<const CatalogEntry> entries;
    Failure failure;
    BOOST_REQUIRE((list_rules(none.policy, arena.allocator(), &entries, &failure) == Outcome::Done));
    const auto parameters = nlohmann::json::parse(entries[index_of("schema_name")].parameters);
    BOOST_TEST(parameters.at("max_length").at("type") == "number");
    BOOST_TEST(parameters.at("max_length").at("default") == 30);
    // All of them are JSON, and a rule without parameters has an empty object.
    for (const CatalogEntry& entry : entries) BOOST_TEST(nlohmann::json::parse(entry.parameters).is_object());
    BOOST_TEST(text(entries[index_of("no_schema_rename")].parameters) == "{}");
}

BOOST_AUTO_TEST_CASE(the_list_tells_the_profile_from_the_house) {
    const PolicyRow rows[] = {{.rule = "MG202", .severity = "log"},
                              {.rule = "MG202", .role_name = "deploy", .severity = "off"},
                              {.rule = "MG201", .timing = "commit"}};
    const Compiled house(PolicySource{.profile = "strict", .rows = rows});
    Arena arena;
    std::span<const CatalogEntry> entries;
    Failure failure;
    BOOST_REQUIRE((list_rules(house.policy, arena.allocator(), &entries, &failure) == Outcome::Done));
    const CatalogEntry& reference = entries[index_of("user_reference_text")];
    BOOST_TEST(text(reference.severity) == "error");
    BOOST_TEST(text(reference.in_force) == "log");
    BOOST_TEST(text(entries[index_of("user_id_text")].timing) == "commit");
    BOOST_TEST(text(entries[index_of("no_schema_rename")].timing) == "start");
    BOOST_TEST(text(entries[index_of("test_awaits")].timing) == "commit");
}

BOOST_AUTO_TEST_CASE(the_registry_is_listed_by_schema_as_it_is_in_force) {
    const RegistryRow rows[] = {
        {.service = "shop", .schema_name = "shop", .owner_role = "shop_owner", .migration_lock_id = 42},
        {.service = "mana-mail", .schema_name = "mail", .removed = true},
        {.service = "other-auth", .schema_name = "auth"}};
    const Compiled house(PolicySource{.profile = "mana_platform", .registry = rows});
    Arena arena;
    std::span<const RegisteredSchema> schemas;
    Failure failure;
    BOOST_REQUIRE((list_registry(house.policy, arena.allocator(), &schemas, &failure) == Outcome::Done));
    std::vector<std::string> names;
    for (const RegisteredSchema& schema : schemas) names.emplace_back(schema.schema_name);
    const std::vector<std::string> expected = {"auth",     "credits", "event_discovery", "events", "feedback",
                                               "research", "shop",    "subscriptions",   "usr"};
    BOOST_TEST(names == expected, boost::test_tools::per_element());
    BOOST_TEST(text(schemas[0].service) == "other-auth");
    BOOST_TEST(!schemas[0].is_of_profile);
    BOOST_TEST(text(schemas[1].service) == "mana-credits");
    BOOST_TEST(schemas[1].owner_role == nullptr);
    BOOST_TEST(schemas[1].is_of_profile);
    BOOST_TEST(text(schemas[6].service) == "shop");
    BOOST_TEST(text(schemas[6].owner_role) == "shop_owner");
    BOOST_TEST(schemas[6].migration_lock_id == 42);
    BOOST_REQUIRE((list_registry(Compiled().policy, arena.allocator(), &schemas, &failure) == Outcome::Done));
    BOOST_TEST(schemas.empty());
}

// The core has nothing to keep for it.
BOOST_AUTO_TEST_CASE(listing_the_registry_survives_a_caller_without_memory) {
    const Compiled platform(PolicySource{.profile = "mana_platform"});
    const long shortages = runs_out_everywhere([&platform](long n) {
        Arena arena(n);
        Failure failure;
        std::span<const RegisteredSchema> schemas;
        const Outcome outcome = list_registry(platform.policy, arena.allocator(), &schemas, &failure);
        return std::pair(outcome, arena.has_refused());
    });
    BOOST_TEST(shortages > 9);
}

BOOST_AUTO_TEST_SUITE_END()
