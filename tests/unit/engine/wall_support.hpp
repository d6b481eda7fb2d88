// What the tests of the wall share: the server's side of it, and memory that runs out.
#pragma once

#include <array>
#include <cstdlib>
#include <utility>

#include "engine/judge.hpp"
#include "memory.hpp"
#include "support.hpp"

namespace mana_guard::test {

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
    std::array<void*, 4096> blocks_{};
    std::size_t count_ = 0;
};

// A policy as the server holds it.
struct Compiled {
    Policy* policy = nullptr;

    explicit Compiled(std::initializer_list<PolicyRow> rows = {})
        : Compiled(PolicySource{.rows = {rows.begin(), rows.size()}}) {}
    explicit Compiled(const PolicySource& source) {
        Failure failure;
        const Outcome outcome = compile(source, &policy, &failure);
        BOOST_REQUIRE_MESSAGE(outcome == Outcome::Done, failure.message);
    }
    ~Compiled() { release(policy); }
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;
};

// The text of a C string that may be null.
inline std::string text(const char* from) {
    return from == nullptr ? "(null)" : from;
}

// Runs `call` with the allocation of each number failing in turn, until none fails: each time the memory must run out
// cleanly. `call` takes the number and gives what came of it, and whether the shortage struck. Returns how often it
// did.
template <typename Call>
long runs_out_everywhere(const Call& call) {
    const long before = blocks_alive();
    long shortages = 0;
    for (long n = 1;; ++n) {
        const auto [outcome, struck] = call(n);
        if (blocks_alive() != before) BOOST_ERROR(fmt::format("a leak where allocation {} fails", n));
        if (!struck) {
            BOOST_TEST((outcome == Outcome::Done || outcome == Outcome::Refused));
            return shortages;
        }
        ++shortages;
        if (outcome != Outcome::OutOfMemory) BOOST_ERROR(fmt::format("no OutOfMemory where allocation {} fails", n));
    }
}

// The same for a function of the wall, `call`, that takes an allocator and a failure: first the core's memory runs out
// and then the caller's. What the policy keeps for later is made by a call before.
template <typename Call>
void survives_without_memory(const Call& call) {
    Outcome with_memory = Outcome::Failed;
    {
        Arena warm;
        Failure failure;
        with_memory = call(warm.allocator(), &failure);
    }
    const long in_core = runs_out_everywhere([&](long n) {
        Arena arena;
        Failure failure;
        const Shortage shortage(n);
        const Outcome outcome = call(arena.allocator(), &failure);
        return std::pair(outcome, shortage.has_struck());
    });
    BOOST_TEST(in_core > 0);
    const long in_caller = runs_out_everywhere([&](long n) {
        Arena arena(n);
        Failure failure;
        const Outcome outcome = call(arena.allocator(), &failure);
        return std::pair(outcome, arena.has_refused());
    });
    BOOST_TEST((in_caller > 0) == (with_memory == Outcome::Done));
}

}  // namespace mana_guard::test
