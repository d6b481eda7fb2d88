// MG201 user_id_text: the auth service issues user ids as text such as otUe1YrfENPd…, never as UUIDs.
#include "rules/rule.hpp"
#include "rules/types/type_names.hpp"

namespace mana_guard::rules::user_id_text {
namespace {

constexpr Parameter parameters[] = {
    names("columns", "Columns that hold a user id.", {"user_id"}),
    names("allowed_types", "Types that these columns may have, after domains are resolved.", {"text"}),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& columns = p["columns"];
    const Names& allowed = p["allowed_types"];
    for (const Column& column : table.columns) {
        if (!columns.matches(column.name)) continue;
        if (!column.type.is_array() && names_type(allowed, column.type)) continue;
        auto finding = found.at(column);
        finding
            .says("column {column} of {kind} {object} is {}; user ids are {}", column.type.declared, allowed.listed())
            .value(column.type.declared);
        const auto right_glob = std::ranges::find(allowed.globs(), Glob::Kind::Exact, &Glob::kind);
        if (right_glob == allowed.globs().end()) continue;
        const std::string& right = right_glob->text();
        finding.becomes({.type = right});
        fix_type(finding, table, column, right);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG201",
    .name = "user_id_text",
    .category = Category::Types,
    .severity = Severity::Error,
    .waits_in_block = true,  // to replace what user_reference_text has waited with
    .summary = "A user id column must be text.",
    .why =
        "The auth service issues ids such as otUe1YrfENPdHnrF3g1vSBfpkQfambCZ, which no uuid or integer column "
        "can hold: inserts fail with \"invalid input syntax\".",
    .kinds = tables_of_any_kind,
    .facts = Fact::Columns | Fact::Constraints,
    .judges_columns_apart = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::user_id_text
