// MG408 count_suffix: the name of a column that holds a count ends in _count: download_count.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::count_suffix {
namespace {

constexpr Parameter parameters[] = {
    names("suffix", "Suffixes that the name of a count column may have.", {"_count"}),
    names("columns", "Names that mark an integer column as a count.",
          {"num_*", "number_of_*", "n_*", "count_*", "*_cnt"}),
};

// Last words that say that the integer is a number or says something about a count, but is not a count.
constexpr auto no_counts =
    std::to_array<std::string_view>({"id", "key", "code", "type", "kind", "mode", "status", "state", "method", "number",
                                     "no", "by", "limit", "threshold", "interval"});

constexpr auto beginnings = std::to_array<std::string_view>({"number_of_", "num_", "n_", "count_of_", "count_"});

constexpr bool is_integer(const Type& type) {
    return type.base == "bigint" || type.base == "integer" || type.base == "smallint";
}

bool ends_right(std::string_view name, const Names& suffixes) {
    return std::ranges::any_of(suffixes.globs(),
                               [name](const Glob& suffix) { return glob_matches("*" + suffix.text(), name); });
}

bool counts(std::string_view name, const Parameters& p) {
    return p["columns"].matches(name) && !ends_right(name, p["suffix"]) &&
           std::ranges::find(no_counts, last_word(name)) == no_counts.end();
}

// download_count for num_downloads.
std::string better_name(std::string_view name, const Names& suffixes) {
    if (suffixes.globs().empty() || suffixes.globs().front().kind() != Glob::Kind::Exact) return {};
    const auto* const beginning =
        std::ranges::find_if(beginnings, [name](std::string_view start) { return name.starts_with(start); });
    if (beginning != beginnings.end()) name.remove_prefix(beginning->size());
    constexpr std::string_view short_form = "_cnt";
    if (name.ends_with(short_form)) name.remove_suffix(short_form.size());
    return name.empty() ? std::string() : singular_of_name(name) + suffixes.globs().front().text();
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const Column& column : table.columns) {
        if (column.inherited || !is_integer(column.type)) continue;
        const std::string name = in_snake_case(column.name);
        if (!counts(name, p)) continue;
        auto finding = found.at(column);
        finding.says("count column {column} of {kind} {object} does not end in {}", p["suffix"].listed())
            .value(column.name);
        fix_column_name(finding, table, column, better_name(name, p["suffix"]));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG408",
    .name = "count_suffix",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "The name of a column that holds a count ends in _count.",
    .why =
        "Where one table has num_files, another files_cnt and a third file_count, whoever queries a count has to try "
        "them all.",
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::count_suffix
