#include "policy/packed_texts.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace mana_guard {
namespace {

constexpr std::size_t smallest_block = 1024;
constexpr std::size_t largest_block = 65536;

// First comes the number of texts, without the nulls at the end, and before each text its length in a byte, or what the
// byte says instead.
constexpr unsigned char is_null = 255;
constexpr unsigned char is_long = 254;  // the length follows, in as many bytes as it takes
constexpr std::size_t long_length = sizeof(std::size_t);

std::size_t size_of(std::string_view text) {
    return 1 + text.size() + (text.size() < is_long ? 0 : long_length);
}

char* write(char* to, std::string_view text) {
    if (text.data() == nullptr) {
        *to++ = static_cast<char>(is_null);
        return to;
    }
    const std::size_t length = text.size();
    if (length < is_long) {
        *to++ = static_cast<char>(length);
    } else {
        *to++ = static_cast<char>(is_long);
        std::memcpy(to, &length, long_length);
        to += long_length;
    }
    std::memcpy(to, text.data(), length);
    return to + length;
}

// The text at this place, which moves behind it.
std::string_view next(const char*& packed) {
    const auto first = static_cast<unsigned char>(*packed++);
    if (first == is_null) return {};
    std::size_t length = first;
    if (first == is_long) {
        std::memcpy(&length, packed, long_length);
        packed += long_length;
    }
    const std::string_view text(packed, length);
    packed += length;
    return text;
}

}  // namespace

const char* PackedTexts::add(std::span<const std::string_view> texts) {
    std::size_t count = 0;
    std::size_t most = 1;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].data() != nullptr) count = i + 1;
        most += size_of(texts[i]);
    }
    if (static_cast<std::size_t>(end_ - next_) < most) add_block(most);
    char* const packed = next_;
    *next_++ = static_cast<char>(count);
    for (const std::string_view text : texts.first(count)) next_ = write(next_, text);
    return packed;
}

void PackedTexts::read(const char* packed, std::span<std::string_view> texts) {
    const std::size_t count = static_cast<unsigned char>(*packed++);
    for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = i < count ? next(packed) : std::string_view();
}

void PackedTexts::add_block(std::size_t least) {
    const std::size_t size = std::max(std::clamp(2 * block_size_, smallest_block, largest_block), least);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));  // NOLINT(*-avoid-c-arrays)
    block_size_ = size;
    next_ = blocks_.back().get();
    end_ = next_ + size;
}

}  // namespace mana_guard
