// What a rule can be told: its parameters as they are declared, and their values in force.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/object.hpp"
#include "text/glob.hpp"

namespace mana_guard {

// The default of names may be what the parameter of that name is in the rule `same_as`.
struct Parameter {
    enum class Type : std::uint8_t {
        Names,        // a list of names or globs
        Number,       // a whole number, not below 0 unless is_signed
        Flag,         // true or false
        Text,         // a string, not empty
        Share,        // a number above 0, up to 1
        Duration,     // a text such as "7 days"
        Choice,       // one of its words
        Shapes,       // a list of objects, each of which says how some columns have to be
        Replacements  // an object: what is replaced, and by what
    };
    static constexpr std::size_t max_defaults = 8;

    std::string_view name;
    std::string_view help;
    Type type = Type::Names;
    std::string_view same_as{};
    std::array<std::string_view, max_defaults> defaults{};
    std::size_t default_count = 0;
    std::int64_t default_number = 0;  // of a flag 0 or 1
    bool is_signed = false;
    std::string_view default_json{};  // of the other types
    Facts facts{};                    // among the rule's, what is read only where a row of the policy sets it

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

// The parameter with what it makes the rule read.
constexpr Parameter reading(Facts facts, Parameter parameter) {
    parameter.facts = facts;
    return parameter;
}

// A parameter that follows the one of the same name of another rule unless the policy sets it.
constexpr Parameter names_as_in(std::string_view rule, std::string_view name, std::string_view help) {
    return {.name = name, .help = help, .same_as = rule};
}

constexpr Parameter number(std::string_view name, std::string_view help, std::int64_t by_default) {
    return {.name = name, .help = help, .type = Parameter::Type::Number, .default_number = by_default};
}

constexpr Parameter signed_number(std::string_view name, std::string_view help, std::int64_t by_default) {
    Parameter parameter = number(name, help, by_default);
    parameter.is_signed = true;
    return parameter;
}

constexpr Parameter flag(std::string_view name, std::string_view help, bool by_default) {
    return {.name = name, .help = help, .type = Parameter::Type::Flag, .default_number = by_default ? 1 : 0};
}

// These take their default as JSON.
constexpr Parameter text(std::string_view name, std::string_view help, std::string_view by_default) {
    return {.name = name, .help = help, .type = Parameter::Type::Text, .default_json = by_default};
}
constexpr Parameter share(std::string_view name, std::string_view help, std::string_view by_default) {
    return {.name = name, .help = help, .type = Parameter::Type::Share, .default_json = by_default};
}
constexpr Parameter duration(std::string_view name, std::string_view help, std::string_view by_default) {
    return {.name = name, .help = help, .type = Parameter::Type::Duration, .default_json = by_default};
}
// One of these words; the default is the first.
constexpr Parameter choice_as_in(std::string_view rule, std::string_view name, std::string_view help) {
    return {.name = name, .help = help, .type = Parameter::Type::Choice, .same_as = rule};
}
constexpr Parameter choice(std::string_view name, std::string_view help,
                           std::initializer_list<std::string_view> words) {
    Parameter parameter = names(name, help, words);
    parameter.type = Parameter::Type::Choice;
    return parameter;
}

// These are empty unless the policy sets them.
constexpr Parameter shapes(std::string_view name, std::string_view help) {
    return {.name = name, .help = help, .type = Parameter::Type::Shapes, .default_json = "[]"};
}
constexpr Parameter replacements(std::string_view name, std::string_view help) {
    return {.name = name, .help = help, .type = Parameter::Type::Replacements, .default_json = "{}"};
}

// The value of a parameter of names, in the order given, each of which may be a glob.
class Names {
  public:
    Names() = default;
    explicit Names(std::span<const std::string> values);
    explicit Names(std::span<const std::string_view> values);

    [[nodiscard]] bool matches(std::string_view name) const {
        return std::ranges::any_of(globs_, [name](const Glob& glob) { return glob.matches(name); });
    }
    // The names as a reader sees them: "text or citext".
    [[nodiscard]] std::string listed(std::string_view last_separator = " or ") const;
    [[nodiscard]] const std::vector<Glob>& globs() const { return globs_; }

  private:
    std::vector<Glob> globs_;
};

// How columns of these names have to be. What is left out is not asked for.
struct Shape {
    Names columns;
    Names types;
    std::optional<bool> not_null;
    std::optional<std::string> default_value;  // an expression as SQL has it: "now()", "0", "'draft'"
};

struct Replacement {
    std::string replaced;
    std::string by;
};

// A parameter's value: one of these, as its type has it.
struct Value {
    Parameter::Type type = Parameter::Type::Names;
    Names names{};
    std::int64_t number = 0;  // of a flag 0 or 1, of a duration microseconds
    double share = 0;
    std::string text{};
    std::vector<Shape> shapes{};
    std::vector<Replacement> replacements{};
    std::string json{};  // as written, but for names, numbers and flags
};

// The parameters of one rule in force at one place.
class Parameters {
  public:
    // Makes a default; called when the parameter is first asked for, which few are of most rules.
    using MakeDefault = std::shared_ptr<const Value> (*)(const Parameter& parameter);

    void reserve(std::size_t count) { values_.reserve(count); }
    void set_default(const Parameter& parameter, MakeDefault make);
    void set(std::string_view name, std::shared_ptr<const Value> value);
    // The value of a declared parameter; all throw std::out_of_range for one that the rule doesn't declare.
    [[nodiscard]] const Names& operator[](std::string_view name) const { return shared(name)->names; }
    [[nodiscard]] std::int64_t number(std::string_view name) const { return shared(name)->number; }
    [[nodiscard]] bool flag(std::string_view name) const { return shared(name)->number != 0; }
    [[nodiscard]] std::string_view text(std::string_view name) const { return shared(name)->text; }
    [[nodiscard]] std::int64_t duration(std::string_view name) const { return shared(name)->number; }
    [[nodiscard]] double share(std::string_view name) const { return shared(name)->share; }
    [[nodiscard]] std::span<const Shape> shapes(std::string_view name) const { return shared(name)->shapes; }
    [[nodiscard]] std::span<const Replacement> replacements(std::string_view name) const {
        return shared(name)->replacements;
    }
    [[nodiscard]] const std::shared_ptr<const Value>& shared(std::string_view name) const;

  private:
    struct Named {
        std::string_view name;
        mutable std::shared_ptr<const Value> value;  // null until a default is made
        const Parameter* declared = nullptr;
        MakeDefault make = nullptr;

        [[nodiscard]] const std::shared_ptr<const Value>& in_force() const;
    };
    std::vector<Named> values_;
};

}  // namespace mana_guard
