// What a rule can be told: its parameters as they are declared, and their values in force.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/glob.hpp"

namespace mana_guard {

// A list of names or globs. Its default is `names`, or what the parameter of that name is in the rule `same_as`.
struct Parameter {
    static constexpr std::size_t max_defaults = 8;

    std::string_view name;
    std::string_view help;
    std::string_view same_as;
    std::array<std::string_view, max_defaults> defaults{};
    std::size_t default_count = 0;

    [[nodiscard]] constexpr std::span<const std::string_view> default_names() const {
        return std::span(defaults).first(default_count);
    }
};

constexpr Parameter names(std::string_view name, std::string_view help,
                          std::initializer_list<std::string_view> defaults) {
    Parameter parameter{name, help, {}, {}, defaults.size()};
    std::ranges::copy(defaults, parameter.defaults.begin());
    return parameter;
}

// A parameter that follows the one of the same name of another rule unless the policy sets it.
constexpr Parameter names_as_in(std::string_view rule, std::string_view name, std::string_view help) {
    return {name, help, rule, {}, 0};
}

// The value of a parameter: names in the order given, each of which may be a glob.
class Names {
  public:
    Names() = default;
    explicit Names(std::span<const std::string> values);

    [[nodiscard]] bool matches(std::string_view name) const {
        return std::ranges::any_of(globs_, [name](const Glob& glob) { return glob.matches(name); });
    }
    // The names as a reader sees them: "text or citext".
    [[nodiscard]] std::string listed(std::string_view last_separator = " or ") const;
    [[nodiscard]] const std::vector<Glob>& globs() const { return globs_; }

  private:
    std::vector<Glob> globs_;
};

// The parameters of one rule in force at one place.
class Parameters {
  public:
    void set(std::string_view name, std::shared_ptr<const Names> value);
    // The value of a declared parameter; throws std::out_of_range for one that the rule doesn't declare.
    [[nodiscard]] const Names& operator[](std::string_view name) const { return *shared(name); }
    [[nodiscard]] const std::shared_ptr<const Names>& shared(std::string_view name) const;

  private:
    struct Value {
        std::string_view name;
        std::shared_ptr<const Names> names;
    };
    std::vector<Value> values_;
};

}  // namespace mana_guard
