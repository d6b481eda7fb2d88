// Where characters end, in the encoding of the database.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <string_view>

namespace mana_guard {

// The length in bytes, as the encoding has it, of the character that this text begins with; it isn't empty.
using CharacterLength = int (*)(const char* text);

// Names the function that knows the encoding; null, as at first: UTF-8.
void set_character_length(CharacterLength length) noexcept;

// The length in bytes of the first character of a text that isn't empty: at least 1, at most all of it.
std::size_t character_length(std::string_view text) noexcept;

// The beginning of the text that has at most so many bytes and ends between two characters.
std::string_view clipped(std::string_view text, std::size_t most) noexcept;

}  // namespace mana_guard
