#include "policy/object_name.hpp"

#include "policy/error.hpp"
#include "text/formatted.hpp"

namespace mana_guard {
namespace {

constexpr std::size_t most_parts = 3;
// Characters that a name without double quotes can't contain.
constexpr std::string_view blanks_and_quotes = " \t\n\v\f\r\"";

[[noreturn]] void refuse(std::string_view text) {
    throw PolicyError(formatted("\"{}\" is not an object name", text),
                      "Write 'schema.table', 'schema.table.column' or 'schema.*'; put double quotes around names that "
                      "SQL would fold.");
}

constexpr char folded(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Reads one part from `text` at `position`, and moves `position` behind it.
std::string read_part(std::string_view text, std::size_t& position) {
    std::string part;
    if (position < text.size() && text[position] == '"') {
        for (++position;; ++position) {
            if (position >= text.size()) refuse(text);
            if (text[position] == '"') {
                ++position;
                if (position >= text.size() || text[position] != '"') return part;
            }
            part += text[position];
        }
    }
    for (; position < text.size() && text[position] != '.'; ++position) {
        if (blanks_and_quotes.find(text[position]) != std::string_view::npos) refuse(text);
        part += folded(text[position]);
    }
    return part;
}

}  // namespace

std::vector<std::string> split_object_name(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t position = 0;
    for (;;) {
        parts.push_back(read_part(text, position));
        if (parts.back().empty()) refuse(text);
        if (position == text.size() && parts.size() > 1) break;
        if (position == text.size() || text[position] != '.' || parts.size() == most_parts) refuse(text);
        ++position;
    }
    return parts;
}

}  // namespace mana_guard
