// The wall between the server and the core. Included on both sides; nothing here throws, jumps or owns.
//
// Each function passes its work to the core and returns an Outcome. Results are copied out through the caller's
// allocator, which returns null instead of jumping; every C++ object but a Policy is dead by then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/change.hpp"
#include "model/own_rule.hpp"
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
    Refused,  // the input is wrong: Failure says why, and what to write instead
    Failed    // an error in the core: Failure says which
};

// Texts are cut to fit.
struct Failure {
    static constexpr std::size_t longest = 512;
    char message[longest] = "";
    char hint[longest] = "";
    bool names_no_rule = false;  // what is wrong is that there is no such rule
};
static_assert(std::is_trivially_destructible_v<Failure>);

// In what follows all texts are C strings, null if there is none.

// A finding, as the log and an audit list it.
struct FindingRow {
    const Object* object = nullptr;
    const char* code = nullptr;
    const char* rule = nullptr;
    Severity severity = Severity::Off;  // by the policy
    Severity told = Severity::Off;
    const char* object_type = nullptr;  // "table", "column", "schema"
    const char* schema_name = nullptr;
    const char* object_name = nullptr;
    const char* column_name = nullptr;
    const char* part_name = nullptr;  // of an index, a constraint, a trigger or a policy
    const char* identity = nullptr;   // of the object, quoted
    const char* message = nullptr;
    const char* detail = nullptr;
    const char* hint = nullptr;
    const char* fix = nullptr;
    const char* value = nullptr;
    const char* new_name = nullptr;     // that the fix gives to the object or, with part_name, to its index
    const char* new_index = nullptr;    // the name of the index that the fix makes
    const char* new_schema = nullptr;   // where the fix would move the object
    const char* cure_name = nullptr;    // that the cure gives to a relation, a column or a constraint
    const char* new_column = nullptr;   // that it gives to a column
    const char* added_type = nullptr;   // of the column of that name that it adds; null where it adds none
    std::uint32_t retyped_column = 0;   // the number of the column whose type the fix changes; 0 for none
    std::uint32_t numbered_column = 0;  // of the one whose sequence it replaces by an identity
    bool is_exempt = false;
    bool is_overridden = false;
};
static_assert(std::is_trivially_destructible_v<FindingRow>);

// Existing violations of an object.
struct Mention {
    const Object* object = nullptr;
    const char* message = nullptr;
    const char* hint = nullptr;
};
static_assert(std::is_trivially_destructible_v<Mention>);

// What is to be reported about a statement or a transaction.
struct Verdict {
    // Of the relations to which something was added the rest matters too: read what rules read of the whole, and judge
    // again as if any of it had been touched (as_touched_whole). Nothing else is filled in.
    bool wants_rest = false;
    // What the functions of own rules are to be asked: Change::own_answers. Likewise.
    std::span<const OwnQuestion> wants_own{};
    // The objects whose previous state is needed: read it, and judge again. Nothing else is filled in.
    std::span<const Object* const> wants_before{};
    // The objects of which a message needs more than the rules read: fill that in, and judge again. Likewise.
    std::span<const Object* const> wants_details{};
    // The policy lacks its exemptions: add them, and judge again. Likewise.
    bool wants_exemptions = false;
    // The objects that are to be checked again at COMMIT.
    std::span<const Object* const> deferred{};
    Severity severity = Severity::Off;  // of the first finding, as reported; Off if there are none
    const char* code = nullptr;         // the first finding's SQLSTATE
    const char* rule = nullptr;         // and its rule
    const char* message = nullptr;
    const char* detail = nullptr;
    const char* hint = nullptr;
    const char* cure = nullptr;   // the SQL in the hint
    const char* whole = nullptr;  // of a refusal, the whole statement that would pass, where it is known
    const char* schema_name = nullptr;
    const char* table_name = nullptr;
    const char* column_name = nullptr;
    std::span<const FindingRow> findings{};
    std::span<const Mention> mentions{};
};
static_assert(std::is_trivially_destructible_v<Verdict>);

// A rule as view mana_guard.rules shows it.
struct CatalogEntry {
    const char* code;
    const char* name;
    const char* category;
    const char* severity;  // in the profile
    const char* in_force;  // in this database, where no pattern applies
    const char* timing;
    const char* summary;
    const char* parameters;  // a JSON object: name → {type, default, help}
    const char* page;        // in the project's docs
    const char* profile;     // of several, the one that decides where no pattern applies
};
static_assert(std::is_trivially_destructible_v<CatalogEntry>);

// How a rule applies to an object, and the row that each attribute came from.
struct Explanation {
    const char* rule;
    const char* code;
    const char* severity;
    const char* severity_from;  // "policy row 12", "profile guidelines", "default"
    const char* timing;
    const char* timing_from;
    const char* existing;
    const char* existing_from;
    const char* parameters;       // a JSON object: name → value
    const char* parameters_from;  // a JSON object: name → where it came from
    const char* advice;
    const char* advice_from;
    const char* exemptions;  // "exemption 3, column user_id, until 2027-01-01: the reason", one a line
};
static_assert(std::is_trivially_destructible_v<Explanation>);

struct RegisteredSchema {
    const char* schema_name;
    const char* service;
    const char* owner_role;
    std::int64_t migration_lock_id;
    bool is_of_profile;
};
static_assert(std::is_trivially_destructible_v<RegisteredSchema>);

// A name as exempt() and explain() take it.
struct ObjectName {
    const char* schema = nullptr;
    const char* object = nullptr;
    const char* column = nullptr;
};
static_assert(std::is_trivially_destructible_v<ObjectName>);

// Names the function that gives the length in bytes of a text's first character, in the encoding of the database;
// without one, it is UTF-8.
void set_encoding(int (*character_length)(const char* text)) noexcept;

// Compiles the contents of the policy's tables into *policy, which the caller passes to release(). Refused: a row that
// is damaged, if it applies everywhere or its damage shows at once. Others are parsed when they are first needed: what
// needs one that is damaged is Refused.
Outcome compile(const PolicySource& source, Policy** policy, Failure* failure) noexcept;
// The same in parts, without exemptions: from the profiles' names, the registry and your own rules, row by row. Until
// it is finished, and if that fails, it can only be released.
Outcome begin_policy(std::string_view profile, std::span<const RegistryRow> registry, Policy** policy, Failure* failure,
                     std::span<const OwnRuleRow> own_rules = {}) noexcept;
Outcome add_row(Policy* policy, const PolicyRow& row, Failure* failure) noexcept;
Outcome finish_policy(Policy* policy, Failure* failure) noexcept;
// Gives the policy its exemptions, one by one. It has none until they are finished; if that fails, begin again.
bool has_exemptions(const Policy* policy) noexcept;
Outcome begin_exemptions(Policy* policy, Failure* failure) noexcept;
Outcome add_exemption(Policy* policy, const ExemptionRow& row, Failure* failure) noexcept;
Outcome finish_exemptions(Policy* policy, Failure* failure) noexcept;
// Refused: a row or an exemption is damaged, whether anything needs it or not.
Outcome check_all(const Policy* policy, Failure* failure) noexcept;
void release(Policy* policy) noexcept;

// The names of the profiles, separated by commas; NUL-terminated.
std::string_view profile_of(const Policy* policy) noexcept;

// The roles that the policy names; Actor::roles has a place for each.
std::size_t count_of_roles(const Policy* policy) noexcept;
const char* role_of(const Policy* policy, std::size_t number) noexcept;

// What the rules that are on anywhere read; the rest need not be filled in.
Facts facts_read(const Policy* policy) noexcept;
// The same for only those rules that are asked when a command has touched some of these.
Facts facts_read(const Policy* policy, Facts touched) noexcept;
// And of these only those that are on where no row for a pattern or a role matches.
Facts facts_read_in_general(const Policy* policy, Facts touched) noexcept;
// The same for only those that may be on at an object of that name.
Outcome facts_read_at(const Policy* policy, std::string_view schema, std::string_view object, const Actor& actor,
                      Facts touched, Facts* facts, Failure* failure) noexcept;
// What those rules read that don't pass existing violations everywhere: they are to be asked of all that a command
// could have touched.
Facts facts_enforced(const Policy* policy) noexcept;
// The commands that rules which are on check before they run.
CommandKinds commands_judged(const Policy* policy) noexcept;

// What those rules read of the session.
SessionFacts session_read(const Policy* policy) noexcept;

// Checks what a command or a transaction did.
Outcome judge(const Change& change, const Policy* policy, Allocator allocator, Verdict* verdict,
              Failure* failure) noexcept;

// Lists what the functions of own rules have yet to be asked about the change.
Outcome list_questions(const Change& change, const Policy* policy, Allocator allocator,
                       std::span<const OwnQuestion>* questions, Failure* failure) noexcept;

// Lists what an audit finds, exempt findings too.
Outcome list_findings(const Change& change, const Policy* policy, Allocator allocator,
                      std::span<const FindingRow>* findings, Failure* failure) noexcept;

// What fixes one relation.
struct Fixes {
    std::span<const char* const> statements{};   // in an order that can be run
    std::span<const char* const> index_names{};  // that they give
};
static_assert(std::is_trivially_destructible_v<Fixes>);

// Lists the SQL that fixes what an audit finds in one relation.
Outcome list_fixes(const Change& change, const Policy* policy, bool include_exempt, Allocator allocator, Fixes* list,
                   Failure* failure) noexcept;

// Check a row that is about to be stored, which may be about an own rule; *rule becomes the rule's canonical name.
// Refused: anything wrong with it.
Outcome check(const PolicyRow& row, Allocator allocator, const char** rule, Failure* failure,
              std::span<const OwnRuleRow> own_rules = {}) noexcept;
Outcome check(const ExemptionRow& row, Allocator allocator, const char** rule, Failure* failure,
              std::span<const OwnRuleRow> own_rules = {}) noexcept;
Outcome check(const OwnRuleRow& row, Failure* failure) noexcept;
Outcome check(const RegistryRow& row, Failure* failure) noexcept;
Outcome check_profile(std::string_view name, Failure* failure) noexcept;

// The names of the rules that a row for this rule would select: a name or code, a category, a pattern, or *. Refused:
// it selects none.
Outcome list_selected(std::string_view rule, Allocator allocator, std::span<const char* const>* names, Failure* failure,
                      std::span<const OwnRuleRow> own_rules = {}) noexcept;

// Every rule, in the order of their codes.
Outcome list_rules(const Policy* policy, Allocator allocator, std::span<const CatalogEntry>* entries,
                   Failure* failure) noexcept;

// How every rule applies to an object of that name.
Outcome explain(const Policy* policy, std::string_view schema, std::string_view object, const Change& change,
                Allocator allocator, std::span<const Explanation>* explanations, Failure* failure) noexcept;

// The registry as it is in force.
Outcome list_registry(const Policy* policy, Allocator allocator, std::span<const RegisteredSchema>* schemas,
                      Failure* failure) noexcept;

// Whether the schema is no service's, but that of a tool: it needs no registration. Of a policy that has its
// exemptions.
Outcome find_whether_tools(const Policy* policy, std::string_view schema, bool* is_tools, Failure* failure) noexcept;

// Whether any row of the policy says that exemptions follow their object.
bool exemptions_may_follow(const Policy* policy) noexcept;
// The exemptions that name this object and, by the policy, follow it when it is renamed or moved.
Outcome list_following(const Policy* policy, std::string_view schema, std::string_view object, const Change& change,
                       Allocator allocator, std::span<const std::int64_t>* exemptions, Failure* failure) noexcept;

// Splits "schema.object" or "schema.object.column". As in SQL, letters outside double quotes are folded;
// a part may be a pattern. Refused: anything else.
Outcome split_name(std::string_view text, Allocator allocator, ObjectName* name, Failure* failure) noexcept;

// Whether a name matches a pattern with * and ?.
bool matches_pattern(std::string_view pattern, std::string_view name) noexcept;

}  // namespace mana_guard
