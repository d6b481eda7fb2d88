#include "text/glob.hpp"

#include <algorithm>
#include <functional>

#include "text/characters.hpp"

namespace mana_guard {

Glob::Glob(std::string_view text)
    : text_(text),
      literal_length_(static_cast<std::size_t>(std::ranges::count_if(text, std::not_fn(is_wildcard)))),
      kind_(text == "*"                      ? Kind::Any
            : literal_length_ == text.size() ? Kind::Exact
                                             : Kind::Pattern) {}

bool glob_matches(std::string_view pattern, std::string_view name) noexcept {
    // Greedy with one point to backtrack to: the last star seen and how much of the name it matches.
    std::size_t at = 0;
    std::size_t position = 0;
    std::size_t star = std::string_view::npos;
    std::size_t held = 0;
    while (position < name.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            held = position;
        } else if (at < pattern.size() && pattern[at] == '?') {
            ++at;
            position += character_length(name.substr(position));
        } else if (at < pattern.size() && pattern[at] == name[position]) {
            ++at;
            ++position;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            position = ++held;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace mana_guard
