#include "engine/judge.hpp"

#include <cstring>

#include "wall_support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

BOOST_AUTO_TEST_SUITE(the_wall)

namespace {

// A policy of the profile's rows alone, as the server makes it: without exemptions, which are added later.
struct InParts {
    Policy* policy = nullptr;

    InParts() {
        Failure failure;
        BOOST_REQUIRE((begin_policy({}, {}, &policy, &failure) == Outcome::Done));
        BOOST_REQUIRE((finish_policy(policy, &failure) == Outcome::Done));
    }
    ~InParts() { release(policy); }
    InParts(const InParts&) = delete;
    InParts& operator=(const InParts&) = delete;

    Outcome add_exemptions(std::span<const ExemptionRow> rows, Failure* failure) const {
        Outcome outcome = begin_exemptions(policy, failure);
        for (std::size_t i = 0; outcome == Outcome::Done && i < rows.size(); ++i)
            outcome = add_exemption(policy, rows[i], failure);
        return outcome == Outcome::Done ? finish_exemptions(policy, failure) : outcome;
    }
};

Outcome judged(const Table& table, const auto& with, Arena& arena, Verdict& verdict, Failure& failure) {
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
    const auto exhausts_memory = [&] {
        constexpr std::size_t megabyte = std::size_t{1} << 20U;
        const Shortage shortage(1'000'000, megabyte);
        return judged(named("test_exhausts_memory"), none, arena, verdict, failure);
    };
    // At the first time the policy keeps settings and defaults for later.
    BOOST_TEST((exhausts_memory() == Outcome::OutOfMemory));
    const long before = blocks_alive();
    BOOST_TEST((exhausts_memory() == Outcome::OutOfMemory));
    BOOST_TEST(std::string_view(failure.message) == "out of memory");
    BOOST_TEST(blocks_alive() == before);
}

BOOST_AUTO_TEST_CASE(exemptions_are_asked_for_when_there_is_a_finding) {
    const ExemptionRow row{.id = 9, .rule = "*", .schema_pattern = "public", .reason = "Known."};
    const InParts house;
    const Broken broken;
    Sample clean{uuid_id(), timestamp("created_at"), timestamp("updated_at")};
    clean.primary_key({"id"});
    Arena arena;
    Verdict verdict;
    Failure failure;
    BOOST_REQUIRE((judged(clean.table, house, arena, verdict, failure) == Outcome::Done));
    BOOST_TEST(!verdict.wants_exemptions);
    BOOST_REQUIRE((judged(broken.table, house, arena, verdict, failure) == Outcome::Done));
    BOOST_TEST(verdict.wants_exemptions);
    BOOST_TEST((verdict.severity == Severity::Off));
    BOOST_TEST(!has_exemptions(house.policy));
    BOOST_REQUIRE((house.add_exemptions({&row, 1}, &failure) == Outcome::Done));
    BOOST_TEST(has_exemptions(house.policy));
    BOOST_REQUIRE((judged(broken.table, house, arena, verdict, failure) == Outcome::Done));
    BOOST_TEST(!verdict.wants_exemptions);
    BOOST_TEST(verdict.findings.empty());
}

BOOST_AUTO_TEST_CASE(what_lists_findings_needs_the_exemptions) {
    const InParts house;
    const Broken broken;
    Arena arena;
    std::span<const FindingRow> findings;
    Fixes fixes;
    std::span<const Explanation> explanations;
    const Change change = statement(broken);
    Failure failure;
    BOOST_TEST((list_findings(change, house.policy, arena.allocator(), &findings, &failure) == Outcome::Failed));
    BOOST_TEST(std::string_view(failure.message) == "the exemptions have not been read");
    BOOST_TEST((list_fixes(change, house.policy, true, arena.allocator(), &fixes, &failure) == Outcome::Failed));
    BOOST_TEST(
        (explain(house.policy, "app", "files", change, arena.allocator(), &explanations, &failure) == Outcome::Failed));
    BOOST_TEST((check_all(house.policy, &failure) == Outcome::Failed));
}

BOOST_AUTO_TEST_CASE(a_damaged_exemption_is_refused_when_a_finding_needs_it) {
    const ExemptionRow row{.id = 9, .rule = "nonsense", .schema_pattern = "public", .reason = "Known."};
    const Compiled house(PolicySource{.exemptions = {&row, 1}});
    Broken broken;
    Arena arena;
    Verdict verdict;
    for (int time = 0; time < 2; ++time) {
        Failure failure;
        BOOST_TEST((judged(broken.table, house, arena, verdict, failure) == Outcome::Refused));
        BOOST_TEST(std::string_view(failure.message) ==
                   "row 9 of mana_guard.exemptions is damaged: rule \"nonsense\" does not exist");
        BOOST_TEST(std::string_view(failure.hint) == "Fix it, or run DELETE FROM mana_guard.exemptions WHERE id = 9.");
        BOOST_TEST((check_all(house.policy, &failure) == Outcome::Refused));
    }
    broken.table.schema = "app";
    Failure failure;
    BOOST_TEST((judged(broken.table, house, arena, verdict, failure) == Outcome::Done));
    BOOST_TEST((verdict.severity == Severity::Error));
}

BOOST_AUTO_TEST_CASE(a_damaged_row_is_refused_where_it_applies) {
    const Compiled house{{.id = 9, .rule = "MG201", .schema_pattern = "public", .params = R"({"columns": 7})"}};
    Broken broken;
    Arena arena;
    Verdict verdict;
    Failure failure;
    BOOST_TEST((judged(broken.table, house, arena, verdict, failure) == Outcome::Refused));
    BOOST_TEST(std::string_view(failure.message).starts_with("row 9 of mana_guard.policy is damaged: "));
    BOOST_TEST((check_all(house.policy, &failure) == Outcome::Refused));
    broken.table.schema = "app";
    BOOST_TEST((judged(broken.table, house, arena, verdict, failure) == Outcome::Done));
}

BOOST_AUTO_TEST_CASE(judging_survives_without_memory) {
    const Compiled none;
    const Broken sample;
    survives_without_memory([&](Allocator allocator, Failure* failure) {
        Verdict verdict;
        return judge(statement(sample), none.policy, allocator, &verdict, failure);
    });
}

// What is made when it is first asked for: the rows that apply here, the settings, the index of the exemptions.
BOOST_AUTO_TEST_CASE(a_shortage_while_something_is_made_for_later_leaves_the_policy_sound) {
    const ExemptionRow exemptions[] = {{.id = 1, .rule = "MG101", .schema_pattern = "app", .reason = "Known."},
                                       {.id = 2, .rule = "MG202", .schema_pattern = "public", .reason = "Known."}};
    const Broken sample;
    long shortages = 0;
    for (long n = 1;; n += n < 500 ? 7 : 61) {
        const long before = blocks_alive();
        Outcome outcome = Outcome::Failed;
        std::size_t count = 0;
        {
            const PolicyRow rows[] = {{.rule = "MG302", .object_pattern = "f*", .severity = "log"},
                                      {.rule = "MG301", .schema_pattern = "pub*", .severity = "warn"}};
            const Compiled house(PolicySource{.rows = rows, .exemptions = exemptions});
            Verdict verdict;
            Failure failure;
            {
                Arena arena;
                const Shortage shortage(n);
                const Outcome first = judged(sample.table, house, arena, verdict, failure);
                BOOST_TEST((first == (shortage.has_struck() ? Outcome::OutOfMemory : Outcome::Done)));
                if (!shortage.has_struck()) break;
                ++shortages;
            }
            Arena arena;
            outcome = judged(sample.table, house, arena, verdict, failure);
            count = verdict.findings.size();
        }
        BOOST_TEST(blocks_alive() == before);
        BOOST_TEST((outcome == Outcome::Done));
        BOOST_TEST(count == 4U);
    }
    BOOST_TEST(shortages > 50);
}

// Adding exemptions that don't fit into memory adds none.
BOOST_AUTO_TEST_CASE(adding_exemptions_survives_without_memory) {
    const ExemptionRow row{.id = 1, .rule = "MG101", .schema_pattern = "public", .reason = "Known."};
    const InParts house;
    Failure failure;
    for (long n = 1;; ++n) {
        const Shortage shortage(n);
        const Outcome outcome = house.add_exemptions({&row, 1}, &failure);
        BOOST_TEST(has_exemptions(house.policy) == !shortage.has_struck());
        BOOST_TEST((outcome == (shortage.has_struck() ? Outcome::OutOfMemory : Outcome::Done)));
        if (!shortage.has_struck()) break;
    }
}

BOOST_AUTO_TEST_SUITE_END()
