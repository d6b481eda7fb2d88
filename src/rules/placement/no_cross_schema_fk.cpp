// MG108 no_cross_schema_fk: a foreign key refers only to tables of its own service, so that each service can change
// independently.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_cross_schema_fk {
namespace {

constexpr Parameter parameters[] = {
    names("allowed_targets", "Targets that foreign keys of every schema may refer to, each a schema or schema.table.",
          {"auth"}),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& allowed = p["allowed_targets"];
    for (const ForeignKey& key : table.foreign_keys) {
        if (key.is_inherited || key.target_schema == table.schema) continue;
        if (allowed.matches(key.target_schema) || allowed.matches(key.target)) continue;
        auto finding = found.at(key);
        finding.says("foreign key {part} of {kind} {object} refers to {} in another schema", key.target_identity)
            .value(key.target)
            .fix("{alter} DROP CONSTRAINT {part};");
        if (key.columns.size() == 1) finding.becomes(table.columns[key.columns[0]], {.reference = ""});
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG108",
    .name = "no_cross_schema_fk",
    .category = Category::Placement,
    .severity = Severity::Off,
    .summary = "A foreign key refers to a table in its own schema or to an allowed target.",
    .why =
        "A foreign key across schemas ties two services together: neither can drop, move or restore its table alone, "
        "and deletes in one wait for locks of the other.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_cross_schema_fk
