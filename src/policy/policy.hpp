// The compiled policy: your team's rows over a profile, ready to tell how each rule applies at a place.
#pragma once

#include "core.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.hpp"
#include "model/policy_row.hpp"
#include "policy/exemption.hpp"
#include "policy/known_rules.hpp"
#include "policy/packed_texts.hpp"
#include "policy/place_index.hpp"
#include "policy/profile.hpp"
#include "policy/registry.hpp"
#include "policy/row.hpp"
#include "policy/setting.hpp"
#include "rules/rule.hpp"

namespace mana_guard {

// A rule that is on, with what decides whether it is asked about an object.
struct ActiveRule {
    const Rule* rule = nullptr;
    std::size_t number = 0;  // among the rules that the policy knows
    ObjectKinds kinds;
    CommandKinds commands;
    Facts facts;  // what it reads with the parameters that are set anywhere
    Facts asked;  // what a command has to have touched of these

    // Rule::is_asked_after, for these.
    [[nodiscard]] bool is_asked_after(Facts touched) const {
        return rule->is_asked_after(touched) && asked.overlaps(as_read(touched));
    }
    // What is read for it then.
    [[nodiscard]] Facts facts_after(Facts touched) const;
};

// What rules check. A rule may check several of them.
enum class Subject : std::uint8_t { Relation, Schema, Definition, Command };

// Rows and exemptions are kept as they were given, and parsed when a place that they match is first asked about, except
// for rows that apply everywhere and to everyone; settings are resolved when they are first asked for.
class Policy {
  public:
    // How the rules apply to one object and one actor. Points to the policy and to the names given.
    class Place {
      public:
        // The rules that check this and are on here, and perhaps some that aren't, in the order of their codes.
        [[nodiscard]] std::span<const ActiveRule> rules(Subject subject) const;
        // What those rules read that read some of what was touched.
        [[nodiscard]] Facts facts_read(Facts touched) const noexcept;
        // The setting of the rule at this index of those that the policy knows. The reference lives as long as the
        // policy.
        const Setting& operator[](std::size_t rule) const {
            const Setting* known = narrow_.empty() ? policy_.states_[rule].general.get() : nullptr;
            return known != nullptr ? *known : policy_.setting(rule, narrow_);
        }

      private:
        friend class Policy;
        Place(const Policy& policy, std::string_view schema, std::string_view object, const Actor& actor);

        const Policy& policy_;
        std::vector<std::uint32_t> narrow_;  // the rows that apply here but not everywhere, in their order
    };

    // Compiles the stored rows over their profiles. Throws PolicyError, naming the row, if one is damaged that applies
    // everywhere, or whose damage shows at once.
    explicit Policy(const PolicySource& source);
    // The same in parts: your team's rows are added one by one, and then it is finished. Until then, and after an
    // exception, it can only be destroyed.
    Policy(std::string_view profiles, std::span<const RegistryRow> registry,
           std::span<const OwnRuleRow> own_rules = {});
    void add(const PolicyRow& row);
    void finish();
    // The profiles of a policy without your team's rows; it knows the same rules.
    enum class ProfilesOf : std::uint8_t { Other };
    Policy(ProfilesOf which, const Policy& other);
    Policy(const Policy&) = delete;
    Policy& operator=(const Policy&) = delete;
    ~Policy();

    // Exemptions can be added later; until they are finished the policy has none. After an exception they have to be
    // begun again.
    void begin_exemptions() { coming_exemptions_ = std::make_unique<Exemptions>(known_.get()); }
    void add(const ExemptionRow& row) { coming_exemptions_->add(row); }
    void finish_exemptions();
    [[nodiscard]] bool has_exemptions() const { return exemptions_ != nullptr; }

    // This and what asks a place throw PolicyError, naming the row, for a row that they meet and that is damaged.
    [[nodiscard]] Place at(std::string_view schema, std::string_view object, const Actor& actor) const {
        return {*this, schema, object, actor};
    }
    // Parses every row and every exemption.
    void check() const;

    // What the rules that are on anywhere read of the objects that they check.
    [[nodiscard]] Facts facts_read() const { return facts_read_; }
    // The same for only those rules that read some of what was touched.
    [[nodiscard]] Facts facts_read(Facts touched) const noexcept { return answer(touched).anywhere; }
    // And of these only those that are on where no row for a pattern or a role matches.
    [[nodiscard]] Facts facts_read_in_general(Facts touched) const noexcept { return answer(touched).in_general; }
    // What those rules read that anywhere report existing violations by themselves.
    [[nodiscard]] Facts facts_enforced() const { return facts_enforced_; }
    // The commands that rules which are on anywhere check before they run.
    [[nodiscard]] CommandKinds commands_judged() const { return commands_judged_; }
    // What those rules read of the session.
    [[nodiscard]] SessionFacts session_read() const { return session_read_; }
    // Whether the rule at this index is on anywhere.
    [[nodiscard]] bool is_on(std::size_t rule) const { return states_[rule].is_on; }
    // Whether any row says that exemptions follow their object.
    [[nodiscard]] bool exemptions_may_follow() const { return exemptions_may_follow_; }
    // How the rule applies where no row for a pattern or a role matches.
    [[nodiscard]] const Setting& general(std::size_t rule) const;

    // Throws std::logic_error if it has none yet.
    [[nodiscard]] const Exemptions& exemptions() const;
    [[nodiscard]] const Registry& registry() const { return registry_; }
    [[nodiscard]] const KnownRules& known() const { return *known_; }
    // As they were named, and never none.
    [[nodiscard]] std::span<const Profile* const> profiles() const { return profiles_; }
    // Their names, separated by commas.
    [[nodiscard]] const std::string& profile_names() const { return profile_names_; }
    // The roles that rows and the registry name; Actor::roles tells for each whether it applies.
    [[nodiscard]] std::span<const std::string> roles() const { return roles_; }

  private:
    using RowNumbers = std::vector<std::uint32_t>;

    // What rows with the same text in column rule select.
    struct Selection {
        std::string text;
        std::vector<bool> rules{};  // by their index in the catalog
        bool turns_on = false;      // one of these rows turns them on somewhere
        bool enforces = false;      // one of these rows has existing violations reported by themselves
    };
    // How rows with the same texts in these columns apply, of which there are many more rows than such combinations.
    struct Manner {
        std::uint32_t number;
        const Selection* selection;
        std::string severity;
        std::string timing;
        std::string existing;
        std::string exemptions_follow;
        std::string dialect;
    };
    struct Entry {
        std::int64_t id;
        std::uint32_t manner;
        std::uint32_t role;
        const char* packed;                           // its other texts
        mutable std::unique_ptr<const Row> parsed{};  // null until it is asked for
    };
    struct RuleState {
        RowNumbers rows;                                   // rows for everywhere that select the rule, in their order
        mutable std::unique_ptr<const Setting> general{};  // null until it is asked for
        Facts facts_set;                                   // those of the parameters that a row sets
        bool is_on = false;
    };
    using Lists = std::array<std::vector<ActiveRule>, 4>;  // by subject
    // Where the parameters come from: the rows that apply to a rule and, after a separator, to the rules that it
    // follows.
    struct Key {
        std::size_t rule;
        RowNumbers rows;
        auto operator<=>(const Key&) const = default;
    };
    // What rules read that read some of what was touched. The last answers are remembered.
    struct Answer {
        Facts touched;
        Facts anywhere;
        Facts in_general;
    };
    struct Answers {
        static constexpr std::size_t remembered = 8;
        std::array<Answer, remembered> last{};
        std::size_t next = 0;
    };
    // What the profiles say of a rule, without your team's rows.
    struct Ruling {
        std::size_t profile;  // the one that decides
        Severity severity;
    };
    struct Compiling;

    void note_facts_set(std::string_view params, const Selection& selection);
    void place_general_rows();
    void list_rules();
    [[nodiscard]] PolicyRow stored(const Entry& entry) const;
    const Answer& answer(Facts touched) const noexcept;
    [[nodiscard]] const Row& row(std::uint32_t number) const;
    [[nodiscard]] bool is_of_profile(std::uint32_t number) const { return number >= team_rows_; }
    // Whether the row is your team's or of this profile.
    [[nodiscard]] bool holds_under(std::uint32_t number, std::size_t profile) const;
    // Your team's rows come before the profiles', and of each the most specific first.
    [[nodiscard]] bool comes_before(std::uint32_t a, std::uint32_t b) const;
    void sort(RowNumbers& rows) const;
    // The profile that is the strictest about the rule where these rows apply, which are in their order; of equals the
    // first named.
    [[nodiscard]] Ruling strictest(std::size_t rule, const RowNumbers& rows) const;
    [[nodiscard]] Severity general_severity(std::size_t rule) const;
    [[nodiscard]] bool selects(std::uint32_t row, std::size_t rule) const {
        return manners_[rows_[row].manner].selection->rules[rule];
    }
    // The rows that apply to the rule: those for everywhere and the narrow ones, in their order.
    [[nodiscard]] RowNumbers rows_of(std::size_t rule, std::span<const std::uint32_t> narrow) const;
    [[nodiscard]] bool is_narrowed(std::size_t rule, std::span<const std::uint32_t> narrow) const;
    [[nodiscard]] const Setting& setting(std::size_t rule, std::span<const std::uint32_t> narrow) const;
    [[nodiscard]] const Setting& narrowed(std::size_t rule, std::span<const std::uint32_t> narrow) const;
    [[nodiscard]] Setting resolve(std::size_t index, RowNumbers rows, std::span<const std::uint32_t> narrow) const;

    std::shared_ptr<const KnownRules> known_;
    std::vector<const Profile*> profiles_;
    std::string profile_names_;
    std::unique_ptr<Exemptions> exemptions_;  // null until they are finished
    std::unique_ptr<Exemptions> coming_exemptions_;
    Registry registry_;
    PackedTexts texts_;
    std::deque<Entry> rows_;  // your team's, then each profile's, as they were given
    std::size_t team_rows_ = 0;
    std::vector<std::size_t> profile_rows_;  // by profile: the first that is none of its rows, nor of an earlier one
    std::deque<Selection> selections_;
    std::deque<Manner> manners_;
    std::vector<std::string> roles_;
    PlaceIndex placed_rows_;              // rows for some schemas or objects
    std::vector<RowNumbers> roles_rows_;  // by role: rows for it everywhere
    std::vector<RuleState> states_;
    Lists on_anywhere_;
    Lists on_in_general_;  // where no row for a pattern or a role matches
    Facts facts_read_;
    Facts facts_enforced_;
    CommandKinds commands_judged_;
    SessionFacts session_read_;
    bool exemptions_may_follow_ = false;
    mutable Answers answers_;
    mutable std::map<Key, Setting> settings_;
    std::unique_ptr<Compiling> compiling_;  // null once it is finished
};

}  // namespace mana_guard
