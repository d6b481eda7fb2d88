// What a rule is. A rule's file holds one constant of this type and the function that judges.
#pragma once

#include "core.hpp"

#include <span>
#include <string_view>

#include "model/change.hpp"
#include "model/registration.hpp"
#include "model/severity.hpp"
#include "model/table.hpp"
#include "rules/findings.hpp"
#include "rules/parameter.hpp"

namespace mana_guard {

enum class Category : std::uint8_t { Placement, Types, Columns, Names, Keys, Migrations, Contracts, Security, Test };

constexpr std::array<std::string_view, 9> category_names = {"placement",  "types",     "columns",  "names", "keys",
                                                            "migrations", "contracts", "security", "test"};
constexpr std::string_view name_of(Category category) {
    return category_names[static_cast<std::size_t>(category)];
}

// What a rule about schemas looks at besides the schema.
struct SchemaContext {
    const Registration* registration;  // null: the registry does not know it
    const Actor& actor;
};

struct Rule {
    std::string_view code;  // its SQLSTATE
    std::string_view name;
    Category category;
    Severity severity;  // unless the profile or the policy says otherwise
    Timing timing = Timing::Statement;
    bool is_change = false;             // judges what a command does: nothing of it stands afterwards, or stood before
    bool may_be_mended = false;         // at COMMIT of a single statement, which the next may still mend, a step milder
    bool is_for_audits = false;         // what a migration passes through on its way: no fault while it runs
    bool needs_name = false;            // on where a row of the policy names it, not where one selects many
    bool needs_registry = false;        // silent while no schema is registered
    std::string_view summary;           // what it asks for, one sentence
    std::string_view why;               // why a breach matters, whole sentences
    ObjectKinds kinds = stored_tables;  // the objects that it judges
    Facts facts = Fact::Columns;        // what it reads; it is asked when the command touched some of that
    bool judges_partitions = false;     // else a partition's parent is judged in its stead
    std::span<const Parameter> parameters{};
    std::array<std::string_view, 3> yields_to{};  // the rules whose finding of the same silences this one's

    // One of these: of relations, of those in a schema that the registry knows, of schemas, of types and routines and
    // extensions, of a command before it runs.
    void (*judge)(const Table&, const Parameters&, Findings&) = nullptr;
    void (*judge_registered)(const Table&, const Registration&, const Parameters&, Findings&) = nullptr;
    void (*judge_schema)(const Schema&, const SchemaContext&, const Parameters&, Findings&) = nullptr;
    void (*judge_definition)(const Definition&, const Parameters&, Findings&) = nullptr;
    void (*judge_command)(const Command&, const Parameters&, Findings&) = nullptr;
    // The same with what the registry says of its schema; null where it says nothing.
    void (*judge_registered_command)(const Command&, const Registration*, const Parameters&, Findings&) = nullptr;
    CommandKinds commands{};  // that these are asked about
    SessionFacts session{};   // what they read of the session

    // Whether it can be judged then: what stands at the end of the statement still stands at COMMIT, and what a command
    // is about to do that a later one may make good can be judged at once.
    [[nodiscard]] constexpr bool can_be_judged_at(Timing when) const {
        if (is_change) return when == timing || (timing == Timing::Commit && when == Timing::Start);
        return when != Timing::Start;
    }
};

// All rules, in the order of their codes.
std::span<const Rule* const> catalog();
// The rule of that name or code, or null.
const Rule* rule_named(std::string_view name_or_code);

}  // namespace mana_guard
