// A set of enumerators.
#pragma once

#include <cstdint>

namespace mana_guard {

// One bit each.
template <typename Enum>
struct Set {
    std::uint64_t bits = 0;

    constexpr Set() = default;
    constexpr Set(Enum one) : bits(std::uint64_t{1} << static_cast<unsigned>(one)) {}
    [[nodiscard]] constexpr bool has(Enum one) const { return (bits & Set(one).bits) != 0; }
    [[nodiscard]] constexpr bool overlaps(Set other) const { return (bits & other.bits) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits == 0; }
    constexpr Set& operator|=(Set other) {
        bits |= other.bits;
        return *this;
    }
    friend constexpr Set operator|(Set a, Set b) { return a |= b; }
    friend constexpr Set operator&(Set a, Set b) {
        a.bits &= b.bits;
        return a;
    }
    [[nodiscard]] constexpr Set without(Set other) const {
        other.bits = bits & ~other.bits;
        return other;
    }
    friend constexpr bool operator==(Set, Set) = default;
};

}  // namespace mana_guard
