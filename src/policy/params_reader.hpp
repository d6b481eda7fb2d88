// Reads the params of a policy row: a JSON object of parameters, or a list of such.
#pragma once

#include "core.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mana_guard {

struct Param {
    std::string name;                // empty in a list
    std::string json;                // its value as written
    bool is_names = true;            // whether the value is an array of nonempty strings
    std::vector<std::string> names;  // those strings
};

// The members of the object; nothing if the text is not a JSON object.
std::optional<std::vector<Param>> read_params(std::string_view json);

// The elements of the array, without names; nothing if the text is not a JSON array.
std::optional<std::vector<Param>> read_list(std::string_view json);

// The text of a nonempty JSON string; nothing for anything else.
std::optional<std::string> read_string(std::string_view json);

// The text as a JSON string.
std::string json_string(std::string_view text);

// A JSON array of the texts.
template <typename Texts>
std::string json_array(const Texts& texts) {
    std::string members;
    for (const auto& text : texts) members += (members.empty() ? "" : ", ") + json_string(text);
    return "[" + members + "]";
}

}  // namespace mana_guard
