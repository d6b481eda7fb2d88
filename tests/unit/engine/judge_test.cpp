#include "engine/judge.hpp"

#include <cstring>

#include "wall_support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(the_wall)

namespace {

Outcome judged(const Table& table, const Compiled& with, Arena& arena, Verdict& verdict, Failure& failure) {
    return judge(statement(table), with.policy, arena.allocator(), &verdict, &failure);
}

Table named(std::string_view name) {
    Table table;
    table.schema = "app";
    table.name = name;
    table.identity = name;
    return table;
}

// A relation with findings of several rules.
struct Broken : Sample {
    Broken() : Sample{column("user_id", "uuid")} {
        table.schema = "public";
        table.identity = "public.files";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_clean_relation_gives_an_empty_verdict) {
    const Compiled none;
    Sample sample{uuid_id(), timestamp("created_at"), timestamp("updated_at")};
    sample.primary_key({"id"});
    Arena arena(1);
    Verdict verdict;
    Failure failure;
    BOOST_TEST((judged(sample.table, none, arena, verdict, failure) == Outcome::Done));
    BOOST_TEST((verdict.severity == Severity::Off));
    BOOST_TEST(verdict.message == nullptr);
    BOOST_TEST(!arena.has_refused());
}

BOOST_AUTO_TEST_CASE(a_verdict_speaks_of_its_first_finding) {
    const Compiled log{{.rule = "MG101", .severity = "warn"}, {.rule = "MG301", .severity = "off"}};
    const Broken sample;
    Arena arena;
    Verdict verdict;
    Failure failure;
    BOOST_REQUIRE((judged(sample.table, log, arena, verdict, failure) == Outcome::Done));
    BOOST_TEST((verdict.severity == Severity::Error));
    BOOST_TEST(verdict.code == std::string_view("MG201"));
    BOOST_TEST(verdict.rule == std::string_view("user_id_text"));
    BOOST_TEST(
        verdict.message ==
        std::string_view("column user_id of table public.files is uuid; user ids are text (and 1 more finding)"));
    BOOST_TEST(std::string_view(verdict.detail).starts_with("MG201 user_id_text: column user_id"));
    BOOST_TEST(std::string_view(verdict.hint).starts_with("This would pass:\nALTER TABLE public.files"));
    BOOST_TEST(verdict.schema_name == std::string_view("public"));
    BOOST_TEST(verdict.table_name == std::string_view("files"));
    BOOST_TEST(verdict.column_name == std::string_view("user_id"));
}

BOOST_AUTO_TEST_CASE(a_finding_of_the_relation_itself_has_no_column) {
    const Compiled none;
    const Broken sample;
    Arena arena;
    Verdict verdict;
    Failure failure;
    BOOST_REQUIRE((judged(sample.table, none, arena, verdict, failure) == Outcome::Done));
    BOOST_TEST(verdict.code == std::string_view("MG101"));
    BOOST_TEST(verdict.column_name == nullptr);
}

BOOST_AUTO_TEST_CASE(an_exception_of_a_rule_stops_at_the_wall) {
    const Compiled none;
    const long before = blocks_alive();
    for (const auto& [table, message] :
         {std::pair{"test_throws", "rule MG997 test_throws failed: test_throws was asked to throw"},
          std::pair{"test_throws_int", "unknown exception"}}) {
        Arena arena;
        Verdict verdict;
        Failure failure;
        BOOST_TEST((judged(named(table), none, arena, verdict, failure) == Outcome::Failed));
        BOOST_TEST(std::string_view(failure.message) == message);
        BOOST_TEST((verdict.severity == Severity::Off));
    }
    // The settings that the policy keeps for later are not lost: at the second time nothing is added.
    const long settled = blocks_alive();
    Arena arena;
    Verdict verdict;
    Failure failure;
    BOOST_TEST((judged(named("test_throws"), none, arena, verdict, failure) == Outcome::Failed));
    BOOST_TEST(blocks_alive() == settled);
    BOOST_TEST(settled >= before);
}

BOOST_AUTO_TEST_CASE(a_rule_that_takes_all_memory_stops_at_the_wall) {
    const Compiled none;
    Arena arena;
    Verdict verdict;
    Failure failure;
    static_cast<void>(judged(named("other"), none, arena, verdict, failure));
    const long before = blocks_alive();
    constexpr std::size_t megabyte = std::size_t{1} << 20U;
    Outcome outcome = Outcome::Done;
    {
        const Shortage shortage(1'000'000, megabyte);
        outcome = judged(named("test_exhausts_memory"), none, arena, verdict, failure);
    }
    BOOST_TEST((outcome == Outcome::OutOfMemory));
    BOOST_TEST(std::string_view(failure.message) == "out of memory");
    BOOST_TEST(blocks_alive() == before);
}

BOOST_AUTO_TEST_CASE(judging_survives_without_memory) {
    const Compiled none;
    const Broken sample;
    survives_without_memory([&](Allocator allocator, Failure* failure) {
        Verdict verdict;
        return judge(statement(sample), none.policy, allocator, &verdict, failure);
    });
}

BOOST_AUTO_TEST_CASE(a_shortage_while_settings_are_made_leaves_the_policy_sound) {
    const Broken sample;
    for (long n = 1; n < 400; n += 7) {
        const long before = blocks_alive();
        Outcome outcome = Outcome::Failed;
        std::size_t count = 0;
        {
            const Compiled house{{.rule = "MG302", .object_pattern = "f*", .severity = "log"},
                                 {.rule = "MG301", .schema_pattern = "pub*", .severity = "warn"}};
            Verdict verdict;
            Failure failure;
            {
                Arena arena;
                const Shortage shortage(n);
                static_cast<void>(judged(sample.table, house, arena, verdict, failure));
            }
            Arena arena;
            outcome = judged(sample.table, house, arena, verdict, failure);
            count = verdict.findings.size();
        }
        BOOST_TEST(blocks_alive() == before);
        BOOST_TEST((outcome == Outcome::Done));
        BOOST_TEST(count == 4U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
