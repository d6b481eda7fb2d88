// What a session has set, holds and may, as far as rules ask for it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/set.hpp"

namespace mana_guard {

// The parts of it, which are read where a rule that is on asks for them.
enum class SessionFact : std::uint8_t { Timeouts, Roles, AdvisoryLocks, TableLocks };
using SessionFacts = Set<SessionFact>;

// An exclusive advisory lock of this database that somebody holds. A key of two numbers is the one that they make
// together.
struct AdvisoryLock {
    std::int64_t key = 0;
    bool is_own = false;
};
static_assert(std::is_trivially_destructible_v<AdvisoryLock>);

struct Session {
    // In milliseconds; 0: never.
    std::int64_t lock_timeout = 0;
    std::int64_t statement_timeout = 0;
    std::int64_t idle_in_transaction_timeout = 0;

    std::string_view user;                      // who acts
    std::span<const std::string_view> roles{};  // he, and the roles that he is a member of
    std::span<const AdvisoryLock> advisory_locks{};
    // Identities of the tables in use that this transaction holds under ACCESS EXCLUSIVE; of a partition its topmost
    // parent's. A table that it has dropped isn't among them.
    std::span<const std::string_view> locked{};
    std::span<const std::string_view> locked_for_writes{};  // likewise, under SHARE ROW EXCLUSIVE
};
static_assert(std::is_trivially_destructible_v<Session>);

}  // namespace mana_guard
