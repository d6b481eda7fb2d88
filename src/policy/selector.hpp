// Which rules a row of the policy selects: one by name or code, a category, a pattern of names, or all.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>
#include <tuple>

#include "policy/known_rules.hpp"
#include "text/glob.hpp"

namespace mana_guard {

class Selector {
  public:
    enum class Kind { Any, Category, Pattern, Name };  // from the least to the most specific

    // Throws UnknownRule, with the nearest name, for a text that selects no rule.
    explicit Selector(std::string_view text, const KnownRules* known = nullptr);

    [[nodiscard]] bool selects(const Rule& rule) const;
    // Whether it selects one rule by its name or code.
    [[nodiscard]] bool is_name() const { return kind_ == Kind::Name; }
    // Canonical: the rule's name where it was named by its code.
    [[nodiscard]] const std::string& text() const { return glob_.text(); }
    // The more specific, the greater.
    [[nodiscard]] auto rank() const { return std::tuple(kind_, glob_.literal_length()); }

  private:
    Kind kind_ = Kind::Any;
    Glob glob_{"*"};
};

}  // namespace mana_guard
