// MG405 boolean_prefix: a boolean column's name reads like a condition.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::boolean_prefix {
namespace {

constexpr Parameter parameters[] = {
    names("prefixes", "Prefixes that a boolean column's name may have.", {"is_", "has_"}),
};

bool starts_right(std::string_view name, const Names& prefixes) {
    return std::ranges::any_of(prefixes.globs(),
                               [name](const Glob& prefix) { return glob_matches(prefix.text() + "*", name); });
}

// The name with the first prefix, where that reads like a condition.
std::string better_name(std::string_view name, const Names& prefixes) {
    if (prefixes.globs().empty() || starts_with_verb(name) || has_preposition(name)) return {};
    const Glob& prefix = prefixes.globs().front();
    return prefix.kind() == Glob::Kind::Exact ? prefix.text() + std::string(name) : std::string();
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& prefixes = p["prefixes"];
    for (const Column& column : table.columns) {
        if (column.inherited || column.type.base != "boolean") continue;
        const std::string name = in_snake_case(column.name);
        if (starts_right(name, prefixes)) continue;
        auto finding = found.at(column);
        finding.says("boolean column {column} of {kind} {object} does not start with {}", prefixes.listed())
            .value(column.name);
        fix_column_name(finding, table, column, better_name(name, prefixes));
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG405",
    .name = "boolean_prefix",
    .category = Category::Names,
    .severity = Severity::Warn,
    .summary = "A boolean column's name starts with is_ or has_.",
    .why =
        "WHERE is_deleted reads like a condition. A column named deleted could also be a time, a user or a count, and "
        "the reader has to look it up.",
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::boolean_prefix
