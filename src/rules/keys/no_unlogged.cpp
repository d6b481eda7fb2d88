// MG512 no_unlogged: a table is logged, since an unlogged one is emptied by a crash and is not replicated.
#include "rules/rule.hpp"

namespace mana_guard::rules::no_unlogged {
namespace {

constexpr std::string_view rewrites_table =
    "MG608: where the table is in use, this rewrites it and blocks all reads and writes meanwhile";

// A logged table can't refer to an unlogged one.
bool refers_to_unlogged(const Table& table) {
    return std::ranges::any_of(table.foreign_keys, [&table](const ForeignKey& key) {
        return key.target_is_unlogged && key.target_identity != table.identity;
    });
}

void judge(const Table& table, const Parameters& /*parameters*/, Findings& found) {
    if (!table.is_unlogged) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is unlogged").value("unlogged");
    if (!refers_to_unlogged(table)) finding.fix("{alter} SET LOGGED;").cure("").in_use(rewrites_table);
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG512",
    .name = "no_unlogged",
    .category = Category::Keys,
    .severity = Severity::Warn,
    .summary = "A table is logged, so that it survives a crash and is replicated.",
    .why =
        "An unlogged table is empty after a crash of the server, and standbys and physical backups never have its "
        "rows.",
    .kinds = ObjectKind::Table,
    .facts = Fact::Storage,
    .facts_of_fix = Fact::Constraints,
    .judges_partitions = true,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_unlogged
