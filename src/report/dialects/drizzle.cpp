// drizzle-orm's pg-core.
#include <cctype>

#include "report/dialects/dialect.hpp"
#include "report/dialects/sql_words.hpp"

namespace mana_guard::dialects {
namespace {

constexpr Word drizzle_types[] = {
    {"text", "text"},           {"varchar", "varchar"},   {"char", "char"},
    {"uuid", "uuid"},           {"smallint", "smallint"}, {"integer", "integer"},
    {"bigint", "bigint"},       {"boolean", "boolean"},   {"timestamptz", "timestamp"},
    {"timestamp", "timestamp"}, {"date", "date"},         {"time", "time"},
    {"interval", "interval"},   {"jsonb", "jsonb"},       {"json", "json"},
    {"numeric", "numeric"},     {"real", "real"},         {"double precision", "doublePrecision"},
    {"inet", "inet"},
};

std::string drizzle_options(const TypeWords& type) {
    if (type.name == "timestamptz") return "withTimezone: true";
    if (type.name == "bigint") return "mode: 'number'";
    if (type.modifier.empty()) return {};
    if (type.name == "varchar" || type.name == "char") return formatted("length: {}", type.modifier);
    return precision_of(type.modifier);
}

std::string drizzle_default(const ColumnParts& column, const TypeWords& type) {
    const DefaultWords value = default_words(column);
    switch (value.kind) {
        case DefaultIs::Absent:
            return {};
        case DefaultIs::Now:
            return type.name.starts_with("timestamp") ? ".defaultNow()" : ".default(sql`now()`)";
        case DefaultIs::Uuid:
            return type.name == "uuid" ? ".defaultRandom()" : ".default(sql`gen_random_uuid()`)";
        case DefaultIs::Number:
            // A numeric is a string, so that no digit is lost.
            return type.name == "numeric" ? formatted(".default('{}')", value.value)
                                          : formatted(".default({})", value.value);
        case DefaultIs::Flag:
            return formatted(".default({})", value.value);
        case DefaultIs::Text:
            if (type.name == "text" || type.name == "varchar") return formatted(".default('{}')", value.value);
            break;
        case DefaultIs::Expression:
            break;
    }
    return formatted(".default(sql`{}`)", column.default_value);
}

std::string drizzle_column(const ColumnParts& column) {
    const TypeWords type = type_words(column.type);
    const std::string_view word = word_for(drizzle_types, type.name);
    if (word.empty() || !is_harmless(column.default_value)) return {};
    const std::string options = drizzle_options(type);
    std::string line = options.empty() ? formatted("{}('{}')", word, column.name)
                                       : formatted("{}('{}', {{ {} }})", word, column.name, options);
    if (type.is_array) line += ".array()";
    if (column.is_primary_key) line += ".primaryKey()";
    if (column.identity == Identity::Always) line += ".generatedAlwaysAsIdentity()";
    if (column.identity == Identity::ByDefault) line += ".generatedByDefaultAsIdentity()";
    line += drizzle_default(column, type);
    if (column.not_null && !column.is_primary_key) line += ".notNull()";
    if (column.is_unique) line += ".unique()";
    if (column.has_reference) line += ".references(...)";
    return line;
}

std::string drizzle_placed(const Placed& placed) {
    return formatted("pgSchema('{}').{}('{}', ...)", placed.schema, placed.is_type ? "enum" : "table", placed.name);
}

// A column's property is its name in the other case.
std::string property_of(std::string_view name) {
    std::string property;
    for (const char one : name) {
        if (one != '_') {
            const bool begins = !property.empty() && property.back() == '_';
            if (begins) property.pop_back();
            property += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(one))) : one;
        } else if (!property.empty()) {
            property += '_';
        }
    }
    return property;
}

std::string drizzle_index(const NewIndex& index) {
    std::vector<std::string> columns;
    for (const std::string& column : index.columns) columns.push_back("t." + property_of(column));
    return formatted("index('{}').on({})", index.name, listed(columns));
}

}  // namespace

const Speech drizzle = {
    .tool = "Drizzle",
    .column = drizzle_column,
    .placed = drizzle_placed,
    .index = drizzle_index,
    .concurrently =
        "migrate() runs everything in one transaction: build the index by hand before the deployment, and "
        "write CREATE INDEX IF NOT EXISTS in the generated migration.",
    .by_hand = "Write this SQL into a migration of its own: drizzle-kit generate --custom.",
    .after_refusal =
        "The refused migration stays first in the queue: delete it (drizzle-kit drop; since 1.0 its folder), correct "
        "the schema, and generate it again.",
    .lock =
        "Use drizzle-kit push only for a private database. drizzle-kit generate writes the migration, and the script "
        "that runs it takes the lock.",
};

}  // namespace mana_guard::dialects
