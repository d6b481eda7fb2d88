// TypeORM's decorators.
#include "report/dialects/dialect.hpp"
#include "report/dialects/sql_words.hpp"

namespace mana_guard::dialects {
namespace {

// What a value is in TypeScript. TypeORM calls the types as PostgreSQL does.
constexpr Word typescript_types[] = {
    {"text", "string"},      {"varchar", "string"}, {"char", "string"},   {"uuid", "string"},
    {"smallint", "number"},  {"integer", "number"}, {"bigint", "string"}, {"boolean", "boolean"},
    {"timestamptz", "Date"}, {"timestamp", "Date"}, {"date", "string"},   {"time", "string"},
    {"interval", "object"},  {"jsonb", "object"},   {"json", "object"},   {"numeric", "string"},
    {"real", "number"},      {"bytea", "Buffer"},   {"inet", "string"},   {"double precision", "number"},
};

std::string typeorm_modifier(const TypeWords& type) {
    if (type.modifier.empty()) return {};
    if (type.name == "varchar" || type.name == "char") return formatted("length: {}", type.modifier);
    return precision_of(type.modifier);
}

std::string typeorm_default(const ColumnParts& column) {
    const DefaultWords value = default_words(column);
    switch (value.kind) {
        case DefaultIs::Absent:
            return {};
        case DefaultIs::Number:
        case DefaultIs::Flag:
            return formatted("default: {}", value.value);
        case DefaultIs::Text:
            return formatted("default: '{}'", value.value);
        case DefaultIs::Now:
        case DefaultIs::Uuid:
        case DefaultIs::Expression:
            break;
    }
    return formatted("default: () => \"{}\"", column.default_value);
}

std::string typeorm_column(const ColumnParts& column) {
    const TypeWords type = type_words(column.type);
    const std::string_view word = word_for(typescript_types, type.name);
    const bool is_fed = column.identity != Identity::None;
    if (word.empty() || !is_harmless(column.default_value) || (is_fed && !column.is_primary_key)) return {};
    if (is_fed) {
        return formatted("@PrimaryGeneratedColumn('identity', {{ type: '{}', generatedIdentity: '{}' }}) {}: {};",
                         type.name, column.identity == Identity::Always ? "ALWAYS" : "BY DEFAULT", column.name, word);
    }
    const bool is_nullable = !column.not_null && !column.is_primary_key;
    const std::string options =
        listed({typeorm_modifier(type), type.is_array ? "array: true" : "", is_nullable ? "nullable: true" : "",
                column.is_unique ? "unique: true" : "", typeorm_default(column)});
    return formatted("@{}('{}'{}) {}: {}{}{};", column.is_primary_key ? "PrimaryColumn" : "Column", type.name,
                     options.empty() ? options : formatted(", {{ {} }}", options), column.name, word,
                     type.is_array ? "[]" : "", is_nullable ? " | null" : "");
}

std::string typeorm_placed(const Placed& placed) {
    // A column's type is in the schema of its table.
    if (placed.is_type) return {};
    return formatted("@Entity({{ name: '{}', schema: '{}' }})", placed.name, placed.schema);
}

std::string typeorm_index(const NewIndex& index) {
    return formatted("@Index('{}', [{}])", index.name, listed(index.columns, "'", "'"));
}

}  // namespace

const Speech typeorm = {
    .tool = "TypeORM",
    .column = typeorm_column,
    .placed = typeorm_placed,
    .index = typeorm_index,
    .concurrently = "In the migration: transaction = false, and CREATE INDEX CONCURRENTLY in queryRunner.query(...).",
    .by_hand = "Write this SQL into a migration of its own, by queryRunner.query(...).",
    .after_refusal =
        "Nothing of the refused migration is recorded: delete it, correct the entity, and generate it "
        "again.",
};

}  // namespace mana_guard::dialects
