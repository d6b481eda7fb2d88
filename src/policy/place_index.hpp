// Finds the few of many rows whose patterns may match at a place, at a cost that doesn't grow with the number of rows.
#pragma once

#include "core.hpp"

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/glob.hpp"

namespace mana_guard {

// The hash of a text that is read one character after the other (FNV-1a), so that all beginnings of a name are hashed
// in one pass.
class TextHash {
  public:
    void add(char c) { value_ = (value_ ^ static_cast<unsigned char>(c)) * prime; }
    [[nodiscard]] std::uint32_t value() const {
        constexpr unsigned half = 32;
        return static_cast<std::uint32_t>(value_ ^ (value_ >> half));
    }

  private:
    static constexpr std::uint64_t start = 0xCBF29CE484222325;
    static constexpr std::uint64_t prime = 0x100000001B3;
    std::uint64_t value_ = start;
};

enum class End : std::uint8_t { First, Last };

// The text's hash, read from this end.
template <End end>
std::uint32_t hash_of(std::string_view text) {
    TextHash hash;
    for (std::size_t i = 0; i < text.size(); ++i) hash.add(text[end == End::First ? i : text.size() - 1 - i]);
    return hash.value();
}

// Row numbers by the hash of a text. It keeps no texts, so what it finds only may be what was looked for.
class HashIndex {
  public:
    [[nodiscard]] bool empty() const { return links_.empty(); }

    // If it throws, nothing has been added.
    void add(std::uint32_t hash, std::uint32_t number) {
        if (3 * slots_.size() < 4 * (used_ + 1)) grow();
        const auto link = static_cast<std::uint32_t>(links_.size());
        links_.push_back({number, none});
        Slot& slot = slots_[find(slots_, hash)];
        if (slot.first == none) {
            slot = {hash, link, link};
            ++used_;
        } else {
            links_[slot.last].next = link;
            slot.last = link;
        }
    }

    // Calls with the numbers in the order in which they were added.
    template <typename Each>
    void each(std::uint32_t hash, const Each& call) const {
        if (empty()) return;
        for (std::uint32_t link = slots_[find(slots_, hash)].first; link != none; link = links_[link].next)
            call(links_[link].number);
    }

  private:
    static constexpr std::uint32_t none = UINT32_MAX;
    static constexpr std::size_t fewest_slots = 16;
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t first = none;
        std::uint32_t last = none;
    };
    struct Link {
        std::uint32_t number;
        std::uint32_t next;
    };

    // The slot of that hash, or the free one where it belongs. Their number is a power of two.
    static std::size_t find(const std::vector<Slot>& slots, std::uint32_t hash) {
        const std::size_t mask = slots.size() - 1;
        std::size_t at = hash & mask;
        while (slots[at].first != none && slots[at].hash != hash) at = (at + 1) & mask;
        return at;
    }

    void grow() {
        std::vector<Slot> larger(slots_.empty() ? fewest_slots : 2 * slots_.size());
        for (const Slot& slot : slots_) {
            if (slot.first != none) larger[find(larger, slot.hash)] = slot;
        }
        slots_.swap(larger);
    }

    std::vector<Slot> slots_;
    std::vector<Link> links_;
    std::size_t used_ = 0;
};

// Row numbers by the literal text at one end of their pattern. A name is looked up by each of its prefixes or suffixes
// that is as long as one of these texts.
template <End end>
class AffixIndex {
  public:
    // Takes the hash of the text. One that is longer than any name is never found.
    void add(std::size_t length, std::uint32_t hash, std::uint32_t number) {
        if (length > max_name_length) return;
        numbers_.add(hash, number);
        lengths_.set(length);
    }

    template <typename Each>
    void each(std::string_view name, const Each& call) const {
        if (numbers_.empty()) return;
        TextHash hash;
        for (std::size_t length = 1; length <= name.size() && length < lengths_.size(); ++length) {
            hash.add(name[end == End::First ? length - 1 : name.size() - length]);
            if (lengths_[length]) numbers_.each(hash.value(), call);
        }
    }

  private:
    std::bitset<max_name_length + 1> lengths_;
    HashIndex numbers_;
};

// Row numbers by one pattern: an exact name by itself, a pattern by its beginning, otherwise by its ending.
class NameIndex {
  public:
    // Whether it took the row: only if the pattern has a literal beginning or ending.
    bool add(std::string_view pattern, std::uint32_t number) {
        TextHash hash;
        std::size_t length = 0;
        while (length < pattern.size() && !is_wildcard(pattern[length])) hash.add(pattern[length++]);
        if (length == pattern.size()) {
            exact_.add(hash.value(), number);
        } else if (length > 0) {
            by_beginning_.add(length, hash.value(), number);
        } else {
            const std::string_view suffix = literal_suffix(pattern);
            if (suffix.empty()) return false;
            by_ending_.add(suffix.size(), hash_of<End::Last>(suffix), number);
        }
        return true;
    }

    template <typename Each>
    void each(std::string_view name, const Each& call) const {
        if (!exact_.empty()) exact_.each(hash_of<End::First>(name), call);
        by_beginning_.each(name, call);
        by_ending_.each(name, call);
    }

  private:
    HashIndex exact_;
    AffixIndex<End::First> by_beginning_;
    AffixIndex<End::Last> by_ending_;
};

class PlaceIndex {
  public:
    // The patterns need not be right: one that matches nothing is never a candidate, or always one.
    void add(std::string_view schema_pattern, std::string_view object_pattern, std::uint32_t number) {
        if (by_object_.add(object_pattern, number) || by_schema_.add(schema_pattern, number)) return;
        others_.push_back(number);
    }

    // Calls once with the number of every row that may match there, in no particular order; the caller matches
    // patterns.
    template <typename Each>
    void each(std::string_view schema, std::string_view object, const Each& call) const {
        by_object_.each(object, call);
        by_schema_.each(schema, call);
        for (const std::uint32_t number : others_) call(number);
    }

  private:
    NameIndex by_object_;
    NameIndex by_schema_;
    std::vector<std::uint32_t> others_;
};

}  // namespace mana_guard
