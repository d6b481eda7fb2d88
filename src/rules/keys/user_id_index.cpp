// MG504 user_id_index: nearly every query asks for the rows of one user, so an index begins with the user id.
#include "rules/keys/index_columns.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::user_id_index {
namespace {

constexpr Parameter parameters[] = {
    names_as_in("user_id_text", "columns", "Columns that hold a user id; as in user_id_text unless set."),
    index_name_patterns,
};

bool leads_an_index(const Table& table, std::uint32_t column) {
    return std::ranges::any_of(table.indexes, [column](const Index& index) {
        return index.is_valid && !index.keys.empty() && index.keys.front().column == column;
    });
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& columns = p["columns"];
    for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (!columns.matches(column.name) || leads_an_index(table, i)) continue;
        auto finding = found.at(column);
        finding.says("column {column} of {kind} {object} is not the first column of any index");
        fix_by_index(finding, table, {&i, 1}, p["patterns"]);
    }
}

bool concerns(const Column& column, const Parameters& p) {
    return p["columns"].matches(column.name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG504",
    .name = "user_id_index",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "A user id column is the first column of an index.",
    .why = "Nearly every query asks for the rows of one user; without an index it reads the rows of all users.",
    .facts = Fact::Columns | Fact::Indexes,
    .added_column_concerns = concerns,
    .added_index_concerns = concerns_no_added_index,
    .parameters = parameters,
    .yields_to = {"fk_index"},
    .judge = judge,
};

}  // namespace mana_guard::rules::user_id_index
