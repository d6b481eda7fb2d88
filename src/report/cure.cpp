#include "report/cure.hpp"

#include <algorithm>

#include "policy/setting.hpp"
#include "report/lines.hpp"
#include "rules/rule.hpp"

namespace mana_guard {
namespace {

std::string_view create_words(const Table& table) {
    switch (table.kind) {
        case ObjectKind::ForeignTable:
            return "CREATE FOREIGN TABLE";
        case ObjectKind::View:
            return "CREATE VIEW";
        case ObjectKind::MaterializedView:
            return "CREATE MATERIALIZED VIEW";
        case ObjectKind::Sequence:
            return "CREATE SEQUENCE";
        default:
            return "CREATE TABLE";
    }
}

// "CREATE TABLE app.files (\n    ...,\n    user_id text\n);"
std::string create_statement(const Table& table, std::string_view schema, const std::vector<std::string>& definitions) {
    const std::string target =
        schema.empty() ? std::string(table.identity) : formatted("{}.{}", schema, table.quoted_name);
    std::string sql = formatted("{} {}", create_words(table), target);
    if (table.is_partition) return sql + " PARTITION OF ...;";
    if (!table.of_type.empty()) sql += formatted(" OF {}", table.of_type);
    if (!tables_of_any_kind.has(table.kind)) return sql + " ...;";
    if (definitions.empty()) return sql + " (...);";
    sql += " (\n    ...";
    for (const std::string& definition : definitions) sql += ",\n    " + definition;
    sql += "\n);";
    if (table.from_query) sql += formatted("\nINSERT INTO {} SELECT ...;", target);
    return sql;
}

// A column is defined once, as its first finding has it.
bool is_defined_before(std::span<const Finding> findings, const Finding& finding) {
    if (finding.column == nullptr || finding.definition.empty()) return false;
    for (const Finding& other : findings) {
        if (&other == &finding) return false;
        if (other.column == finding.column && !other.definition.empty()) return true;
    }
    return false;
}

std::string cure_of_created(std::span<const Finding> findings, const Table& table) {
    std::string_view schema;
    std::vector<std::string> definitions;
    for (const Finding& finding : findings) {
        if (finding.table != &table) continue;
        if (!finding.schema.empty()) schema = finding.schema;
        if (!is_defined_before(findings, finding)) add_once(definitions, finding.definition);
    }
    if (schema.empty() && definitions.empty()) return {};
    return create_statement(table, schema, definitions);
}

std::string cure_of_altered(std::span<const Finding> findings, const Finding& finding) {
    if (finding.column == nullptr || !finding.column->added || finding.definition.empty()) return finding.cure;
    if (is_defined_before(findings, finding)) return {};
    return formatted("ALTER TABLE {} ADD COLUMN {};", finding.table->identity, finding.definition);
}

// At COMMIT the statements before it stand: what they have left out can still follow them.
bool may_follow(const Finding& finding) {
    return finding.setting->timing == Timing::Commit && finding.definition.empty() && finding.schema.empty();
}

}  // namespace

std::vector<std::string> cures(std::span<const Finding> findings) {
    std::vector<std::string> statements;
    for (const Finding& finding : findings) {
        add_once(statements, finding.table != nullptr && finding.table->created && !may_follow(finding)
                                 ? cure_of_created(findings, *finding.table)
                                 : cure_of_altered(findings, finding));
    }
    return statements;
}

}  // namespace mana_guard
