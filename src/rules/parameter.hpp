// What a rule can be told: its parameters as they are declared, and their values in force.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/glob.hpp"

namespace mana_guard {

// A list of names or globs, or a whole number. The default of names may be what the parameter of that name is in the
// rule `same_as`.
struct Parameter {
    enum class Type : std::uint8_t { Names, Number };
    static constexpr std::size_t max_defaults = 8;

    std::string_view name;
    std::string_view help;
    Type type = Type::Names;
    std::string_view same_as{};
    std::array<std::string_view, max_defaults> defaults{};
    std::size_t default_count = 0;
    std::int64_t default_number = 0;

    [[nodiscard]] constexpr std::span<const std::string_view> default_names() const {
        return std::span(defaults).first(default_count);
    }
};

constexpr Parameter names(std::string_view name, std::string_view help,
                          std::initializer_list<std::string_view> defaults) {
    Parameter parameter{.name = name, .help = help, .default_count = defaults.size()};
    std::ranges::copy(defaults, parameter.defaults.begin());
    return parameter;
}

// A parameter that follows the one of the same name of another rule unless the policy sets it.
constexpr Parameter names_as_in(std::string_view rule, std::string_view name, std::string_view help) {
    return {.name = name, .help = help, .same_as = rule};
}

constexpr Parameter number(std::string_view name, std::string_view help, std::int64_t by_default) {
    return {.name = name, .help = help, .type = Parameter::Type::Number, .default_number = by_default};
}

// The value of a parameter of names, in the order given, each of which may be a glob.
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

// A parameter's value: one of the two, as its type has it.
struct Value {
    Names names;
    std::int64_t number = 0;
};

// The parameters of one rule in force at one place.
class Parameters {
  public:
    void set(std::string_view name, std::shared_ptr<const Value> value);
    // The value of a declared parameter; both throw std::out_of_range for one that the rule doesn't declare.
    [[nodiscard]] const Names& operator[](std::string_view name) const { return shared(name)->names; }
    [[nodiscard]] std::int64_t number(std::string_view name) const { return shared(name)->number; }
    [[nodiscard]] const std::shared_ptr<const Value>& shared(std::string_view name) const;

  private:
    struct Named {
        std::string_view name;
        std::shared_ptr<const Value> value;
    };
    std::vector<Named> values_;
};

}  // namespace mana_guard
