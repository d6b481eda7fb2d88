#include "wall_support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(the_wall_compiles)

namespace {

// All that a policy is made of.
struct Full {
    std::array<PolicyRow, 3> rows = {{
        {.id = 1, .rule = "types", .object_pattern = "log_*", .severity = "log", .params = R"({"columns": ["who"]})"},
        {.id = 2, .rule = "MG301", .advice = "Ask the people who run this database before anything else."},
        {.id = 3, .rule = "*", .role_name = "a role with a name that is rather long", .severity = "warn"},
    }};
    std::array<ExemptionRow, 2> exemptions = {{
        {.id = 1,
         .rule = "MG201",
         .schema_pattern = "app",
         .object_pattern = "a table with a name that is rather long",
         .reason = "Known since the beginning of all things."},
        {.id = 2, .rule = "*", .column_pattern = "user_*", .value = "uuid", .reason = "Known."},
    }};
    std::array<RegistryRow, 1> registry = {
        {{.service = "a service with a name that is rather long", .schema_name = "shop", .owner_role = "shop_owner"}}};

    [[nodiscard]] PolicySource source() const {
        return {.profile = "mana_platform", .rows = rows, .exemptions = exemptions, .registry = registry};
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(compiling_survives_a_core_without_memory) {
    const Full full;
    const long shortages = runs_out_everywhere([&](long n) {
        Policy* policy = nullptr;
        Failure failure;
        Outcome outcome = Outcome::Failed;
        bool struck = false;
        {
            const Shortage shortage(n);
            outcome = compile(full.source(), &policy, &failure);
            struck = shortage.has_struck();
        }
        BOOST_TEST((policy != nullptr) == (outcome == Outcome::Done));
        release(policy);
        return std::pair(outcome, struck);
    });
    BOOST_TEST(shortages > 3);
}

BOOST_AUTO_TEST_CASE(so_does_making_it_row_by_row) {
    const Full full;
    const long shortages = runs_out_everywhere([&](long n) {
        Policy* policy = nullptr;
        Failure failure;
        Outcome outcome = Outcome::Failed;
        bool struck = false;
        {
            const Shortage shortage(n);
            outcome = begin_policy("mana_platform", full.registry, &policy, &failure);
            for (std::size_t i = 0; outcome == Outcome::Done && i < full.rows.size(); ++i)
                outcome = add_row(policy, full.rows.at(i), &failure);
            if (outcome == Outcome::Done) outcome = finish_policy(policy, &failure);
            struck = shortage.has_struck();
        }
        release(policy);
        return std::pair(outcome, struck);
    });
    BOOST_TEST(shortages > 3);
}

BOOST_AUTO_TEST_CASE(a_damaged_row_is_refused_and_leaves_nothing) {
    const PolicyRow row{.id = 3, .rule = "MG201", .params = R"({"colums": []})"};
    const long before = blocks_alive();
    Policy* policy = nullptr;
    Failure failure;
    BOOST_TEST((compile({.rows = {&row, 1}}, &policy, &failure) == Outcome::Refused));
    BOOST_TEST(policy == nullptr);
    BOOST_TEST(std::string_view(failure.message) ==
               "row 3 of mana_guard.policy is damaged: rule \"user_id_text\" has no parameter \"colums\"");
    BOOST_TEST(std::string_view(failure.hint) == "Fix it, or run DELETE FROM mana_guard.policy WHERE id = 3.");
    BOOST_TEST(blocks_alive() == before);
}

BOOST_AUTO_TEST_CASE(so_is_an_unknown_profile) {
    const long before = blocks_alive();
    Policy* policy = nullptr;
    Failure failure;
    BOOST_TEST((compile({.profile = "strikt"}, &policy, &failure) == Outcome::Refused));
    BOOST_TEST(text(failure.message) == "profile \"strikt\" does not exist");
    BOOST_TEST(text(failure.hint) ==
               "Perhaps you mean \"strict\". There are guidelines, mana_platform, mana_sync, strict, migrations, "
               "general, squawk, strong_migrations, supabase, dont_do_this, gitlab, agents.");
    BOOST_TEST(policy == nullptr);
    BOOST_TEST(blocks_alive() == before);
}

BOOST_AUTO_TEST_CASE(the_server_learns_which_roles_to_look_up) {
    const Full full;
    const Compiled house(full.source());
    BOOST_REQUIRE_EQUAL(count_of_roles(house.policy), 2U);
    BOOST_TEST(text(role_of(house.policy, 0)) == "a role with a name that is rather long");
    BOOST_TEST(text(role_of(house.policy, 1)) == "shop_owner");
    BOOST_TEST(count_of_roles(Compiled().policy) == 0U);
    BOOST_TEST(profile_of(house.policy) == "mana_platform");
}

BOOST_AUTO_TEST_CASE(the_server_learns_whether_commands_are_judged) {
    BOOST_TEST(commands_judged(Compiled().policy).has(CommandKind::RenameSchema));
    BOOST_TEST(!commands_judged(Compiled{{.rule = "MG106", .severity = "off"}}.policy).has(CommandKind::RenameSchema));
}

BOOST_AUTO_TEST_CASE(the_server_learns_which_facts_to_read) {
    const Compiled all;
    BOOST_TEST(facts_read(all.policy).has(Fact::Constraints));
    const Compiled few{{.rule = "*", .severity = "off"}, {.rule = "MG401", .severity = "warn"}};
    BOOST_TEST((facts_read(few.policy) == Facts(Fact::Placement)));
    BOOST_TEST(profile_of(few.policy) == "guidelines");
}

BOOST_AUTO_TEST_CASE(the_server_learns_which_facts_to_read_of_an_object) {
    const Compiled house{{.rule = "*", .severity = "off"},
                         {.id = 7, .rule = "MG201", .schema_pattern = "bad", .params = "[]"},
                         {.rule = "MG201", .object_pattern = "f*", .severity = "warn"}};
    BOOST_TEST(facts_read_in_general(house.policy, Fact::Columns).empty());
    BOOST_TEST(facts_read(house.policy, Fact::Columns).has(Fact::Columns));
    Facts facts;
    Failure failure;
    BOOST_TEST((facts_read_at(house.policy, "app", "files", {}, Fact::Columns, &facts, &failure) == Outcome::Done));
    BOOST_TEST(facts.has(Fact::Columns));
    BOOST_TEST((facts_read_at(house.policy, "app", "logs", {}, Fact::Columns, &facts, &failure) == Outcome::Done));
    BOOST_TEST(facts.empty());
    BOOST_TEST((facts_read_at(house.policy, "bad", "logs", {}, Fact::Columns, &facts, &failure) == Outcome::Refused));
    BOOST_TEST(std::string_view(failure.message).starts_with("row 7 of mana_guard.policy is damaged: "));
}

BOOST_AUTO_TEST_CASE(releasing_gives_everything_back) {
    const long before = blocks_alive();
    {
        const Full full;
        const Compiled house(full.source());
        BOOST_TEST(blocks_alive() > before);
    }
    BOOST_TEST(blocks_alive() == before);
    release(nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
