// Patterns of names: `*` matches any text, `?` one character, anything else itself.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace mana_guard {

// Maximum length of a name in PostgreSQL, in bytes (NAMEDATALEN - 1).
constexpr std::size_t max_name_length = 63;

constexpr bool is_wildcard(char c) {
    return c == '*' || c == '?';
}

// Whether any of it is one. It takes eight bytes at a time, of which the last may begin in those before.
inline bool has_wildcard(std::string_view pattern) {
    constexpr std::size_t step = sizeof(std::uint64_t);
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highest_bits = 0x8080808080808080;
    const auto has = [](std::uint64_t bytes, char c) {
        const std::uint64_t zero_there = bytes ^ (ones * static_cast<unsigned char>(c));
        return ((zero_there - ones) & ~zero_there & highest_bits) != 0;
    };
    if (pattern.size() < step) return std::ranges::any_of(pattern, is_wildcard);
    for (std::size_t at = 0; at < pattern.size(); at += step) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, pattern.data() + std::min(at, pattern.size() - step), step);
        if (has(bytes, '*') || has(bytes, '?')) return true;
    }
    return false;
}

// The text before the first `*` or `?`.
constexpr std::string_view literal_prefix(std::string_view pattern) {
    std::size_t length = 0;
    while (length < pattern.size() && !is_wildcard(pattern[length])) ++length;
    return pattern.substr(0, length);
}
// The text after the last `*` or `?`.
constexpr std::string_view literal_suffix(std::string_view pattern) {
    std::size_t start = pattern.size();
    while (start > 0 && !is_wildcard(pattern[start - 1])) --start;
    return pattern.substr(start);
}

// Whether the name matches the pattern.
bool glob_matches(std::string_view pattern, std::string_view name) noexcept;

class Glob {
  public:
    enum class Kind { Any, Pattern, Exact };  // from the least to the most specific

    explicit Glob(std::string_view text);

    [[nodiscard]] bool matches(std::string_view name) const {
        return kind_ == Kind::Any || (kind_ == Kind::Exact ? text_ == name : glob_matches(text_, name));
    }
    [[nodiscard]] Kind kind() const { return kind_; }
    // How many bytes of the pattern are literal.
    [[nodiscard]] std::size_t literal_length() const { return literal_length_; }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
    std::size_t literal_length_;
    Kind kind_;
};

}  // namespace mana_guard
