// Where characters end, in the encoding of the database.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <string_view>

namespace mana_guard {

// The length in bytes, by the encoding, of the first character of a text that isn't empty.
using CharacterLength = int (*)(const char* text);

// Sets the function for the encoding; null, the default, means UTF-8.
void set_character_length(CharacterLength length) noexcept;

// The length in bytes of the first character of a text that isn't empty: at least 1, at most all of it.
std::size_t character_length(std::string_view text) noexcept;

// The longest beginning of the text that has at most `most` bytes and ends between two characters.
std::string_view clipped(std::string_view text, std::size_t most) noexcept;

}  // namespace mana_guard
