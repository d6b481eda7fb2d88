#include "engine/judge.hpp"

#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

#include "../memory.hpp"
#include "../support.hpp"

using namespace mana_guard;
using namespace mana_guard::test;

namespace {

// The server's side of the wall: blocks from outside operator new, given back together; the n-th is refused.
class Arena {
  public:
    explicit Arena(long refused = 0) : refused_(refused) {}
    ~Arena() {
        for (std::size_t i = 0; i < count_; ++i) std::free(blocks_[i]);
    }
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    Allocator allocator() { return {allocate, this}; }
    [[nodiscard]] bool has_refused() const { return refused_ != 0 && asked_ >= refused_; }

  private:
    static void* allocate(void* context, std::size_t bytes) noexcept {
        auto& arena = *static_cast<Arena*>(context);
        if (++arena.asked_ == arena.refused_ || arena.count_ == arena.blocks_.size()) return nullptr;
        return arena.blocks_[arena.count_++] = std::malloc(bytes);
    }

    long refused_;
    long asked_ = 0;
    std::array<void*, 512> blocks_{};
    std::size_t count_ = 0;
};

struct Compiled {
    Policy* policy = nullptr;

    explicit Compiled(std::initializer_list<PolicyRow> rows = {}) {
        Failure failure;
        BOOST_REQUIRE((compile({rows.begin(), rows.size()}, &policy, &failure) == Outcome::Done));
    }
    ~Compiled() { release(policy); }
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;
};

Outcome judged(const Table& table, const Compiled& with, Arena& arena, Verdict& verdict, Failure& failure) {
    return judge({{&table, 1}}, with.policy, arena.allocator(), &verdict, &failure);
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

// Runs `call` with the allocation of each number failing in turn, until none fails: each time the memory must run out
// cleanly. `call` takes the number and gives what came of it, and whether the shortage struck.
template <typename Call>
void runs_out_everywhere(const Call& call) {
    const long before = blocks_alive();
    long shortages = 0;
    for (long n = 1;; ++n) {
        const auto [outcome, struck] = call(n);
        if (blocks_alive() != before) BOOST_ERROR(fmt::format("a leak where allocation {} fails", n));
        if (!struck) {
            BOOST_TEST((outcome == Outcome::Done || outcome == Outcome::Refused));
            break;
        }
        ++shortages;
        if (outcome != Outcome::OutOfMemory) BOOST_ERROR(fmt::format("no OutOfMemory where allocation {} fails", n));
    }
    BOOST_TEST(shortages > 3);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_wall)

BOOST_AUTO_TEST_CASE(a_clean_relation_gives_an_empty_verdict) {
    const Compiled none;
    const Sample sample{timestamp("created_at"), timestamp("updated_at")};
    Arena arena(1);
    Verdict verdict;
    Failure failure;
    BOOST_TEST((judged(sample.table, none, arena, verdict, failure) == Outcome::Done));
    BOOST_TEST((verdict.severity == Severity::Off));
    BOOST_TEST(verdict.message == nullptr);
    BOOST_TEST(!arena.has_refused());
}

BOOST_AUTO_TEST_CASE(a_verdict_speaks_of_its_first_finding) {
    const Compiled log{{.rule = "MG101", .severity = "log"}, {.rule = "MG301", .severity = "off"}};
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
        std::string_view("column user_id of table public.files is uuid, user ids are text (and 1 more finding)"));
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

BOOST_AUTO_TEST_CASE(judging_survives_a_caller_without_memory) {
    const Compiled none;
    const Broken sample;
    Failure failure;
    {
        Arena warm;
        Verdict verdict;
        static_cast<void>(judged(sample.table, none, warm, verdict, failure));
    }
    runs_out_everywhere([&](long n) {
        Arena arena(n);
        Verdict verdict;
        const Outcome outcome = judged(sample.table, none, arena, verdict, failure);
        return std::pair(outcome, arena.has_refused());
    });
}

BOOST_AUTO_TEST_CASE(judging_survives_a_core_without_memory) {
    const Compiled none;
    const Broken sample;
    Failure failure;
    {
        Arena warm;
        Verdict verdict;
        static_cast<void>(judged(sample.table, none, warm, verdict, failure));
    }
    runs_out_everywhere([&](long n) {
        Arena arena;
        Verdict verdict;
        const Shortage shortage(n);
        const Outcome outcome = judged(sample.table, none, arena, verdict, failure);
        return std::pair(outcome, shortage.has_struck());
    });
}

BOOST_AUTO_TEST_CASE(compiling_survives_a_core_without_memory) {
    const PolicyRow rows[] = {
        {.id = 1, .rule = "types", .object_pattern = "log_*", .severity = "log", .params = R"({"columns": ["who"]})"},
        {.id = 2, .rule = "MG301", .advice = "Ask the people who run this database before anything else."},
    };
    runs_out_everywhere([&](long n) {
        Policy* policy = nullptr;
        Failure failure;
        Outcome outcome = Outcome::Failed;
        bool struck = false;
        {
            const Shortage shortage(n);
            outcome = compile(rows, &policy, &failure);
            struck = shortage.has_struck();
        }
        BOOST_TEST((policy != nullptr) == (outcome == Outcome::Done));
        release(policy);
        return std::pair(outcome, struck);
    });
}

BOOST_AUTO_TEST_CASE(a_damaged_row_is_refused_and_leaves_nothing) {
    const PolicyRow row{.id = 3, .rule = "MG201", .params = R"({"colums": []})"};
    const long before = blocks_alive();
    Policy* policy = nullptr;
    Failure failure;
    BOOST_TEST((compile({&row, 1}, &policy, &failure) == Outcome::Refused));
    BOOST_TEST(policy == nullptr);
    BOOST_TEST(std::string_view(failure.message) ==
               "row 3 of mana_guard.policy is damaged: rule \"user_id_text\" has no parameter \"colums\"");
    BOOST_TEST(std::string_view(failure.hint) == "Mend it, or DELETE FROM mana_guard.policy WHERE id = 3.");
    BOOST_TEST(blocks_alive() == before);
}

BOOST_AUTO_TEST_CASE(texts_of_a_failure_are_cut_between_characters) {
    for (std::size_t shift = 0; shift < 3; ++shift) {
        std::string name(shift, 'a');
        for (int i = 0; i < 400; ++i) name += "é";
        const PolicyRow row{.rule = name};
        Arena arena;
        const char* rule = nullptr;
        Failure failure;
        BOOST_TEST((check(row, arena.allocator(), &rule, &failure) == Outcome::Refused));
        const std::string_view message = failure.message;
        BOOST_TEST(message.size() >= sizeof failure.message - 2);
        BOOST_TEST(message.size() < sizeof failure.message);
        BOOST_TEST(message.ends_with("é"));
    }
}

BOOST_AUTO_TEST_CASE(a_row_is_checked_and_its_rule_named) {
    Arena arena;
    const char* rule = nullptr;
    Failure failure;
    BOOST_TEST((check({.rule = "MG302"}, arena.allocator(), &rule, &failure) == Outcome::Done));
    BOOST_TEST(rule == std::string_view("timestamp_shape"));
    BOOST_TEST((check({.rule = "MG302", .severity = "fatal"}, arena.allocator(), &rule, &failure) == Outcome::Refused));
    BOOST_TEST(std::string_view(failure.message) == "no severity \"fatal\"");
    BOOST_TEST(std::string_view(failure.hint) == "A severity is off, log, warn or error.");
}

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
    BOOST_TEST(user_id.page == std::string_view("docs/rules/user_id_text.md"));
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
    BOOST_TEST(columns.at("help") == "Columns that every table must have.");
    BOOST_TEST(parameter("timestamp_shape", "columns").at("same_as") == "require_timestamps");
}

BOOST_AUTO_TEST_CASE(listing_survives_a_caller_without_memory) {
    const Compiled none;
    runs_out_everywhere([&](long n) {
        Arena arena(n);
        std::span<const CatalogEntry> entries;
        Failure failure;
        const Outcome outcome = list_rules(none.policy, arena.allocator(), &entries, &failure);
        return std::pair(outcome, arena.has_refused());
    });
}

BOOST_AUTO_TEST_CASE(listing_survives_a_core_without_memory) {
    const Compiled none;
    runs_out_everywhere([&](long n) {
        Arena arena;
        std::span<const CatalogEntry> entries;
        Failure failure;
        const Shortage shortage(n);
        const Outcome outcome = list_rules(none.policy, arena.allocator(), &entries, &failure);
        return std::pair(outcome, shortage.has_struck());
    });
}

BOOST_AUTO_TEST_CASE(checking_a_row_survives_a_core_without_memory) {
    const PolicyRow row{.rule = "MG201", .params = R"({"columns": ["a name that is longer than short ones", 1]})"};
    runs_out_everywhere([&](long n) {
        Arena arena;
        const char* rule = nullptr;
        Failure failure;
        const Shortage shortage(n);
        const Outcome outcome = check(row, arena.allocator(), &rule, &failure);
        return std::pair(outcome, shortage.has_struck());
    });
}

BOOST_AUTO_TEST_CASE(the_server_learns_which_facts_to_read) {
    const Compiled all;
    BOOST_TEST(facts_read(all.policy).has(Fact::ForeignKeys));
    const Compiled few{{.rule = "*", .severity = "off"}, {.rule = "MG101", .severity = "warn"}};
    BOOST_TEST((facts_read(few.policy) == Facts(Fact::Placement)));
    BOOST_TEST(profile_name() == std::string_view("guidelines"));
}

BOOST_AUTO_TEST_CASE(releasing_gives_everything_back) {
    const long before = blocks_alive();
    {
        const Compiled house{{.rule = "*", .severity = "log", .advice = "Ask the people who run this database."}};
        BOOST_TEST(blocks_alive() > before);
    }
    BOOST_TEST(blocks_alive() == before);
    release(nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
