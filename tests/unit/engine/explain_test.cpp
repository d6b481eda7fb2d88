#include <nlohmann/json.hpp>

#include "wall_support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(the_wall_explains)

namespace {

using Json = nlohmann::json;

// How every rule holds at a place, with the memory that it lies in.
struct Explained {
    Arena arena;
    std::span<const Explanation> all;

    explicit Explained(const Compiled& with, const Change& change = {}, std::string_view schema = "app",
                       std::string_view object = "files") {
        Failure failure;
        const Outcome outcome = explain(with.policy, schema, object, change, arena.allocator(), &all, &failure);
        BOOST_REQUIRE_MESSAGE(outcome == Outcome::Done, failure.message);
        BOOST_REQUIRE_EQUAL(all.size(), catalog().size());
    }
    const Explanation& operator[](std::string_view rule) const { return all[index_of(rule)]; }
};

std::string severity(const Explanation& one) {
    return fmt::format("{} by {}", text(one.severity), text(one.severity_from));
}

// The ids of the exemptions that follow app.files.
std::vector<std::int64_t> following(const PolicySource& source, std::string_view object = "files") {
    const Compiled house(source);
    Arena arena;
    std::span<const std::int64_t> ids;
    Failure failure;
    BOOST_TEST((list_following(house.policy, "app", object, {}, arena.allocator(), &ids, &failure) == Outcome::Done));
    std::vector<std::int64_t> sorted(ids.begin(), ids.end());
    std::ranges::sort(sorted);
    return sorted;
}

using Ids = std::vector<std::int64_t>;

constexpr ExemptionRow of_files(std::int64_t id, std::string_view rule) {
    return {.id = id, .rule = rule, .schema_pattern = "app", .object_pattern = "files", .reason = "Known."};
}

}  // namespace

BOOST_AUTO_TEST_CASE(without_rows_all_is_the_rules_default_or_the_profiles) {
    const Explained explained{Compiled()};
    const Explanation& one = explained["user_id_text"];
    BOOST_TEST(text(one.code) == "MG201");
    BOOST_TEST(text(one.rule) == "user_id_text");
    BOOST_TEST(severity(one) == "error by default");
    BOOST_TEST(text(one.timing) == "statement");
    BOOST_TEST(text(one.timing_from) == "default");
    BOOST_TEST(text(one.existing) == "notice");
    BOOST_TEST(text(one.existing_from) == "default");
    BOOST_TEST(Json::parse(one.parameters) == Json({{"columns", {"user_id"}}, {"allowed_types", {"text"}}}));
    BOOST_TEST(Json::parse(one.parameters_from) == Json({{"columns", "default"}, {"allowed_types", "default"}}));
    BOOST_TEST(one.advice == nullptr);
    BOOST_TEST(one.advice_from == nullptr);
    BOOST_TEST(one.exemptions == nullptr);
    BOOST_TEST(explained["user_reference_text"].advice == nullptr);
    BOOST_TEST(explained["user_reference_text"].advice_from == nullptr);
}

BOOST_AUTO_TEST_CASE(each_attribute_tells_its_row) {
    const Compiled house{
        {.id = 11, .rule = "MG201", .object_pattern = "files", .severity = "warn"},
        {.id = 12, .rule = "MG201", .schema_pattern = "app", .existing = "enforce", .advice = "Ask us."},
        {.id = 13, .rule = "types", .timing = "commit", .params = R"({"columns": ["who"]})"},
    };
    const Explained explained(house);
    const Explanation& one = explained["user_id_text"];
    BOOST_TEST(severity(one) == "warn by policy row 11");
    BOOST_TEST(text(one.existing) == "enforce");
    BOOST_TEST(text(one.existing_from) == "policy row 12");
    BOOST_TEST(text(one.advice) == "Ask us.");
    BOOST_TEST(text(one.advice_from) == "policy row 12");
    BOOST_TEST(text(one.timing) == "commit");
    BOOST_TEST(text(one.timing_from) == "policy row 13");
    BOOST_TEST(Json::parse(one.parameters).at("columns") == Json({"who"}));
    BOOST_TEST(Json::parse(one.parameters_from) == Json({{"columns", "policy row 13"}, {"allowed_types", "default"}}));
    BOOST_TEST(severity(Explained(house, {}, "app", "logs")["user_id_text"]) == "error by default");
}

BOOST_AUTO_TEST_CASE(a_profile_that_decides_is_named) {
    const Compiled strict(PolicySource{.profile = "strict"});
    BOOST_TEST(severity(Explained(strict)["user_reference_text"]) == "error by profile strict");
    BOOST_TEST(text(Explained(Compiled(), {}, "drizzle", "__drizzle_migrations")["require_timestamps"].exemptions)
                   .starts_with("profile: A migration tool creates it and chooses its shape."));
    const Compiled sync(PolicySource{.profile = "mana_sync"});
    BOOST_TEST(severity(Explained(sync, {}, "public")["no_table_in_public"]) == "off by profile mana_sync");
}

BOOST_AUTO_TEST_CASE(a_parameter_that_follows_another_rule_says_so) {
    const Compiled house{{.id = 11, .rule = "MG301", .object_pattern = "files", .params = R"({"columns": ["at"]})"},
                         {.id = 12, .rule = "MG302", .object_pattern = "logs", .params = R"({"columns": ["on"]})"}};
    const auto columns = [&house](std::string_view object) {
        const Explained explained(house, {}, "app", object);
        const Explanation& one = explained["timestamp_shape"];
        return Json::parse(one.parameters).at("columns").dump() + " by " +
               Json::parse(one.parameters_from).at("columns").get<std::string>();
    };
    BOOST_TEST(columns("files") == R"(["at"] by rule require_timestamps)");
    BOOST_TEST(columns("logs") == R"(["on"] by policy row 12)");
    BOOST_TEST(columns("others") == R"(["created_at","updated_at"] by rule require_timestamps)");
}

BOOST_AUTO_TEST_CASE(a_number_is_explained_as_one) {
    const Compiled house{{.id = 11, .rule = "schema_name", .params = R"({"max_length": 12})"}};
    const Explained explained(house);
    const Explanation& one = explained["schema_name"];
    BOOST_TEST(Json::parse(one.parameters).at("max_length") == 12);
    BOOST_TEST(Json::parse(one.parameters_from).at("max_length") == "policy row 11");
    BOOST_TEST(Json::parse(one.parameters_from).at("forbidden_suffixes") == "default");
}

BOOST_AUTO_TEST_CASE(nothing_stood_before_of_what_a_command_does) {
    const Compiled house{{.id = 11, .rule = "*", .existing = "enforce"}};
    const Explained explained(house);
    for (const std::string_view rule : {"no_schema_rename", "schema_owner"}) {
        BOOST_TEST(explained[rule].existing == nullptr);
        BOOST_TEST(explained[rule].existing_from == nullptr);
    }
    BOOST_TEST(text(explained["schema_name"].existing_from) == "policy row 11");
}

BOOST_AUTO_TEST_CASE(it_depends_on_who_acts) {
    const Compiled house{{.id = 11, .rule = "MG201", .role_name = "deploy", .severity = "log"}};
    const bool roles[] = {true};
    BOOST_TEST(severity(Explained(house, {.actor = {.roles = roles}})["user_id_text"]) == "log by policy row 11");
    BOOST_TEST(severity(Explained(house)["user_id_text"]) == "error by default");
}

BOOST_AUTO_TEST_CASE(exemptions_are_told_by_their_number) {
    ExemptionRow column = of_files(9, "MG201");
    column.column_pattern = "user_*";
    column.value = "uuid";
    column.until = 10;
    column.until_text = "2027-01-01";
    ExemptionRow general = of_files(3, "types");
    general.schema_pattern = "*";
    general.object_pattern = "*";
    general.reason = "All of it.";
    ExemptionRow other = of_files(4, "MG201");
    other.object_pattern = "logs";
    const ExemptionRow rows[] = {column, general, other};
    const Compiled house(PolicySource{.exemptions = rows});
    const Explained before(house, {.now = 9});
    BOOST_TEST(text(before["user_id_text"].exemptions) ==
               "exemption 3: All of it.\nexemption 9, column user_*, value \"uuid\", until 2027-01-01: Known.");
    BOOST_TEST(text(before["user_reference_text"].exemptions) == "exemption 3: All of it.");
    BOOST_TEST(before["timestamp_shape"].exemptions == nullptr);
    const Explained after(house, {.now = 10});
    BOOST_TEST(text(after["user_id_text"].exemptions) ==
               "exemption 3: All of it.\nexemption 9, column user_*, value \"uuid\", ended 2027-01-01: Known.");
}

BOOST_AUTO_TEST_CASE(explaining_survives_without_memory) {
    const PolicyRow row{.id = 11, .rule = "MG201", .object_pattern = "files", .advice = "Ask us."};
    const ExemptionRow exemption = of_files(5, "types");
    const Compiled house(PolicySource{.rows = {&row, 1}, .exemptions = {&exemption, 1}});
    survives_without_memory([&house](Allocator allocator, Failure* failure) {
        std::span<const Explanation> all;
        return explain(house.policy, "app", "files", {}, allocator, &all, failure);
    });
}

BOOST_AUTO_TEST_CASE(exemptions_follow_where_the_policy_says) {
    const ExemptionRow rows[] = {of_files(1, "MG201"), of_files(2, "MG302")};
    const PolicyRow types{.rule = "types", .exemptions_follow = "t"};
    BOOST_TEST(following({.exemptions = rows}) == Ids{}, boost::test_tools::per_element());
    BOOST_TEST(following({.rows = {&types, 1}, .exemptions = rows}) == Ids{1}, boost::test_tools::per_element());
    const PolicyRow all{.rule = "*", .schema_pattern = "app", .exemptions_follow = "t"};
    BOOST_TEST(following({.rows = {&all, 1}, .exemptions = rows}) == (Ids{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(following({.rows = {&all, 1}, .exemptions = rows}, "logs") == Ids{}, boost::test_tools::per_element());
    const PolicyRow elsewhere{.rule = "*", .schema_pattern = "shop", .exemptions_follow = "t"};
    BOOST_TEST(following({.rows = {&elsewhere, 1}, .exemptions = rows}) == Ids{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_exemption_of_several_rules_follows_if_one_of_them_lets_it_and_once) {
    const ExemptionRow rows[] = {of_files(1, "types"), of_files(2, "*")};
    const PolicyRow one{.rule = "MG202", .exemptions_follow = "t"};
    BOOST_TEST(following({.rows = {&one, 1}, .exemptions = rows}) == (Ids{1, 2}), boost::test_tools::per_element());
    const PolicyRow all{.rule = "*", .exemptions_follow = "t"};
    BOOST_TEST(following({.rows = {&all, 1}, .exemptions = rows}) == (Ids{1, 2}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_pattern_stays_where_it_is) {
    ExemptionRow schema = of_files(1, "MG201");
    schema.schema_pattern = "ap?";
    ExemptionRow object = of_files(2, "MG201");
    object.object_pattern = "*";
    // That of a column may be one.
    ExemptionRow column = of_files(3, "MG201");
    column.column_pattern = "user_*";
    const ExemptionRow rows[] = {schema, object, column};
    const PolicyRow all{.rule = "*", .exemptions_follow = "t"};
    BOOST_TEST(following({.rows = {&all, 1}, .exemptions = rows}) == Ids{3}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(listing_what_follows_survives_without_memory) {
    const ExemptionRow exemption = of_files(1, "MG201");
    const PolicyRow all{.rule = "*", .schema_pattern = "app", .exemptions_follow = "t"};
    const Compiled house(PolicySource{.rows = {&all, 1}, .exemptions = {&exemption, 1}});
    survives_without_memory([&house](Allocator allocator, Failure* failure) {
        std::span<const std::int64_t> ids;
        return list_following(house.policy, "app", "files", {}, allocator, &ids, failure);
    });
}

BOOST_AUTO_TEST_SUITE_END()
