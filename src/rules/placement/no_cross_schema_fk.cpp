// MG108 no_cross_schema_fk: a foreign key stays among its service's tables, so that each service can change alone.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_cross_schema_fk {
namespace {

constexpr Parameter parameters[] = {
    names("allowed_targets", "What foreign keys of every schema may refer to: schemas, or schema.table.", {"auth"}),
};

void judge(const Table& table, const Parameters& p, Findings& found) {
    const Names& allowed = p["allowed_targets"];
    for (const ForeignKey& key : table.foreign_keys) {
        if (key.is_inherited || key.target_schema == table.schema) continue;
        if (allowed.matches(key.target_schema) || allowed.matches(key.target)) continue;
        auto finding = found.at(key);
        finding.says("foreign key {part} of {kind} {object} leaves its schema: it refers to {}", key.target_identity)
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
    .summary = "A foreign key stays in its schema, or refers to one that all may refer to.",
    .why =
        "A foreign key ties two services together: neither can drop, move or restore its table alone, and one's "
        "deletes wait for the other's locks.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_partitions = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_cross_schema_fk
