// MG415 no_table_prefix: files.name, not files.file_name, and files, not tbl_files.
#include "rules/names/inflector.hpp"
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_table_prefix {
namespace {

constexpr Parameter parameters[] = {
    names("prefixes", "Prefixes that only say what kind of object a name belongs to.", {"tbl_", "col_", "fld_"}),
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

// The rest of the column's name after the table's name. Empty where the table's name may mean other rows of the table:
// a key is named after what it refers to, file_id, and a count after what it counts, comment_count.
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
    if (table.touched.has(Fact::Placement) && !prefix.empty()) {
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
    .summary =
        "A column's name does not repeat its table's name, and no name has a prefix that only says what kind of object "
        "it is.",
    .why =
        "Every query names the table already, so files.file_name says it twice. tbl_files says what its place in the "
        "statement already shows.",
    .facts = Fact::Placement | Fact::Columns,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_table_prefix
