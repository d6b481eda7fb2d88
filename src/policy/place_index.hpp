// Finds the few of many rows whose patterns may match at a place, at a cost that doesn't grow with the number of rows.
#pragma once

#include "core.hpp"

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/glob.hpp"

namespace mana_guard {

// Row numbers by a text.
class TextIndex {
  public:
    void add(std::string_view text, std::uint32_t number) { numbers_[std::string(text)].push_back(number); }

    template <typename Each>
    void each(std::string_view text, const Each& call) const {
        const auto found = numbers_.find(text);
        if (found == numbers_.end()) return;
        for (const std::uint32_t number : found->second) call(number);
    }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, std::vector<std::uint32_t>, Hash, std::equal_to<>> numbers_;
};

enum class End { First, Last };

// Row numbers by the literal text at one end of their pattern. A name is looked up by each of its prefixes or suffixes
// that is as long as one of these texts.
template <End end>
class AffixIndex {
  public:
    void add(std::string_view affix, std::uint32_t number) {
        lengths_.set(affix.size());
        numbers_.add(affix, number);
    }

    template <typename Each>
    void each(std::string_view name, const Each& call) const {
        for (std::size_t length = 1; length <= name.size() && length < lengths_.size(); ++length) {
            if (!lengths_[length]) continue;
            numbers_.each(name.substr(end == End::First ? 0 : name.size() - length, length), call);
        }
    }

  private:
    // A literal is never longer than a name can be (row.cpp refuses longer ones).
    std::bitset<max_name_length + 1> lengths_;
    TextIndex numbers_;
};

// Row numbers by one pattern: an exact name by itself, a pattern by its beginning, otherwise by its ending.
class NameIndex {
  public:
    // Whether the pattern has a literal beginning or ending.
    static bool can_hold(const Glob& glob) { return !glob.prefix().empty() || !glob.suffix().empty(); }

    void add(const Glob& glob, std::uint32_t number) {
        if (glob.kind() == Glob::Kind::Exact) {
            exact_.add(glob.text(), number);
        } else if (!glob.prefix().empty()) {
            by_beginning_.add(glob.prefix(), number);
        } else {
            by_ending_.add(glob.suffix(), number);
        }
    }

    template <typename Each>
    void each(std::string_view name, const Each& call) const {
        exact_.each(name, call);
        by_beginning_.each(name, call);
        by_ending_.each(name, call);
    }

  private:
    TextIndex exact_;
    AffixIndex<End::First> by_beginning_;
    AffixIndex<End::Last> by_ending_;
};

class PlaceIndex {
  public:
    void add(const Glob& schema, const Glob& object, std::uint32_t number) {
        if (NameIndex::can_hold(object)) {
            by_object_.add(object, number);
        } else if (NameIndex::can_hold(schema)) {
            by_schema_.add(schema, number);
        } else {
            others_.push_back(number);
        }
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
