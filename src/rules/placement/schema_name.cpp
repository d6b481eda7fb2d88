// MG105 schema_name: a schema's name is part of every query, and cannot easily change once the schema holds tables.
#include <utility>

#include "rules/free_name.hpp"
#include "rules/rule.hpp"
#include "rules/snake_case.hpp"
#include "rules/sql_name.hpp"

namespace mana_guard::rules::schema_name {
namespace {

constexpr Parameter parameters[] = {
    number("max_length", "How many bytes a name may have.", 30),
    names("forbidden_suffixes", "The suffixes that a name may not have.", {"_schema"}),
};

// "is not snake_case and ends in _schema"; empty if the name is acceptable.
std::string faults_of(std::string_view name, const Parameters& p) {
    std::string faults;
    const auto add = [&faults](std::string_view fault) {
        if (!faults.empty()) faults += " and ";
        faults += fault;
    };
    if (!is_snake_case(name)) add("is not snake_case");
    const std::int64_t max_length = p.number("max_length");
    if (std::cmp_greater(name.size(), max_length)) add(formatted("has more than {} bytes", max_length));
    for (const Glob& suffix : p["forbidden_suffixes"].globs()) {
        if (glob_matches("*" + suffix.text(), name)) add(formatted("ends in {}", suffix.text()));
    }
    if (is_reserved_word(name)) add("is a reserved word");
    return faults;
}

// A similar name that is acceptable; empty if there is none.
std::string better_name(std::string_view name, const Parameters& p) {
    std::string better = to_snake_case(name);
    for (const Glob& suffix : p["forbidden_suffixes"].globs()) {
        if (!better.ends_with(suffix.text())) continue;
        better = to_snake_case(better.substr(0, better.size() - suffix.text().size()));
    }
    const bool is_taken = better == "public" || better.starts_with("pg_");
    return is_taken || !faults_of(better, p).empty() ? std::string() : better;
}

void judge(const Schema& schema, const SchemaContext& /*context*/, const Parameters& p, Findings& found) {
    const std::string faults = faults_of(schema.schema, p);
    if (faults.empty()) return;
    // Whoever renames a schema has chosen its new name, so the old name is no excuse.
    auto finding = found.at_object();
    finding.says("schema name {object} {}", faults).value(schema.schema);
    const std::string better = better_name(schema.schema, p);
    if (better.empty()) return;
    if (is_among(schema.taken_names, better)) {
        finding.held_back("There is already a schema {}.", better);
        return;
    }
    finding.called(better);
    // If the schema holds tables, no_schema_rename refuses to rename it.
    if (!schema.holds_tables) finding.fix("{alter} RENAME TO {};", better);
    if (schema.created) finding.cure("CREATE SCHEMA {};", better);
    if (schema.identity_before == better) finding.cure("");
}

}  // namespace

extern constexpr Rule rule{
    .code = "MG105",
    .name = "schema_name",
    .category = Category::Placement,
    .severity = Severity::Warn,
    .summary = "A schema has a short snake_case name that needs no quotes.",
    .why =
        "A schema's name is part of every query. A name that needs quotes fails wherever they are forgotten; a long "
        "name or a suffix such as _schema adds nothing. Once the schema holds tables, a rename breaks every client.",
    .kinds = ObjectKind::Schema,
    .facts = Fact::SchemaName,
    .parameters = parameters,
    .judge_schema = judge,
};

}  // namespace mana_guard::rules::schema_name
