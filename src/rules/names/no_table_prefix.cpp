// MG415 no_table_prefix: files.name, not files.file_name, and files, not tbl_files.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_table_prefix {
namespace {

constexpr Parameter parameters[] = {
    names("prefixes", "What says of a name only which kind of thing has it.", {"tbl_", "col_", "fld_"}),
};

// The prefix that the name has before other words; empty where it has none.
std::string_view kind_prefix(std::string_view name, const Names& prefixes) {
    for (const Glob& prefix : prefixes.globs()) {
        if (name.size() > prefix.text().size() && name.starts_with(prefix.text())) return prefix.text();
    }
    return {};
}

std::string_view after(std::string_view name, std::string_view prefix) {
    if (prefix.empty() || !name.starts_with(prefix) || !name.substr(prefix.size()).starts_with('_')) return {};
    return name.substr(prefix.size() + 1);
}

// What the column's name says besides the table's. Nothing where the table's may mean other rows of it: a key is named
// after what it refers to, file_id, and so is a count, comment_count.
std::string_view own_words(std::string_view name, std::string_view table) {
    std::string_view rest = after(name, singular_of_name(table));
    if (rest.empty()) rest = after(name, table);
    if (rest.empty() || rest.front() < 'a' || rest.front() > 'z') return {};
    return rest == "id" || rest == "ids" || rest == "count" || rest.ends_with("_count") ? std::string_view() : rest;
}

void judge_column(const Table& table, const Column& column, const Names& prefixes, Findings& found) {
    const std::string_view prefix = kind_prefix(column.name, prefixes);
    const std::string_view rest =
        prefix.empty() ? own_words(column.name, table.name) : column.name.substr(prefix.size());
    if (rest.empty()) return;
    auto finding = found.at(column);
    if (prefix.empty()) {
        finding.says("column {column} of {kind} {object} repeats its table's name");
    } else {
        finding.says("column {column} of {kind} {object} has the prefix {}", prefix);
    }
    finding.value(column.name);
    fix_column_name(finding, table, column, rest);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& prefixes = p["prefixes"];
    const std::string_view prefix = kind_prefix(table.name, prefixes);
    if (!prefix.empty()) {
        auto finding = found.at_object();
        finding.says("{kind} {object} has the prefix {}", prefix).value(table.name);
        fix_table_name(finding, table, table.name.substr(prefix.size()));
    }
    for (const Column& column : table.columns) {
        if (!is_named_elsewhere(table, column)) judge_column(table, column, prefixes, found);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG415",
    .name = "no_table_prefix",
    .category = Category::Names,
    .severity = Severity::Off,
    .summary = "A column's name doesn't repeat its table's, and no name says what kind of thing has it.",
    .why =
        "Every query names the table already: files.file_name says it twice, and tbl_files says what the place in the "
        "statement says.",
    .facts = Fact::Placement | Fact::Columns,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_table_prefix
