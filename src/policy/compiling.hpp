// What a policy needs only while rows are added to it.
#pragma once

#include "core.hpp"

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "policy/policy.hpp"

namespace mana_guard {

// A row that was stored: the error names it.
inline Row parse_kept(const PolicyRow& row, const KnownRules* known) {
    return parse_stored("policy", row.id, [&] { return parse_row(row, known); });
}

struct Policy::Compiling {
    Policy& policy;
    std::unordered_map<std::string_view, Selection*> selections{};
    // By the rule and the texts of the manner.
    static constexpr std::size_t manner_texts = 6;
    std::map<std::array<std::string_view, manner_texts>, const Manner*> manners{};
    // Those that rows had lately, by what tells their texts apart most often.
    static constexpr std::size_t remembered = 128;
    std::array<const Manner*, remembered> lately{};
    std::map<std::string, std::uint32_t, std::less<>> roles{};
    RowNumbers general{};  // rows for everywhere and everyone
    // The parameters that make their rule read something, by the rule's index.
    std::vector<std::pair<std::size_t, const Parameter*>> reading = parameters_that_read();

    static std::vector<std::pair<std::size_t, const Parameter*>> parameters_that_read() {
        std::vector<std::pair<std::size_t, const Parameter*>> found;
        for (std::size_t i = 0; i < catalog().size(); ++i) {
            for (const Parameter& parameter : catalog()[i]->parameters) {
                if (!parameter.facts.empty()) found.emplace_back(i, &parameter);
            }
        }
        return found;
    }

    const Manner& manner_of(const PolicyRow& row) {
        const auto end = [](std::string_view text, std::size_t at) {
            return text.empty() ? 0U : static_cast<unsigned char>(text[at]);
        };
        const std::size_t ends =
            end(row.rule, 0) * 3U + end(row.rule, row.rule.size() - 1) * 7U + end(row.severity, 0) * 11U;
        const Manner*& last = lately[(ends + row.rule.size()) % lately.size()];
        if (last == nullptr || !is_manner_of(row, *last)) last = &looked_up(row);
        return *last;
    }

    std::uint32_t number_of_role(std::string_view role) {
        const auto known = roles.find(role);
        if (known != roles.end()) return known->second;
        const auto number = static_cast<std::uint32_t>(policy.roles_.size());
        roles.emplace(role, number);
        policy.roles_.emplace_back(role);
        policy.roles_rows_.emplace_back();
        return number;
    }

  private:
    static bool is_manner_of(const PolicyRow& row, const Manner& manner) {
        return manner.selection->text == row.rule && manner.severity == row.severity && manner.timing == row.timing &&
               manner.existing == row.existing && manner.exemptions_follow == row.exemptions_follow &&
               manner.dialect == row.dialect;
    }

    const Manner& looked_up(const PolicyRow& row) {
        const auto known =
            manners.find({row.rule, row.severity, row.timing, row.existing, row.exemptions_follow, row.dialect});
        if (known != manners.end()) return *known->second;
        Selection& selection = selection_of(row);
        const auto severity = severity_named(row.severity);
        // Parsing says what is wrong.
        if (!severity && !row.severity.empty()) static_cast<void>(parse_kept(row, policy.known_.get()));
        selection.turns_on |= severity.value_or(Severity::Off) != Severity::Off;
        selection.enforces |= existing_named(row.existing).value_or(Existing::Notice) > Existing::Notice;
        policy.exemptions_may_follow_ |= row.exemptions_follow == "t";
        const auto number = static_cast<std::uint32_t>(policy.manners_.size());
        const Manner& made = policy.manners_.emplace_back(
            Manner{number, &selection, std::string(row.severity), std::string(row.timing), std::string(row.existing),
                   std::string(row.exemptions_follow), std::string(row.dialect)});
        manners.emplace(std::array<std::string_view, manner_texts>{selection.text, made.severity, made.timing,
                                                                   made.existing, made.exemptions_follow, made.dialect},
                        &made);
        return made;
    }

    Selection& selection_of(const PolicyRow& row) {
        const auto known = selections.find(row.rule);
        if (known != selections.end()) return *known->second;
        const Selector selector =
            parse_stored("policy", row.id, [&] { return Selector(row.rule, policy.known_.get()); });
        Selection& made = policy.selections_.emplace_back(Selection{std::string(row.rule)});
        for (const Rule* rule : policy.known_->all())
            made.rules.push_back(selector.selects(*rule) && (!rule->needs_name || selector.is_name()));
        selections.emplace(made.text, &made);
        return made;
    }
};

}  // namespace mana_guard
