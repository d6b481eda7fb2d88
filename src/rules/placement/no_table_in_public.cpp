// MG101 no_table_in_public: every table is in its service's schema, since a shared schema belongs to no service.
#include "rules/exposure.hpp"
#include "rules/fix_cautions.hpp"
#include "rules/placement/moves.hpp"
#include "rules/rule.hpp"

namespace mana_guard::rules::no_table_in_public {
namespace {

constexpr Parameter parameters[] = {
    names("schemas", "The shared schemas that no relation may be in.", {"public"}),
    names("kinds",
          "The kinds of relations that may not be there: table, foreign_table, view, materialized_view, sequence.",
          {"table", "foreign_table"}),
    reading(Fact::Security,
            names("roles", "The roles for which it matters: relations that none of them has a privilege on pass.", {})),
};

// In the order of ObjectKind.
constexpr std::array<std::string_view, 6> kind_names = {
    "table", "table", "foreign_table", "view", "materialized_view", "sequence"};

void judge(const Table& table, const Parameters& p, Findings& found) {
    if (!p["schemas"].matches(table.schema)) return;
    if (!p["kinds"].matches(kind_names.at(static_cast<std::size_t>(table.kind)))) return;
    const Names& roles = p["roles"];
    // What is granted matters only for roles.
    const bool is_about_place = table.touched.has(Fact::Placement) || !roles.globs().empty();
    if (!is_about_place || !is_exposed(table.grants, roles)) return;
    auto finding = found.at_object();
    finding.says("{kind} {object} is in the shared schema \"{}\"", table.schema)
        .value(table.schema)
        .belongs_in_own_schema()
        .fix("{alter} SET SCHEMA {own_schema};");
    if (tables_of_any_kind.has(table.kind)) finding.in_use(moves_table);
    if (has_moved(table)) finding.cure("");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG101",
    .name = "no_table_in_public",
    .category = Category::Placement,
    .severity = Severity::Error,
    .summary = "Every table is in its service's schema, never in a shared one.",
    .why =
        "Services share this database; in a shared schema their table names collide, and nothing shows which service "
        "owns a table.",
    .kinds = all_relations,
    .facts = Fact::Placement | Fact::Security,
    .judges_partitions = true,
    .parameters = parameters,
    .judge = judge,
};

}  // namespace mana_guard::rules::no_table_in_public
