// Lines of a text, each only once.
#pragma once

#include "core.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace mana_guard {

// Adds the line unless it is empty or there already.
inline void add_once(std::vector<std::string>& lines, std::string line) {
    if (!line.empty() && std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
}

inline std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
}

}  // namespace mana_guard
