// MG508 fk_on_delete: whoever creates a foreign key decides what happens to its rows when their target is deleted.
#include "rules/keys/foreign_keys.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::fk_on_delete {
namespace {

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    for (const ForeignKey& key : table.foreign_keys) {
        // PostgreSQL stores a missing ON DELETE as NO ACTION. RESTRICT, which has the same effect, can't be deferred.
        if (key.is_inherited || key.is_deferrable || key.on_delete != "no action") continue;
        auto finding = found.at(key);
        finding.says("foreign key {part} of {kind} {object} has no ON DELETE action").value(key.on_delete);
        offer_actions(finding, table, key, "restrict", key.on_update);
    }
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG508",
    .name = "fk_on_delete",
    .category = Category::Keys,
    .severity = Severity::Off,
    .summary = "A foreign key states what happens to its rows when the target is deleted.",
    .why =
        "Whether a delete in the target also deletes the referencing rows, clears the reference or fails should be "
        "decided when the key is created, not when the first delete fails.",
    .facts = Fact::Columns | Fact::Constraints,
    .judges_partitions = true,
    .added_column_concerns = concerns_no_added_column,
    .judge = judge,
};

}  // namespace mana_guard::rules::fk_on_delete
