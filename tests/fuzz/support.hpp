// What the fuzz targets share: an input taken apart, and properties that end the process where they don't hold.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/judge.hpp"

namespace mana_guard::fuzz {

// The input's lines as so many fields; the last takes all that is left, missing ones are empty. Lines, so that a corpus
// can be written and read by hand.
template <std::size_t count>
std::array<std::string_view, count> fields(const std::uint8_t* data, std::size_t size) {
    std::string_view left(reinterpret_cast<const char*>(data), size);
    std::array<std::string_view, count> result{};
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t end = i + 1 < count ? left.find('\n') : std::string_view::npos;
        result[i] = left.substr(0, end);
        left = end == std::string_view::npos ? std::string_view{} : left.substr(end + 1);
    }
    return result;
}

inline void require(bool holds, const char* property, std::string_view about = {}) {
    if (holds) return;
    std::fprintf(stderr, "property violated: %s: %.*s\n", property, static_cast<int>(about.size()), about.data());
    std::abort();
}

// The characters of UTF-8 text, as far as their lengths tell; false where it is none.
inline bool split_characters(std::string_view text, std::vector<std::string_view>& characters) {
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text.front());
        const std::size_t length = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (length == 0 || length > text.size()) return false;
        for (const char c : text.substr(1, length - 1)) {
            if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) return false;
        }
        characters.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return true;
}

inline bool is_utf8(std::string_view text) {
    std::vector<std::string_view> characters;
    return split_characters(text, characters);
}

// The server's side of the wall: memory that is given back with the input.
class Memory {
  public:
    Allocator allocator() { return {allocate, this}; }

  private:
    static void* allocate(void* context, std::size_t bytes) noexcept {
        return static_cast<Memory*>(context)->blocks_.emplace_back(bytes, '\0').data();
    }
    std::deque<std::string> blocks_;
};

// What a function of the wall came back with: never a fault of the core's, and a refusal says what is wrong.
inline bool accepted(Outcome outcome, const Failure& failure, bool is_text) {
    require(outcome == Outcome::Done || outcome == Outcome::Refused, "the core is at fault", failure.message);
    if (outcome == Outcome::Done) return true;
    require(failure.message[0] != '\0' && failure.hint[0] != '\0', "a refusal without a message and a hint");
    // Cut to fit, but between characters.
    if (is_text) require(is_utf8(failure.message) && is_utf8(failure.hint), "a message that isn't UTF-8");
    return false;
}

}  // namespace mana_guard::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
