// Formatting of texts. Uses fmt, compiled in one file: every file that called fmt::format itself would compile all of
// fmt.
#pragma once

#include "core.hpp"

#include <fmt/core.h>

#include <span>
#include <string>
#include <string_view>

namespace mana_guard {

// fmt::vformat: throws fmt::format_error, a std::runtime_error, for a text that doesn't fit the arguments.
std::string vformatted(fmt::string_view text, fmt::format_args args);

// fmt::format: the text with its placeholders filled in; a text that doesn't fit doesn't compile.
template <typename... Args>
std::string formatted(fmt::format_string<Args...> text, Args&&... args) {
    return vformatted(text, fmt::make_format_args(args...));
}

// The parts with the separator between them.
std::string joined(std::span<const std::string_view> parts, std::string_view separator);

}  // namespace mana_guard
