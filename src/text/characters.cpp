#include "text/characters.hpp"

#include <algorithm>
#include <bit>

namespace mana_guard {
namespace {

// RFC 3629: the first byte of a character of several begins with as many ones as it has bytes.
int utf8_length(const char* text) {
    return std::max(std::countl_one(static_cast<unsigned char>(*text)), 1);
}

CharacterLength& length_in_force() {
    static constinit CharacterLength length = utf8_length;
    return length;
}

}  // namespace

void set_character_length(CharacterLength length) noexcept {
    length_in_force() = length != nullptr ? length : utf8_length;
}

std::size_t character_length(std::string_view text) noexcept {
    return std::clamp<std::size_t>(static_cast<std::size_t>(std::max(length_in_force()(text.data()), 1)), 1,
                                   text.size());
}

std::string_view clipped(std::string_view text, std::size_t most) noexcept {
    if (text.size() <= most) return text;
    std::size_t length = 0;
    for (std::size_t next = 0; next <= most; next += character_length(text.substr(next))) length = next;
    return text.substr(0, length);
}

}  // namespace mana_guard
