// The compiled policy: the house's rows over a profile, ready to say how each rule holds at a place.
#pragma once

#include "core.hpp"

#include <deque>
#include <map>
#include <span>
#include <vector>

#include "policy/row.hpp"
#include "policy/setting.hpp"

namespace mana_guard {

class Policy {
  public:
    // Compiles the stored rows over the default profile. Throws PolicyError, naming the row, for one that is damaged.
    explicit Policy(std::span<const PolicyRow> stored);
    Policy(const Policy&) = delete;
    Policy& operator=(const Policy&) = delete;

    // How the rule at this index of the catalog holds for a relation. The reference lives as long as the policy.
    const Setting& setting(std::size_t rule, std::string_view schema, std::string_view object) const;

    // What the rules that are on anywhere read of the relations that they judge.
    [[nodiscard]] Facts facts_read() const { return facts_read_; }
    // Whether the rule at this index is on anywhere.
    [[nodiscard]] bool is_on(std::size_t rule) const { return states_[rule].is_on; }
    // The rule's severity where no pattern narrows the row.
    [[nodiscard]] Severity general_severity(std::size_t rule) const { return setting(rule, {}, {}).severity; }

  private:
    using RowNumbers = std::vector<std::uint32_t>;

    struct RuleState {
        std::vector<std::uint32_t>
            rows;  // those that select the rule: the house's, then the profile's, each most specific first
        bool is_on = false;
    };
    // Where the parameters come from: the rows that match for a rule and, after a separator, for the rules it follows.
    struct Key {
        std::size_t rule;
        RowNumbers rows;
        auto operator<=>(const Key&) const = default;
    };

    void add_rows(std::vector<Row> rows);
    void matching_rows(std::size_t rule, std::string_view schema, std::string_view object, RowNumbers& matching) const;
    [[nodiscard]] Setting resolve(const Rule& rule, std::span<const std::uint32_t> matching, std::string_view schema,
                                  std::string_view object) const;

    std::deque<Row> rows_;
    std::vector<RuleState> states_;
    Facts facts_read_;
    mutable std::map<Key, Setting> settings_;
};

}  // namespace mana_guard
