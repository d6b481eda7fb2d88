// What is checked at one moment: the objects that a command or a transaction has touched, and the circumstances.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/command.hpp"
#include "model/definition.hpp"
#include "model/own_rule.hpp"
#include "model/severity.hpp"
#include "model/table.hpp"

namespace mana_guard {

enum class Moment : std::uint8_t {
    Start,      // before a command does its work
    Statement,  // at its end
    Commit,     // before the transaction commits, or when check_now() asks
    Audit       // without a command: everything that exists
};

// Who acts.
struct Actor {
    bool is_superuser = false;
    std::span<const bool> roles{};  // whether it is (a member of) each role that the policy names, in its order
};
static_assert(std::is_trivially_destructible_v<Actor>);

struct Change {
    Moment moment = Moment::Statement;
    std::span<const Table> tables{};
    std::span<const Schema> schemas{};
    std::span<const Definition> definitions{};
    std::span<const Command> commands{};  // at Moment::Start what is about to run, at Moment::Statement what has
    Actor actor{};
    std::span<const OwnAnswer> own_answers{};         // of a house's own rules about these relations,
    std::span<const OwnAnswer> own_answers_before{};  // and about what they were before
    std::int64_t now = 0;                             // microseconds since 2000-01-01, as PostgreSQL counts them
    bool before_is_known = false;                     // the objects' `before` are filled in
    bool details_are_known = false;                   // what only messages need is filled in, except for commands
    std::string_view own_schema{};   // where the actor's relations belong, quoted; empty where that isn't known
    bool has_other_actions = false;  // the statement does more than what is judged: it is an ALTER TABLE of several
    bool in_block = false;           // in a transaction block, where nothing can be done CONCURRENTLY
    bool is_committed = false;       // the command has committed: nothing of it waits for a COMMIT
    bool is_alone = false;           // the transaction is this statement: the next may still fix it
    Severity most_told = Severity::Error;  // setting mana_guard.max_severity
    std::string_view override_reason{};    // setting mana_guard.override_reason: errors are reported as warnings
};
static_assert(std::is_trivially_destructible_v<Change>);

}  // namespace mana_guard
