// ActiveRecord's migrations.
#include "report/dialects/dialect.hpp"
#include "report/dialects/sql_words.hpp"

namespace mana_guard::dialects {
namespace {

constexpr Word rails_types[] = {
    {"text", "text"},
    {"varchar", "string"},
    {"uuid", "uuid"},
    {"smallint", "smallint"},
    {"integer", "integer"},
    {"bigint", "bigint"},
    {"boolean", "boolean"},
    {"timestamptz", "timestamptz"},
    {"timestamp", "timestamp"},
    {"date", "date"},
    {"time", "time"},
    {"interval", "interval"},
    {"jsonb", "jsonb"},
    {"json", "json"},
    {"numeric", "decimal"},
    {"real", "real"},
    {"double precision", "float"},
    {"bytea", "binary"},
    {"inet", "inet"},
};

std::string rails_modifier(const TypeWords& type) {
    if (type.modifier.empty()) return {};
    if (type.name == "varchar") return formatted("limit: {}", type.modifier);
    return precision_of(type.modifier);
}

std::string rails_default(const ColumnParts& column) {
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
    return formatted("default: -> {{ \"{}\" }}", column.default_value);
}

// The key is an option of create_table; a uuid has gen_random_uuid() by itself.
std::string rails_key(const ColumnParts& column, const TypeWords& type) {
    if (column.identity != Identity::None || (type.name != "uuid" && type.name != "text")) return {};
    return formatted("create_table ..., {}id: :{}",
                     column.name == "id" ? "" : formatted("primary_key: :{}, ", column.name), type.name);
}

// By itself it would be called index_SCHEMA.TABLE_on_COLUMN.
std::string rails_unique(const ColumnParts& column) {
    return formatted("index: {{ unique: true, name: 'idx_{}_{}' }}", column.table, column.name);
}

std::string rails_column(const ColumnParts& column) {
    const TypeWords type = type_words(column.type);
    const std::string_view word = word_for(rails_types, type.name);
    if (word.empty() || !is_harmless(column.default_value)) return {};
    if (column.is_primary_key) return rails_key(column, type);
    if (column.identity != Identity::None) {
        return formatted("t.column :{}, '{} GENERATED {} AS IDENTITY'", column.name, type.name,
                         column.identity == Identity::Always ? "ALWAYS" : "BY DEFAULT");
    }
    const std::string options =
        listed({rails_modifier(type), type.is_array ? "array: true" : "", column.not_null ? "null: false" : "",
                rails_default(column), column.is_unique ? rails_unique(column) : ""});
    return formatted("t.column :{}, :{}{}{}", column.name, word, options.empty() ? "" : ", ", options);
}

std::string rails_placed(const Placed& placed) {
    if (placed.is_type) return formatted("execute \"CREATE TYPE {}.{} AS ENUM ...\"", placed.schema, placed.name);
    return formatted("create_table '{}.{}'", placed.schema, placed.name);
}

std::string rails_index(const NewIndex& index) {
    const std::string list = listed(index.columns, ":", "");
    return formatted("add_index '{}.{}', {}, name: '{}'{}", index.schema, index.table,
                     index.columns.size() == 1 ? list : formatted("[{}]", list), index.name,
                     index.is_concurrent ? ", algorithm: :concurrently" : "");
}

}  // namespace

const Speech rails = {
    .tool = "Rails",
    .column = rails_column,
    .placed = rails_placed,
    .index = rails_index,
    .concurrently = "In a migration of its own, with disable_ddl_transaction!.",
    .by_hand = "Write this SQL into a migration of its own, by execute.",
    .after_refusal = "Nothing of the refused migration is recorded: correct it, and run db:migrate again.",
};

}  // namespace mana_guard::dialects
