// Which values a parameter of each type takes, and how they are written.
#pragma once

#include "core.hpp"

#include <memory>
#include <string>
#include <string_view>

#include "policy/params_reader.hpp"
#include "rules/parameter.hpp"

namespace mana_guard {

// "names", "number"...
std::string_view name_of(Parameter::Type type);

// The value of a member of a row's params. Throws PolicyError, with the values allowed, if it is of another type.
std::shared_ptr<const Value> parse_value(const Param& param, const Parameter& declared);

// The parameter's value if the policy sets none and it follows no other rule's.
std::shared_ptr<const Value> default_value(const Parameter& parameter);

// The value as JSON.
std::string json_of(const Value& value);

// The parameter in a hint: "columns", a list of names, by default ["user_id"]
std::string described(const Parameter& parameter);

}  // namespace mana_guard
