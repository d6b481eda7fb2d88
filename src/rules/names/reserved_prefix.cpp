// MG418 reserved_prefix: names that begin with pg_ are PostgreSQL's.
#include "rules/names/renames.hpp"
#include "rules/rule.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::reserved_prefix {
namespace {

constexpr Parameter parameters[] = {
    names("prefixes", "Prefixes that no name may have.", {"pg_"}),
};

// The prefix that the name has; empty where it has none.
std::string_view prefix_of(std::string_view name, const Parameters& p) {
    for (const Glob& prefix : p["prefixes"].globs()) {
        if (name.starts_with(prefix.text())) return prefix.text();
    }
    return {};
}

Findings::Builder found_at(const Object& object, std::string_view prefix, Findings& found) {
    auto finding = found.at_object();
    finding.says("{kind} {object} has the prefix {}, which is reserved for PostgreSQL", prefix).value(object.name);
    return finding;
}

void judge(const Table& table, const Parameters& p, Findings& found) {
    const std::string_view prefix = prefix_of(table.name, p);
    if (prefix.empty()) return;
    auto finding = found_at(table, prefix, found);
    fix_table_name(finding, table, table.name.substr(prefix.size()));
}

void judge(const Definition& definition, const Parameters& p, Findings& found) {
    const std::string_view prefix = prefix_of(definition.name, p);
    if (prefix.empty()) return;
    auto finding = found_at(definition, prefix, found);
    const std::string_view better = definition.name.substr(prefix.size());
    if (better.empty()) return;
    finding.fix("{alter} RENAME TO {};", sql_name(better));
    const std::string_view before = definition.identity_before;
    // The command has just renamed it; it is enough not to do so.
    if (!before.empty() && before != definition.identity) finding.cure("");
    if (definition.created) finding.cure("-- under another name, such as {}", sql_name(better));
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG418",
    .name = "reserved_prefix",
    .category = Category::Names,
    .severity = Severity::Off,
    .summary = "No relation, type or routine has a name that begins with pg_.",
    .why =
        "pg_catalog is searched before all other schemas. A later version of PostgreSQL may have something of the same "
        "name, and every query that doesn't name the schema then means PostgreSQL's instead of yours.",
    .kinds = all_relations | all_types | all_routines,
    .facts = Fact::Placement | Fact::Definition,
    .judges_partitions = true,
    .parameters = parameters,
    .judge = judge,
    .judge_definition = judge,
};

}  // namespace mana_guard::rules::reserved_prefix
