// The Prisma schema language.
#include "report/dialects/dialect.hpp"
#include "report/dialects/sql_words.hpp"

namespace mana_guard::dialects {
namespace {

// The field's type, and after a space the native type where it isn't that type's own.
constexpr Word prisma_types[] = {
    {"text", "String"},
    {"varchar", "String @db.VarChar"},
    {"char", "String @db.Char"},
    {"uuid", "String @db.Uuid"},
    {"smallint", "Int @db.SmallInt"},
    {"integer", "Int"},
    {"bigint", "BigInt"},
    {"boolean", "Boolean"},
    {"timestamptz", "DateTime @db.Timestamptz"},
    {"timestamp", "DateTime @db.Timestamp"},
    {"date", "DateTime @db.Date"},
    {"time", "DateTime @db.Time"},
    {"jsonb", "Json"},
    {"json", "Json @db.Json"},
    {"numeric", "Decimal @db.Decimal"},
    {"real", "Float @db.Real"},
    {"double precision", "Float"},
    {"bytea", "Bytes"},
    {"inet", "String @db.Inet"},
};

std::string prisma_default(const ColumnParts& column) {
    const DefaultWords value = default_words(column);
    switch (value.kind) {
        case DefaultIs::Absent:
            return {};
        case DefaultIs::Now:
            return " @default(now())";
        case DefaultIs::Number:
        case DefaultIs::Flag:
            return formatted(" @default({})", value.value);
        case DefaultIs::Text:
            return formatted(" @default(\"{}\")", value.value);
        case DefaultIs::Uuid:
        case DefaultIs::Expression:
            break;
    }
    return formatted(" @default(dbgenerated(\"{}\"))", column.default_value);
}

std::string prisma_column(const ColumnParts& column) {
    const TypeWords type = type_words(column.type);
    const std::string_view words = word_for(prisma_types, type.name);
    // Its autoincrement() is a serial.
    if (words.empty() || column.identity != Identity::None || !is_harmless(column.default_value)) return {};
    const std::size_t space = std::min(words.find(' '), words.size());
    const bool is_required = column.not_null || column.is_primary_key;
    std::string line = formatted("{} {}{}{}", column.name, words.substr(0, space), type.is_array ? "[]" : "",
                                 is_required || type.is_array ? "" : "?");
    if (column.is_primary_key) line += " @id";
    if (column.is_unique) line += " @unique";
    line += prisma_default(column);
    line += words.substr(space);
    // Its own default for a time is three digits.
    if (type.name.starts_with("timestamp") && type.modifier.empty()) return line + "(6)";
    if (!type.modifier.empty() && space < words.size()) line += formatted("({})", type.modifier);
    return line;
}

std::string prisma_placed(const Placed& placed) {
    return formatted("@@schema(\"{}\"), and \"{}\" among the datasource's schemas", placed.schema, placed.schema);
}

std::string prisma_index(const NewIndex& index) {
    return formatted("@@index([{}], map: \"{}\")", listed(index.columns), index.name);
}

}  // namespace

const Speech prisma = {
    .tool = "Prisma",
    .column = prisma_column,
    .placed = prisma_placed,
    .index = prisma_index,
    .concurrently =
        "Write CONCURRENTLY into its migration.sql, as the only statement: prisma migrate dev --create-only.",
    .by_hand = "Write this SQL into a migration of its own: prisma migrate dev --create-only.",
    .after_refusal =
        "Nothing is deployed until the refused migration is resolved: prisma migrate resolve --rolled-back "
        "with its name. Then correct it, and deploy it again.",
};

}  // namespace mana_guard::dialects
