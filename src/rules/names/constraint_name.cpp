// MG410 constraint_name: a constraint is named after its table and columns, so that an error shows what it is about.
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::constraint_name {
namespace {

constexpr Parameter parameters[] = {
    names("primary_keys",
          "Names of primary keys; {table} and {columns} stand for the names of the table and the columns.",
          {"{table}_pkey", "{table}_{columns}_pk"}),
    names("uniques", "Names of unique constraints.", {"{table}_{columns}_key*", "{table}_{columns}_unique"}),
    names("foreign_keys", "Names of foreign keys.", {"{table}_{columns}_fkey*", "{table}_{columns}_*_fk"}),
    names("checks", "Names of checks; {columns} stands for any text unless the check lists the values of one column.",
          {"{table}_{columns}_check*", "{table}_check*"}),
    names("exclusions", "Names of exclusion constraints.", {"{table}_{columns}_excl*"}),
};

// What the placeholders stand for.
struct Words {
    std::string_view table;
    std::string columns;
};

std::string filled(std::string_view pattern, const Words& words) {
    std::string text(pattern);
    const auto replace = [&text](std::string_view placeholder, std::string_view word) {
        for (auto at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at + word.size())) {
            text.replace(at, placeholder.size(), word);
        }
    };
    replace("{table}", words.table);
    replace("{columns}", words.columns);
    return text;
}

// Whether the name follows one of the patterns. PostgreSQL shortens names that are too long in its own way.
bool follows(std::string_view name, const Names& patterns, const Words& words) {
    return std::ranges::any_of(patterns.globs(), [&](const Glob& pattern) {
        const Glob glob(filled(pattern.text(), words));
        return glob.literal_length() > max_name_length || glob.matches(name);
    });
}

bool is_taken(const Table& table, std::string_view name) {
    const auto has = [name](const auto& parts) {
        return std::ranges::any_of(parts, [name](const auto& part) { return part.name == name; });
    };
    return has(table.indexes) || has(table.foreign_keys) || has(table.checks);
}

// A name by the first pattern that has no wildcard except a * at its end; empty where there is none.
std::string right_name(const Table& table, const Names& patterns, const Words& words) {
    for (const Glob& pattern : patterns.globs()) {
        std::string name = filled(pattern.text(), words);
        if (name.ends_with('*')) name.pop_back();
        if (name.find_first_of("*?") == std::string::npos) return is_taken(table, name) ? std::string() : name;
    }
    return {};
}

template <typename Part>
void judge_name(const Table& table, const Part& part, const Names& patterns, const Words& words, Findings& found) {
    if (part.is_inherited || patterns.globs().empty() || follows(part.name, patterns, words)) return;
    auto finding = found.at(part);
    finding.says("constraint {part} of {kind} {object} is not named {}", patterns.listed()).value(part.name);
    const std::string right = right_name(table, patterns, words);
    if (!right.empty()) finding.fix("{alter} RENAME CONSTRAINT {part} TO {};", sql_name(right)).called(right);
}

// The columns' names with underscores between them; any text where one of them is not a column.
Words words_of(const Table& table, std::span<const std::uint32_t> columns) {
    Words words{table.name, {}};
    for (const std::uint32_t column : columns) {
        if (column == no_column) return {table.name, "*"};
        words.columns.append(words.columns.empty() ? "" : "_").append(table.columns[column].name);
    }
    return words;
}

std::string_view parameter_of(const Index& index) {
    return index.is_primary ? "primary_keys" : index.is_exclusion ? "exclusions" : "uniques";
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const Index& index : table.indexes) {
        if (!index.is_of_constraint()) continue;
        std::vector<std::uint32_t> columns;
        for (const IndexKey& key : index.keys) columns.push_back(key.column);
        judge_name(table, index, p[parameter_of(index)], words_of(table, columns), found);
    }
    for (const ForeignKey& key : table.foreign_keys) {
        judge_name(table, key, p["foreign_keys"], words_of(table, key.columns), found);
    }
    for (const Check& check : table.checks) {
        judge_name(table, check, p["checks"], words_of(table, {&check.listed_column, 1}), found);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG410",
    .name = "constraint_name",
    .category = Category::Names,
    .severity = Severity::Off,
    .summary = "A constraint is named after its table and columns.",
    .why = "An error raised by a constraint contains its name, and services use that name to find out what went wrong.",
    .kinds = tables_of_any_kind,
    .facts = Fact::Placement | Fact::Columns | Facts(Fact::Constraints) | Fact::Indexes,
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::constraint_name
