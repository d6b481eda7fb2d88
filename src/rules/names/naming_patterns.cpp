#include "rules/names/naming_patterns.hpp"

#include <algorithm>

#include "rules/free_name.hpp"
#include "text/glob.hpp"

namespace mana_guard::rules {
namespace {

constexpr std::string_view columns_word = "{columns";

std::string joined_columns(const Table& table, std::span<const std::uint32_t> columns, std::string_view separator) {
    std::string joined;
    for (const std::uint32_t column : columns) {
        if (column == no_column) return "*";
        joined.append(joined.empty() ? std::string_view() : separator).append(table.columns[column].name);
    }
    return joined;
}

std::string filled_pattern(std::string_view pattern, const Table& table, std::span<const std::uint32_t> columns) {
    std::string name;
    while (!pattern.empty()) {
        const std::size_t end = pattern.starts_with('{') ? pattern.find('}') : std::string_view::npos;
        std::string_view word = end == std::string_view::npos ? std::string_view() : pattern.substr(0, end);
        if (word == "{table") {
            name += table.name;
        } else if (word == columns_word) {
            name += joined_columns(table, columns, "_");
        } else if (word.starts_with(columns_word) && word[columns_word.size()] == ':') {
            name += joined_columns(table, columns, word.substr(columns_word.size() + 1));
        } else {
            name += pattern.front();
            pattern.remove_prefix(1);
            continue;
        }
        pattern.remove_prefix(end + 1);
    }
    return name;
}

bool can_be_given(const Table& table, std::string_view name) {
    const auto has = [name](const auto& parts) {
        return std::ranges::any_of(parts, [name](const auto& part) { return part.name == name; });
    };
    return !has(table.indexes) && !has(table.foreign_keys) && !has(table.checks) && !is_among(table.taken_names, name);
}

}  // namespace

bool follows_patterns(std::string_view name, const Names& patterns, const Table& table,
                      std::span<const std::uint32_t> columns) {
    return std::ranges::any_of(patterns.globs(), [&](const Glob& pattern) {
        const Glob glob(filled_pattern(pattern.text(), table, columns));
        return glob.literal_length() > max_name_length || glob.matches(name);
    });
}

std::string name_by_patterns(const Names& patterns, const Table& table, std::span<const std::uint32_t> columns,
                             std::string_view rest) {
    for (const Glob& pattern : patterns.globs()) {
        std::string_view kept = pattern.text();
        if (kept.ends_with('*')) kept.remove_suffix(1);
        std::string name = filled_pattern(kept, table, columns);
        const bool goes_on = kept.size() < pattern.text().size() && kept.ends_with('_');
        if (goes_on && name.size() + rest.size() <= max_name_length) name += rest;
        if (name.find_first_of("*?") == std::string::npos && can_be_given(table, name)) return name;
    }
    return {};
}

}  // namespace mana_guard::rules
