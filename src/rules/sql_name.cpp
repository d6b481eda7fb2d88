#include "rules/sql_name.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/word_list.hpp"

namespace mana_guard::rules {
namespace {

constexpr std::string_view reserved_words = R"(
all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
returning right select session_user similar some symmetric system_user table tablesample then to trailing true union
unique user using variadic verbose when where window with
)";

constexpr std::size_t letter_count = 26;

constexpr bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr std::size_t number_of(char letter) {
    return static_cast<std::size_t>(letter - 'a');
}

constexpr std::size_t longest_reserved = std::ranges::max(places<reserved_words>, {}, &PlaceOfWord::size).size;

// By first letter and length: a bit for each last letter that such a word has. Almost no name of a column passes.
constexpr auto last_letters = [] {
    std::array<std::array<std::uint32_t, longest_reserved + 1>, letter_count> letters{};
    for (const PlaceOfWord place : places<reserved_words>) {
        const std::string_view word = place.in(reserved_words);
        letters[number_of(word.front())][word.size()] |= 1U << number_of(word.back());
    }
    return letters;
}();

constexpr bool may_be_reserved(std::string_view name) {
    if (name.empty() || name.size() > longest_reserved || !is_letter(name.front()) || !is_letter(name.back()))
        return false;
    return (last_letters[number_of(name.front())][name.size()] >> number_of(name.back()) & 1U) != 0;
}

constexpr bool starts_a_name(char c) {
    return is_letter(c) || c == '_';
}
constexpr bool continues_a_name(char c) {
    return starts_a_name(c) || (c >= '0' && c <= '9');
}

bool is_plain(std::string_view name) {
    return !name.empty() && starts_a_name(name.front()) && std::ranges::all_of(name, continues_a_name) &&
           !is_reserved_word(name);
}

}  // namespace

bool is_reserved_word(std::string_view name) {
    return may_be_reserved(name) && is_in<reserved_words>(name);
}

std::string sql_literal(std::string_view text) {
    const bool has_backslash = text.find('\\') != std::string_view::npos;
    std::string quoted = has_backslash ? "E'" : "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') quoted += c;
        quoted += c;
    }
    return quoted + '\'';
}

std::string sql_name(std::string_view name) {
    if (is_plain(name)) return std::string(name);
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string plain_name(std::string_view spelled) {
    if (!spelled.starts_with('"')) return std::string(spelled);
    std::string name;
    for (std::size_t i = 1; i + 1 < spelled.size(); ++i) {
        name += spelled[i];
        if (spelled[i] == '"') ++i;
    }
    return name;
}

}  // namespace mana_guard::rules
