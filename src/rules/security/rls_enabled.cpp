// MG801 rls_enabled: where rows belong to users, row security keeps the users apart.
#include "rules/exposure.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::rls_enabled {
namespace {

constexpr Parameter parameters[] = {
    names_as_in("user_id_text", "columns", "Columns that hold a user id; as in user_id_text unless set."),
    names("roles", "The roles for which it matters: tables that none of them has a privilege on pass.", {}),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    if (table.row_security || !is_exposed(table.grants, p["roles"])) return;
    const Names& columns = p["columns"];
    const auto user_id =
        std::ranges::find_if(table.columns, [&](const Column& column) { return columns.matches(column.name); });
    if (user_id == table.columns.end()) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} has user id column {} but no row security", user_id->quoted_name)
        .value("row security off");
    // Without a policy, row security would lock out every role that was granted rights.
    if (!table.policies.empty() || !table.is_granted) finding.fix("{alter} ENABLE ROW LEVEL SECURITY;");
}

bool concerns(const Column& column, const Parameters& p) {
    return p["columns"].matches(column.name);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG801",
    .name = "rls_enabled",
    .category = Category::Security,
    .severity = Severity::Off,
    .timing = Timing::Commit,
    .may_be_mended = true,
    .summary = "A table with a user id column has row security.",
    .why =
        "A query that forgets its WHERE user_id = ... shows one user the rows of another. Row security prevents that.",
    .facts = Fact::Columns | Fact::Security,
    .added_column_concerns = concerns,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::rls_enabled
