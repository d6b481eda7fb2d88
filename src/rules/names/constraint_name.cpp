// MG410 constraint_name: a constraint is named after its table and columns, so that an error shows what it is about.
#include "rules/index_naming.hpp"
#include "rules/names/naming_patterns.hpp"
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

// The column at which CREATE TABLE or ADD COLUMN says the foreign key, where it may say its name too; null elsewhere.
const Column* said_at(const Table& table, const ForeignKey& key) {
    if (key.columns.size() != 1 || key.columns.front() >= table.columns.size()) return nullptr;
    const Column& column = table.columns[key.columns.front()];
    if (!table.created && !column.added) return nullptr;
    return column.clauses == nullptr || column.clauses->reference.empty() ? nullptr : &column;
}

template <typename Part>
void judge_name(const Table& table, const Part& part, const Names& patterns, std::span<const std::uint32_t> columns,
                std::string_view rest, Findings& found, const Column* said = nullptr) {
    if (part.is_inherited || patterns.globs().empty() || follows_patterns(part.name, patterns, table, columns)) return;
    auto finding = found.at(part);
    finding.says("constraint {part} of {kind} {object} is not named {}", patterns.listed()).value(part.name);
    const std::string right = name_by_patterns(patterns, table, columns, rest);
    if (right.empty()) return;
    finding.called(right);
    if (table.of_type.empty()) {
        finding.fix("{alter} RENAME CONSTRAINT {part} TO {};", sql_name(right));
    } else {
        // PostgreSQL takes it for the name of a column, which the type decides.
        finding.fix("{alter} NOT OF; {alter} RENAME CONSTRAINT {part} TO {}; {alter} OF {};", sql_name(right),
                    table.of_type);
    }
    if (said != nullptr) finding.becomes(*said, {.reference_name = right});
}

std::string_view parameter_of(const Index& index) {
    return index.is_primary ? "primary_keys" : index.is_exclusion ? "exclusions" : "uniques";
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    for (const Index& index : table.indexes) {
        if (!index.is_of_constraint()) continue;
        std::vector<std::uint32_t> columns;
        for (const IndexKey& key : index.keys) columns.push_back(key.column);
        judge_name(table, index, p[parameter_of(index)], columns, rest_of_name(index.name, table.name), found);
    }
    for (const ForeignKey& key : table.foreign_keys) {
        judge_name(table, key, p["foreign_keys"], key.columns, rest_of_name(key.target), found, said_at(table, key));
    }
    for (const Check& check : table.checks) {
        judge_name(table, check, p["checks"], {&check.listed_column, 1}, rest_of_name(check.name, table.name), found);
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
    .added_index_concerns = concerns_no_added_index,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::constraint_name
