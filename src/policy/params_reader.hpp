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
    bool is_names = true;            // the value is an array of strings, none of them empty
    std::vector<std::string> names;  // which are these
};

// The members of the object; nothing where the text is no JSON object.
std::optional<std::vector<Param>> read_params(std::string_view json);

// The elements of the array, without names; nothing where the text is no JSON array.
std::optional<std::vector<Param>> read_list(std::string_view json);

// The text of a JSON string that isn't empty; nothing where it is something else.
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
