// The rules that a policy can be about: the guard's and, behind them, a house's own.
#pragma once

#include "core.hpp"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy_row.hpp"
#include "rules/rule.hpp"

namespace mana_guard {

class KnownRules {
  public:
    // Throws PolicyError, naming the rule, for a row that is damaged.
    explicit KnownRules(std::span<const OwnRuleRow> own = {});
    KnownRules(const KnownRules&) = delete;
    KnownRules& operator=(const KnownRules&) = delete;

    // In the order of their codes.
    [[nodiscard]] std::span<const Rule* const> all() const { return all_; }
    // The rule of that name or code, or null.
    [[nodiscard]] const Rule* named(std::string_view name_or_code) const;
    // Checks a row that is about to be stored. Throws PolicyError.
    static void check(const OwnRuleRow& row);
    [[nodiscard]] bool has_own() const { return !own_.empty(); }

  private:
    struct Own {
        explicit Own(const OwnRuleRow& row);
        std::string name;
        std::string code;
        std::string summary;
        std::string why;
        std::string function_schema;
        std::string function_name;
        std::string role;
        Rule rule;
    };

    std::deque<Own> own_;
    std::vector<const Rule*> all_;
};

// All of them; of null the guard's alone.
inline std::span<const Rule* const> all_rules(const KnownRules* known) {
    return known == nullptr ? catalog() : known->all();
}

}  // namespace mana_guard
