// The compiled policy: your team's rows over a profile, ready to tell how each rule applies at a place.
#pragma once

#include "core.hpp"

#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.hpp"
#include "model/policy_row.hpp"
#include "policy/exemption.hpp"
#include "policy/place_index.hpp"
#include "policy/profile.hpp"
#include "policy/registry.hpp"
#include "policy/row.hpp"
#include "policy/setting.hpp"
#include "rules/rule.hpp"

namespace mana_guard {

class Policy {
  public:
    // How the rules apply to one object and one actor. Points to the policy and to the names given.
    class Place {
      public:
        // The setting of the rule at this index of the catalog. The reference lives as long as the policy.
        const Setting& operator[](std::size_t rule) const;

      private:
        friend class Policy;
        Place(const Policy& policy, std::string_view schema, std::string_view object, const Actor& actor);

        const Policy& policy_;
        std::vector<std::uint32_t> narrow_;  // the rows that apply here but not everywhere, in their order
    };

    // Compiles the stored rows over their profile. Throws PolicyError, naming the row, if one is damaged.
    explicit Policy(const PolicySource& source);
    Policy(const Policy&) = delete;
    Policy& operator=(const Policy&) = delete;

    [[nodiscard]] Place at(std::string_view schema, std::string_view object, const Actor& actor) const {
        return {*this, schema, object, actor};
    }

    // What the rules that are on anywhere read of the objects that they check.
    [[nodiscard]] Facts facts_read() const { return facts_read_; }
    // The same for only those rules that read some of what was touched.
    [[nodiscard]] Facts facts_read(Facts touched) const;
    // What those rules read that anywhere report existing violations by themselves.
    [[nodiscard]] Facts facts_enforced() const { return facts_enforced_; }
    // The commands that rules which are on anywhere check before they run.
    [[nodiscard]] CommandKinds commands_judged() const { return commands_judged_; }
    // What those rules read of the session.
    [[nodiscard]] SessionFacts session_read() const { return session_read_; }
    // Whether the rule at this index is on anywhere.
    [[nodiscard]] bool is_on(std::size_t rule) const { return states_[rule].is_on; }
    // How the rule applies where no row for a pattern or a role matches.
    [[nodiscard]] const Setting& general(std::size_t rule) const { return *states_[rule].general; }

    [[nodiscard]] const Exemptions& exemptions() const { return exemptions_; }
    [[nodiscard]] const Registry& registry() const { return registry_; }
    [[nodiscard]] const Profile& profile() const { return profile_; }
    // The roles that rows and the registry name; Actor::roles tells for each whether it applies.
    [[nodiscard]] std::span<const std::string> roles() const { return roles_; }

  private:
    using RowNumbers = std::vector<std::uint32_t>;

    struct RuleState {
        RowNumbers rows;  // rows for everywhere that select the rule, in their order
        const Setting* general = nullptr;
        bool is_on = false;
    };
    // Where the parameters come from: the rows that apply to a rule and, after a separator, to the rules that it
    // follows.
    struct Key {
        std::size_t rule;
        RowNumbers rows;
        auto operator<=>(const Key&) const = default;
    };

    void add_rows(std::vector<Row> rows);
    std::size_t number_of_role(std::string_view role);
    [[nodiscard]] bool turns_on(std::size_t rule) const;
    // The rows that apply to the rule: those for everywhere and the narrow ones, in their order.
    [[nodiscard]] RowNumbers rows_of(std::size_t rule, std::span<const std::uint32_t> narrow) const;
    [[nodiscard]] bool is_narrowed(std::size_t rule, std::span<const std::uint32_t> narrow) const;
    [[nodiscard]] const Setting& setting(std::size_t rule, std::span<const std::uint32_t> narrow) const;
    [[nodiscard]] Setting resolve(std::size_t index, const RowNumbers& rows,
                                  std::span<const std::uint32_t> narrow) const;

    const Profile& profile_;
    Exemptions exemptions_;
    Registry registry_;
    std::deque<Row> rows_;                // your team's, then the profile's, each with the most specific first
    std::vector<std::size_t> row_roles_;  // by row: the number of its role
    std::vector<std::string> roles_;
    PlaceIndex placed_rows_;              // rows for some schemas or objects
    std::vector<RowNumbers> roles_rows_;  // by role: rows for it everywhere
    std::vector<RuleState> states_;
    Facts facts_read_;
    Facts facts_enforced_;
    CommandKinds commands_judged_;
    SessionFacts session_read_;
    mutable std::map<Key, Setting> settings_;
};

}  // namespace mana_guard
