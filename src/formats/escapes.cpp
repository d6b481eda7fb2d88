#include "formats/escapes.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace mana_guard {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Character {
    char32_t number = 0;
    std::size_t length = 1;
    bool is_valid = true;
};

// RFC 3629: the first character of a text that isn't empty. No overlong form, no surrogate.
Character decoded(std::string_view text) {
    constexpr unsigned first_bits = 7;
    constexpr unsigned continuation_bits = 6;
    constexpr unsigned continuation_mask = 0x3F;
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    const auto first = static_cast<unsigned char>(text.front());
    const auto ones = static_cast<std::size_t>(std::countl_one(first));
    if (ones == 0) return {.number = first};
    if (ones == 1 || ones > 4 || ones > text.size()) return {.is_valid = false};
    char32_t number = first & ((1U << (first_bits - ones)) - 1U);
    for (const char next : text.substr(1, ones - 1)) {
        const auto byte = static_cast<unsigned char>(next);
        if (std::countl_one(byte) != 1) return {.is_valid = false};
        number = (number << continuation_bits) | (byte & continuation_mask);
    }
    const bool is_valid = number >= least.at(ones) && number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF);
    return {.number = number, .length = is_valid ? ones : 1, .is_valid = is_valid};
}

// Calls with each character and its bytes, which are U+FFFD's for bytes that are no UTF-8.
template <typename Each>
void each_character(std::string_view text, const Each& call) {
    while (!text.empty()) {
        const Character one = decoded(text);
        call(one.is_valid ? one.number : U'\uFFFD', one.is_valid ? text.substr(0, one.length) : replacement);
        text.remove_prefix(one.length);
    }
}

// Unicode's controls of the direction, and its line separators.
bool is_misleading(char32_t c) {
    return (c >= U'\u200E' && c <= U'\u200F') || (c >= U'\u2028' && c <= U'\u202E') ||
           (c >= U'\u2066' && c <= U'\u2069') || c == U'\u061C' || c == U'\uFEFF';
}

bool is_control(char32_t c) {
    return c < U' ' || (c >= U'\x7F' && c < U'\u00A0');
}

// The text with each of these bytes replaced by what the function gives for it.
template <typename Replace>
std::string replaced(std::string_view text, std::string_view bytes, const Replace& replace) {
    std::string result;
    for (const char c : text) {
        if (bytes.find(c) == std::string_view::npos) {
            result += c;
        } else {
            result += replace(c);
        }
    }
    return result;
}

std::string percent(char c) {
    return formatted("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
}

}  // namespace

std::string as_utf8(std::string_view text) {
    std::string result;
    each_character(text, [&](char32_t /*number*/, std::string_view bytes) { result += bytes; });
    return result;
}

std::string printable(std::string_view text) {
    std::string result;
    each_character(text, [&](char32_t number, std::string_view bytes) {
        if (is_misleading(number)) {
            result += formatted("\\u{:04x}", static_cast<unsigned>(number));
        } else if (is_control(number) && number != U'\n' && number != U'\t') {
            result += formatted("\\x{:02x}", static_cast<unsigned>(number));
        } else {
            result += bytes;
        }
    });
    return result;
}

std::string xml_escaped(std::string_view text) {
    std::string result;
    each_character(text, [&](char32_t number, std::string_view bytes) {
        const bool is_space = number == U'\n' || number == U'\t';
        if (number == U'&') return void(result += "&amp;");
        if (number == U'<') return void(result += "&lt;");
        if (number == U'>') return void(result += "&gt;");
        if (number == U'"') return void(result += "&quot;");
        if (is_space) return void(result += formatted("&#{};", static_cast<unsigned>(number)));
        if (number < U' ' || number == U'\uFFFE' || number == U'\uFFFF') return void(result += replacement);
        result += bytes;
    });
    return result;
}

std::string markdown_escaped(std::string_view text) {
    const std::string line = printable(replaced(text, "\n\t", [](char /*c*/) { return ' '; }));
    return replaced(line, "\\`*_{}[]()<>#+!|~&@:/$^=\"'",
                    [](char c) { return formatted("&#{};", static_cast<unsigned>(c)); });
}

std::string command_message(std::string_view text) {
    return replaced(as_utf8(text), "%\r\n", percent);
}

std::string command_property(std::string_view text) {
    return replaced(as_utf8(text), "%\r\n:,", percent);
}

std::string uri_escaped(std::string_view path) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    std::string result;
    for (const char c : path) result += plain.find(c) != std::string_view::npos ? std::string(1, c) : percent(c);
    return result;
}

}  // namespace mana_guard
