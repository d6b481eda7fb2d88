#include "report/dialects/sql_words.hpp"

#include <algorithm>
#include <cctype>

#include "text/formatted.hpp"

namespace mana_guard::dialects {
namespace {

constexpr Word other_names[] = {
    {"timestamp with time zone", "timestamptz"},
    {"timestamp without time zone", "timestamp"},
    {"time without time zone", "time"},
    {"time with time zone", "timetz"},
    {"character varying", "varchar"},
    {"character", "char"},
    {"bpchar", "char"},
    {"int", "integer"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"bool", "boolean"},
    {"float8", "double precision"},
    {"float4", "real"},
    {"decimal", "numeric"},
};

bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_flag(std::string_view text) {
    return text == "true" || text == "false";
}

bool holds_text(std::string_view type) {
    const std::string name = type_words(type).name;
    return name == "text" || name == "varchar" || name == "char";
}

// 'text', perhaps with a cast behind it; nothing inside that a language could take for more than a letter.
bool is_text(std::string_view expression) {
    const std::size_t end = expression.find('\'', 1);
    if (!expression.starts_with('\'') || end == std::string_view::npos) return false;
    const std::string_view rest = expression.substr(end + 1);
    return rest.empty() || (rest.starts_with("::") && rest.find('\'') == std::string_view::npos);
}

}  // namespace

std::string_view word_for(std::span<const Word> words, std::string_view type) {
    const auto found = std::ranges::find(words, type, &Word::type);
    return found == words.end() ? std::string_view() : found->word;
}

TypeWords type_words(std::string_view type) {
    TypeWords words;
    words.is_array = type.ends_with("[]");
    if (words.is_array) type.remove_suffix(2);
    words.name = type;
    const std::size_t begin = type.find('(');
    const std::size_t end = type.find(')');
    if (begin != std::string_view::npos && end != std::string_view::npos) {
        words.modifier = type.substr(begin + 1, end - begin - 1);
        words.name = formatted("{}{}", type.substr(0, begin), type.substr(end + 1));
    }
    const std::string_view known = word_for(other_names, words.name);
    if (!known.empty()) words.name = known;
    return words;
}

DefaultWords default_words(const ColumnParts& column) {
    const std::string_view expression = column.default_value;
    if (expression.empty()) return {};
    if (expression == "now()" || expression == "CURRENT_TIMESTAMP") return {DefaultIs::Now, "now()"};
    if (expression == "gen_random_uuid()") return {DefaultIs::Uuid, std::string(expression)};
    if (is_flag(expression)) return {DefaultIs::Flag, std::string(expression)};
    if (is_number(expression)) return {DefaultIs::Number, std::string(expression)};
    if (is_text(expression)) {
        const std::string_view text = expression.substr(1, expression.find('\'', 1) - 1);
        // A constant is spelled as one, whatever its type is: '0', 'false'.
        if (!holds_text(column.type) && is_number(text)) return {DefaultIs::Number, std::string(text)};
        if (!holds_text(column.type) && is_flag(text)) return {DefaultIs::Flag, std::string(text)};
        if (is_harmless(text)) return {DefaultIs::Text, std::string(text)};
    }
    return {DefaultIs::Expression, std::string(expression)};
}

bool is_harmless(std::string_view text) {
    return std::ranges::all_of(text, [](char one) {
        const auto byte = static_cast<unsigned char>(one);
        return byte >= ' ' && byte <= '~' && std::string_view("\"`\\$#").find(one) == std::string_view::npos;
    });
}

std::string precision_of(std::string_view modifier) {
    const std::size_t comma = modifier.find(',');
    if (comma == std::string_view::npos) return formatted("precision: {}", modifier);
    return formatted("precision: {}, scale: {}", modifier.substr(0, comma), modifier.substr(comma + 1));
}

std::string listed(const std::vector<std::string>& names, std::string_view before, std::string_view after) {
    std::string list;
    for (const std::string& name : names) list += formatted("{}{}{}{}", list.empty() ? "" : ", ", before, name, after);
    return list;
}

std::string listed(const std::vector<std::string>& items) {
    std::string list;
    for (const std::string& item : items) {
        if (!item.empty()) list += (list.empty() ? "" : ", ") + item;
    }
    return list;
}

}  // namespace mana_guard::dialects
