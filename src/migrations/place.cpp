#include "migrations/place.hpp"

#include <algorithm>

namespace mana_guard {
namespace {

// RFC 3629: bytes that continue a character begin with the bits 10.
bool begins_character(char byte) {
    constexpr unsigned char top_two_bits = 0xC0;
    constexpr unsigned char continuation = 0x80;
    return (static_cast<unsigned char>(byte) & top_two_bits) != continuation;
}

}  // namespace

Lines::Lines(std::string_view text) : text_(text), starts_{0} {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') starts_.push_back(i + 1);
    }
}

Place Lines::at(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto after = std::ranges::upper_bound(starts_, offset);
    const auto number = static_cast<std::size_t>(after - starts_.begin());
    const std::size_t start = starts_[number - 1];
    return {.line = number, .column = code_points(text_.substr(start, offset - start)) + 1};
}

std::string_view Lines::line(std::size_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const std::size_t start = starts_[number - 1];
    std::string_view found = text_.substr(start, text_.find('\n', start) - start);
    if (found.ends_with('\r')) found.remove_suffix(1);
    return found;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::size_t offset_of_code_point(std::string_view text, std::size_t number) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (begins_character(text[i]) && --number == 0) return i;
    }
    return text.size();
}

}  // namespace mana_guard
