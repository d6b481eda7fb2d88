// The only file with fmt's own functions: the module needs no shared library of fmt, whose symbols another extension's
// could replace.
#define FMT_HEADER_ONLY
#include "text/formatted.hpp"

#include <fmt/format.h>

namespace mana_guard {

std::string vformatted(fmt::string_view text, fmt::format_args args) {
    return fmt::vformat(text, args);
}

std::string joined(std::span<const std::string_view> parts, std::string_view separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += separator;
        text += parts[i];
    }
    return text;
}

}  // namespace mana_guard
