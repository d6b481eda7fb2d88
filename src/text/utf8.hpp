// The little that the core must know of UTF-8.
#pragma once

#include "core.hpp"

namespace mana_guard {

// Whether the byte continues a character that an earlier one begins (RFC 3629: its first two bits are 10).
constexpr bool continues_character(char byte) {
    constexpr unsigned char mask = 0xC0;
    constexpr unsigned char continuation = 0x80;
    return (static_cast<unsigned char>(byte) & mask) == continuation;
}

}  // namespace mana_guard
