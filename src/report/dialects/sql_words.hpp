// Types and defaults as the dialects look at them.
#pragma once

#include "core.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/definition.hpp"

namespace mana_guard::dialects {

// A type by the one of its names that the dialects' tables have: "timestamptz", "varchar", "bigint".
struct TypeWords {
    std::string name;
    std::string modifier;  // what it has in parentheses: "255", "10,2"
    bool is_array = false;
};
TypeWords type_words(std::string_view type);

struct Word {
    std::string_view type;
    std::string_view word;
};
// The tool's word for a type; empty if it has none.
std::string_view word_for(std::span<const Word> words, std::string_view type);

enum class DefaultIs : std::uint8_t { Absent, Now, Uuid, Number, Flag, Text, Expression };
struct DefaultWords {
    DefaultIs kind = DefaultIs::Absent;
    std::string value;  // of a Text without its quotes
};
DefaultWords default_words(const ColumnParts& column);

// Whether the text can be written between double quotes or backticks in each of the languages.
bool is_harmless(std::string_view text);

// The modifier as JavaScript's and Ruby's tools name its parts: "precision: 10, scale: 2".
std::string precision_of(std::string_view modifier);

// The items that aren't empty, with commas.
std::string listed(const std::vector<std::string>& items);
// The names, each between these, with commas.
std::string listed(const std::vector<std::string>& names, std::string_view before, std::string_view after);

}  // namespace mana_guard::dialects
