// MG409 index_name: an index is named after its table and columns: idx_{table}_{columns}.
#include "rules/free_name.hpp"
#include "rules/index_naming.hpp"
#include "rules/names/naming_patterns.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"
#include "text/glob.hpp"

namespace mana_guard::rules::index_name {
namespace {

constexpr Parameter parameters[] = {
    names("patterns",
          "Patterns that names follow instead; {table} and {columns} stand for the names of the table and the columns, "
          "{columns:_and_} for those with _and_ between them.",
          {}),
};

bool is_free(const Table& table, std::string_view name) {
    return name.size() <= max_name_length &&
           std::ranges::find(table.indexes, name, &Index::name) == table.indexes.end();
}

// The name, or one that goes on from it where another index of the table is to get it, as on a column of text, on which
// Django makes two, or where it is taken.
std::string not_yet_given(const Table& table, const std::string& name, std::vector<std::string>& given) {
    std::vector<std::string_view> not_free(given.begin(), given.end());
    not_free.insert(not_free.end(), table.taken_names.begin(), table.taken_names.end());
    return given.emplace_back(free_name(not_free, name));
}

// What {columns} stands for: any text where they do not say what the index is for.
std::vector<std::uint32_t> naming_columns(const Index& index) {
    if (index.is_partial()) return {no_column};
    std::vector<std::uint32_t> columns;
    for (const IndexKey& key : index.keys) columns.push_back(key.column);
    return columns;
}

void judge_by_patterns(const Table& table, const Index& index, const Names& patterns, Findings& found) {
    const auto columns = naming_columns(index);
    auto all = columns;
    all.insert(all.end(), index.included.begin(), index.included.end());
    if (follows_patterns(index.name, patterns, table, columns) || follows_patterns(index.name, patterns, table, all))
        return;
    auto finding = found.at(index);
    finding.says("index {part} of {kind} {object} is not named {}", patterns.listed()).value(index.name);
    const std::string right = name_by_patterns(patterns, table, columns);
    if (!right.empty()) finding.fix("ALTER INDEX {} RENAME TO {};", index.identity, sql_name(right)).called(right);
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& patterns = p["patterns"];
    std::vector<std::string> given;
    for (const Index& index : table.indexes) {
        if (index.is_of_constraint() || index.is_inherited || is_named_by_postgres(table, index)) continue;
        if (!patterns.globs().empty()) {
            judge_by_patterns(table, index, patterns, found);
            continue;
        }
        if (is_well_named(table, index)) continue;
        const std::string right = not_yet_given(table, better_index_name(table, index), given);
        auto finding = found.at(index);
        finding
            .says(can_be_named_by_columns(table, index)
                      ? "index {part} of {kind} {object} is not named after its columns, as in {}"
                      : "index {part} of {kind} {object} does not begin with idx_, as in {}",
                  sql_name(right))
            .value(index.name);
        if (is_free(table, right))
            finding.fix("ALTER INDEX {} RENAME TO {};", index.identity, sql_name(right)).called(right);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG409",
    .name = "index_name",
    .category = Category::Names,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .summary = "An index is named idx_{table}_{columns}.",
    .why =
        "Query plans and error messages often show only the name of an index, so the name must say which table and "
        "columns it is on.",
    .kinds = stored_tables | ObjectKind::MaterializedView,
    .facts = Fact::Placement | Fact::Columns | Facts(Fact::Indexes),
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::index_name
