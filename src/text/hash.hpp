// A hash that is the same on every machine and in every version.
#pragma once

#include "core.hpp"

#include <cstdint>
#include <string_view>

namespace mana_guard {

constexpr std::uint64_t hash_of_nothing = 0xcbf29ce484222325;

// FNV-1a, 64 bits, of the text, going on from an earlier hash.
constexpr std::uint64_t hashed(std::string_view text, std::uint64_t hash = hash_of_nothing) {
    constexpr std::uint64_t prime = 0x100000001b3;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    return hash;
}

}  // namespace mana_guard
