// The wall between the server and the core. Included on both sides; nothing here throws, jumps or owns.
//
// Each function hands its work to the core and comes back with an Outcome. Results are copied out through the caller's
// allocator, which returns null instead of jumping; every C++ object but a Policy is dead by then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "model/policy_row.hpp"
#include "model/severity.hpp"
#include "model/table.hpp"

namespace mana_guard {

class Policy;

struct Allocator {
    void* (*allocate)(void* context, std::size_t bytes) noexcept;  // null where there is no memory
    void* context;
};
static_assert(std::is_trivially_destructible_v<Allocator>);

enum class Outcome : std::uint8_t {
    Done,
    OutOfMemory,
    Refused,  // the input is wrong: Failure says how, and what to write instead
    Failed    // the core is at fault: Failure says how
};

// Texts are cut to fit.
struct Failure {
    static constexpr std::size_t longest = 512;
    char message[longest] = "";
    char hint[longest] = "";
};
static_assert(std::is_trivially_destructible_v<Failure>);

// What is to be told of a statement; all texts are C strings, null where there is none.
struct Verdict {
    Severity severity = Severity::Off;  // of the first finding; Off where there are none
    const char* code = nullptr;         // the first finding's SQLSTATE
    const char* rule = nullptr;         // and its rule
    const char* message = nullptr;
    const char* detail = nullptr;
    const char* hint = nullptr;
    const char* schema_name = nullptr;
    const char* table_name = nullptr;
    const char* column_name = nullptr;
};
static_assert(std::is_trivially_destructible_v<Verdict>);

// A rule as view mana_guard.rules shows it.
struct CatalogEntry {
    const char* code;
    const char* name;
    const char* category;
    const char* severity;  // in the profile
    const char* in_force;  // in this database, where no pattern says otherwise
    const char* timing;
    const char* summary;
    const char* parameters;  // a JSON object: name → {type, default, help}
    const char* page;        // in the project's docs
};
static_assert(std::is_trivially_destructible_v<CatalogEntry>);

// Compiles the rows over the default profile into *policy, which the caller gives to release(). Refused: a damaged row.
Outcome compile(std::span<const PolicyRow> rows, Policy** policy, Failure* failure) noexcept;
void release(Policy* policy) noexcept;

// The base layer's name.
const char* profile_name() noexcept;

// What the rules that are on anywhere read: the rest need not be filled in.
Facts facts_read(const Policy* policy) noexcept;

// Judges a command's work.
Outcome judge(const Change& change, const Policy* policy, Allocator allocator, Verdict* verdict,
              Failure* failure) noexcept;

// Checks a row that is about to be stored; *rule becomes the rule's canonical name. Refused: anything wrong with it.
Outcome check(const PolicyRow& row, Allocator allocator, const char** rule, Failure* failure) noexcept;

// Every rule, in the order of their codes.
Outcome list_rules(const Policy* policy, Allocator allocator, std::span<const CatalogEntry>* entries,
                   Failure* failure) noexcept;

}  // namespace mana_guard
