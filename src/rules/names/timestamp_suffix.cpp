// MG406 timestamp_suffix: the name of a column that holds a moment ends in _at: created_at.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::timestamp_suffix {
namespace {

constexpr Parameter parameters[] = {
    names("suffixes", "Suffixes that a timestamp column's name may have.", {"_at"}),
};

// Endings that say what type the column has; the suffix replaces them.
constexpr auto type_words = std::to_array<std::string_view>(
    {"_on", "_ts", "_dt", "_time", "_date", "_datetime", "_timestamp", "_timestamptz", "_tstamp"});

constexpr bool is_timestamp(const Type& type) {
    return type.base == "timestamp with time zone" || type.base == "timestamp without time zone";
}

// Whether it ends in a suffix, or is one without its underscore, such as a column "at".
bool ends_right(std::string_view name, const Names& suffixes) {
    return std::ranges::any_of(suffixes.globs(), [name](const Glob& suffix) {
        return glob_matches("*" + suffix.text(), name) || suffix.text() == "_" + std::string(name);
    });
}

std::string better_name(std::string_view name, const Names& suffixes) {
    const auto ends_name = [name](std::string_view ending) {
        return name.ends_with(ending) || name == ending.substr(1);
    };
    if (suffixes.globs().empty()) return {};
    const Glob& suffix = suffixes.globs().front();
    const auto* const type_word = std::ranges::find_if(type_words, ends_name);
    if (type_word != type_words.end()) name.remove_suffix(std::min(type_word->size(), name.size()));
    // A verb alone is a noun too: start_at.
    const bool is_sentence =
        has_preposition(name) || (starts_with_verb(name) && name.find('_') != std::string_view::npos);
    const bool can_be_said = !name.empty() && !is_sentence && suffix.kind() == Glob::Kind::Exact;
    return can_be_said ? std::string(name) + suffix.text() : std::string();
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& suffixes = p["suffixes"];
    for (const Column& column : table.columns) {
        if (column.inherited || !is_timestamp(column.type)) continue;
        const std::string name = in_snake_case(column.name);
        if (ends_right(name, suffixes)) continue;
        auto finding = found.at(column);
        finding.says("timestamp column {column} of {kind} {object} does not end in {}", suffixes.listed())
            .value(column.name);
        fix_column_name(finding, table, column, better_name(name, suffixes));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG406",
    .name = "timestamp_suffix",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "A timestamp column's name ends in _at.",
    .why =
        "created_at is a moment, created_on a day, and created a flag or a user. The ending shows this without a look "
        "at the schema, and tools that look for timestamps rely on it.",
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::timestamp_suffix
