#include "rules/snake_case.hpp"

#include <algorithm>

namespace mana_guard::rules {
namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_small(char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c);
}
constexpr bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_ascii(char c) {
    constexpr unsigned char first_beyond = 0x80;
    return static_cast<unsigned char>(c) < first_beyond;
}

}  // namespace

bool is_snake_case(std::string_view name) {
    name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
    if (name.empty()) return false;
    char previous = '_';
    for (const char c : name) {
        if (c == '_' ? previous == '_' : !is_small(c)) return false;
        previous = c;
    }
    return previous != '_' && !is_digit(name.front());
}

std::string to_snake_case(std::string_view name) {
    std::string snake;
    char previous = '_';
    for (const char c : name) {
        if (!is_ascii(c)) return {};
        const bool is_of_word = is_small(c) || is_capital(c);
        const bool starts_word = is_of_word && (is_capital(c) ? !is_capital(previous) : previous == '_');
        if (starts_word && !snake.empty()) snake += '_';
        if (is_of_word) snake += is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
        previous = is_of_word ? c : '_';
    }
    return is_snake_case(snake) ? snake : std::string();
}

}  // namespace mana_guard::rules
