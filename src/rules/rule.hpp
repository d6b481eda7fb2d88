// The definition of a rule. A rule's file holds one constant of this type and the function that checks.
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

enum class Category : std::uint8_t {
    Placement,
    Types,
    Columns,
    Names,
    Keys,
    Migrations,
    Contracts,
    Security,
    Test,
    Own
};

constexpr std::array<std::string_view, 10> category_names = {"placement",  "types",     "columns",  "names", "keys",
                                                             "migrations", "contracts", "security", "test",  "own"};
constexpr std::string_view name_of(Category category) {
    return category_names[static_cast<std::size_t>(category)];
}

// What a rule about schemas reads besides the schema.
struct SchemaContext {
    const Registration* registration;  // null: the schema is not registered
    const Actor& actor;
};

// Rule::added_column_concerns of a rule that no column concerns: about keys, indexes, constraints, or what is missing.
constexpr bool concerns_no_added_column(const Column& /*column*/, const Parameters& /*parameters*/) {
    return false;
}
// Of one that compares the columns with each other.
constexpr bool concerns_any_added_column(const Column& /*column*/, const Parameters& /*parameters*/) {
    return true;
}
// Rule::added_index_concerns of a rule about keys and constraints, or about what an index is needed for.
constexpr bool concerns_no_added_index(const Index& /*index*/) {
    return false;
}

struct Rule {
    std::string_view code;  // its SQLSTATE
    std::string_view name;
    Category category{};
    Severity severity{};  // unless the profile or the policy says otherwise
    Timing timing = Timing::Statement;
    bool is_change = false;       // checks what a command does: there is no state to check before or after it
    bool may_be_mended = false;   // at COMMIT of a single statement, one severity lower: the next may still fix it
    bool waits_in_block = false;  // in a transaction block, what may be put right later is warned of at COMMIT
    bool is_for_audits = false;   // checked only by audits: a migration may pass through this state
    bool needs_name = false;      // on where a policy row names it, not where a row selects many rules
    bool needs_registry = false;  // reports nothing while no schema is registered
    std::string_view summary;     // what it requires, one sentence
    std::string_view why;         // why a violation matters, whole sentences
    ObjectKinds kinds = stored_tables;  // the objects that it checks
    Facts facts = Fact::Columns;        // what it reads; it runs if the command touched some of that
    Facts facts_of_fix{};               // what it reads besides, for its fix alone
    bool judges_partitions = false;     // else a partition's parent is checked instead
    // Of a rule that reads Fact::Columns one of these. What it finds at a column it finds there if it is shown no other
    // column, and no constraint or index either, and no other column makes it find anything. What it finds besides is
    // corrected with all that it reads.
    bool judges_columns_apart = false;
    // Else whether it can find anything because of this added column.
    bool (*added_column_concerns)(const Column&, const Parameters&) = nullptr;
    // Of a rule that reads Fact::Indexes, whether it can find anything because of this added index, which is no
    // constraint's. Null: it finds that if it is shown, besides it, of the other indexes what they are over.
    bool (*added_index_concerns)(const Index&) = nullptr;
    std::span<const Parameter> parameters{};
    std::array<std::string_view, 4> yields_to{};  // rules whose finding at the same place replaces this one's

    // One of these: for relations, for relations in a registered schema, for schemas, for types, routines and
    // extensions, for a command before it runs.
    void (*judge)(const Table&, const Parameters&, Findings&) = nullptr;
    void (*judge_registered)(const Table&, const Registration&, const Parameters&, Findings&) = nullptr;
    void (*judge_schema)(const Schema&, const SchemaContext&, const Parameters&, Findings&) = nullptr;
    void (*judge_definition)(const Definition&, const Parameters&, Findings&) = nullptr;
    void (*judge_command)(const Command&, const Parameters&, Findings&) = nullptr;
    // The same, with the registration of its schema; null if the schema is not registered.
    void (*judge_registered_command)(const Command&, const Registration*, const Parameters&, Findings&) = nullptr;
    CommandKinds commands{};  // that these check
    SessionFacts session{};   // what they read of the session

    // Of a house's own rule instead: the function that the server calls, and as whom. Only KnownRules has such rules.
    std::string_view own_function{};
    std::string_view own_function_schema{};
    std::string_view own_role{};

    [[nodiscard]] constexpr bool is_own() const { return !own_function.empty(); }

    // Whether it is asked about an object of which these were touched.
    [[nodiscard]] constexpr bool is_asked_after(Facts touched) const {
        return facts.overlaps(as_read(touched)) && !depends_on_added(touched);
    }
    // Whether it depends on which columns or indexes were added.
    [[nodiscard]] constexpr bool depends_on_added(Facts touched) const {
        return (touched.has(Fact::AddedColumns) && added_column_concerns != nullptr) ||
               (touched.has(Fact::AddedIndexes) && added_index_concerns != nullptr);
    }
    // Whether it can be checked then, but for what a DROP takes along. What exists at the end of the statement still
    // exists at COMMIT; a command whose effect a later one may correct can also be checked at once.
    [[nodiscard]] constexpr bool can_be_judged_at(Timing when) const {
        const bool is_known_late = commands.has(CommandKind::HoldLock);
        if (is_change) return when == timing || (timing == Timing::Commit && when == Timing::Start && !is_known_late);
        return when != Timing::Start;
    }
};

// All rules, in the order of their codes.
std::span<const Rule* const> catalog();
// The rule of that name or code, or null.
const Rule* rule_named(std::string_view name_or_code);

}  // namespace mana_guard
