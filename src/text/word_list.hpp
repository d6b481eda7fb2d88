// Lists of words that are written as one text, separated by blanks or line ends, and split at compile time. A word is
// kept as its place in the text: a pointer to each would have to be relocated whenever the library is loaded.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace mana_guard {

struct PlaceOfWord {
    std::uint16_t start;
    std::uint16_t size;

    [[nodiscard]] constexpr std::string_view in(std::string_view list) const { return list.substr(start, size); }
};

// Calls with the place of each word of a list.
template <typename Call>
constexpr void each_place_in(std::string_view list, const Call& call) {
    constexpr std::string_view blanks = " \n";
    std::size_t start = list.find_first_not_of(blanks);
    while (start != std::string_view::npos) {
        const std::size_t end = std::min(list.find_first_of(blanks, start), list.size());
        call(PlaceOfWord{static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(end - start)});
        start = list.find_first_not_of(blanks, end);
    }
}

constexpr std::size_t count_of_words(std::string_view list) {
    std::size_t count = 0;
    each_place_in(list, [&count](PlaceOfWord /*place*/) { ++count; });
    return count;
}

// The words in the order of the list.
template <const std::string_view& list>
constexpr auto places = [] {
    static_assert(list.size() <= UINT16_MAX);
    std::array<PlaceOfWord, count_of_words(list)> all;
    std::size_t next = 0;
    each_place_in(list, [&](PlaceOfWord place) { all[next++] = place; });
    return all;
}();

template <const std::string_view& list>
constexpr std::string_view word_at(PlaceOfWord place) {
    return place.in(list);
}

template <const std::string_view& list>
constexpr auto sorted_places = [] {
    auto sorted = places<list>;
    std::ranges::sort(sorted, {}, word_at<list>);
    return sorted;
}();

// Whether the word is in the list.
template <const std::string_view& list>
bool is_in(std::string_view word) {
    return std::ranges::binary_search(sorted_places<list>, word, {}, word_at<list>);
}

}  // namespace mana_guard
