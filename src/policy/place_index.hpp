// Finds the few of many rows whose patterns may match at a place, at a cost that doesn't grow with the number of rows.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <bit>
#include <bitset>
#include <climits>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "text/glob.hpp"

namespace mana_guard {

// The hash of a text. It takes eight bytes at a time, of which the last may begin in those before.
inline std::uint32_t hash_of(std::string_view text) {
    constexpr std::uint64_t prime = 0x9E3779B97F4A7C15;
    constexpr unsigned half = 32;
    constexpr std::size_t step = sizeof(std::uint64_t);
    std::uint64_t value = text.size();
    const auto add = [&value](std::uint64_t bytes) {
        value = (value ^ bytes) * prime;
        value ^= value >> half;
    };
    if (text.size() < step) {
        std::uint64_t bytes = 0;
        for (const char c : text) bytes = bytes << CHAR_BIT | static_cast<unsigned char>(c);
        add(bytes);
    } else {
        for (std::size_t at = 0; at < text.size(); at += step) {
            std::uint64_t bytes = 0;
            std::memcpy(&bytes, text.data() + std::min(at, text.size() - step), step);
            add(bytes);
        }
    }
    return static_cast<std::uint32_t>(value);
}

enum class End : std::uint8_t { First, Last };

// Row numbers by the hash of a text. It keeps no texts, so what it finds only may be what was looked for.
class HashIndex {
  public:
    [[nodiscard]] bool empty() const { return entries_.empty(); }

    void add(std::uint32_t hash, std::uint32_t number) {
        entries_.push_back({hash, number});
        ends_.clear();
    }

    // Calls with the numbers in the order in which they were added.
    template <typename Each>
    void each(std::uint32_t hash, const Each& call) const {
        if (empty()) return;
        if (ends_.empty()) sort();
        const std::size_t bucket = hash & (ends_.size() - 1);
        for (std::size_t i = bucket == 0 ? 0 : ends_[bucket - 1]; i < ends_[bucket]; ++i) {
            if (entries_[i].hash == hash) call(entries_[i].number);
        }
    }

  private:
    struct Entry {
        std::uint32_t hash;
        std::uint32_t number;
    };

    // Into buckets, of which there are about as many as entries: a power of two.
    void sort() const {
        std::vector<std::uint32_t> ends(std::bit_ceil(entries_.size()));
        const auto bucket_of = [mask = ends.size() - 1](const Entry& entry) { return entry.hash & mask; };
        for (const Entry& entry : entries_) ++ends[bucket_of(entry)];
        std::uint32_t end = 0;
        for (std::uint32_t& count : ends) end += std::exchange(count, end);
        // Until an entry is put there, a bucket's end is its beginning.
        std::vector<Entry> sorted(entries_.size());
        for (const Entry& entry : entries_) sorted[ends[bucket_of(entry)]++] = entry;
        entries_.swap(sorted);
        ends_.swap(ends);
    }

    // Sorted when they are first looked at.
    mutable std::vector<Entry> entries_;
    mutable std::vector<std::uint32_t> ends_;  // by bucket; empty until they are sorted
};

// Row numbers by the literal text at one end of their pattern. A name is looked up by each of its prefixes or suffixes
// that is as long as one of these texts.
template <End end>
class AffixIndex {
  public:
    // One that is longer than any name is never found.
    void add(std::string_view affix, std::uint32_t number) {
        if (affix.size() > max_name_length) return;
        numbers_.add(hash_of(affix), number);
        lengths_.set(affix.size());
    }

    template <typename Each>
    void each(std::string_view name, const Each& call) const {
        if (numbers_.empty()) return;
        for (std::size_t length = 1; length <= name.size() && length < lengths_.size(); ++length) {
            if (!lengths_[length]) continue;
            numbers_.each(hash_of(name.substr(end == End::First ? 0 : name.size() - length, length)), call);
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
        if (!has_wildcard(pattern)) {
            exact_.add(hash_of(pattern), number);
        } else if (const auto prefix = literal_prefix(pattern); !prefix.empty()) {
            by_beginning_.add(prefix, number);
        } else if (const auto suffix = literal_suffix(pattern); !suffix.empty()) {
            by_ending_.add(suffix, number);
        } else {
            return false;
        }
        return true;
    }

    template <typename Each>
    void each(std::string_view name, const Each& call) const {
        if (!exact_.empty()) exact_.each(hash_of(name), call);
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
