// Django's models. Defaults of the database need Django 5.
#include "report/dialects/dialect.hpp"
#include "report/dialects/sql_words.hpp"

namespace mana_guard::dialects {
namespace {

constexpr Word django_types[] = {
    {"text", "TextField"},         {"varchar", "CharField"},
    {"uuid", "UUIDField"},         {"smallint", "SmallIntegerField"},
    {"integer", "IntegerField"},   {"bigint", "BigIntegerField"},
    {"boolean", "BooleanField"},   {"timestamptz", "DateTimeField"},
    {"date", "DateField"},         {"time", "TimeField"},
    {"interval", "DurationField"}, {"jsonb", "JSONField"},
    {"numeric", "DecimalField"},   {"double precision", "FloatField"},
    {"bytea", "BinaryField"},      {"inet", "GenericIPAddressField"},
};

std::string django_modifier(const TypeWords& type) {
    if (type.name == "varchar" && !type.modifier.empty()) return formatted("max_length={}", type.modifier);
    const std::size_t comma = type.modifier.find(',');
    if (type.name != "numeric" || comma == std::string::npos) return {};
    return formatted("max_digits={}, decimal_places={}", type.modifier.substr(0, comma),
                     type.modifier.substr(comma + 1));
}

std::string django_default(const ColumnParts& column) {
    const DefaultWords value = default_words(column);
    switch (value.kind) {
        case DefaultIs::Absent:
            return {};
        case DefaultIs::Now:
            return "db_default=Now()";
        case DefaultIs::Uuid:
            return "db_default=RandomUUID()";
        case DefaultIs::Number:
            return formatted("db_default={}", value.value);
        case DefaultIs::Flag:
            return value.value == "true" ? "db_default=True" : "db_default=False";
        case DefaultIs::Text:
            return formatted("db_default='{}'", value.value);
        case DefaultIs::Expression:
            break;
    }
    return formatted("db_default=RawSQL(\"{}\", [])", column.default_value);
}

// A field that needs its size, and has none.
bool lacks_size(const TypeWords& type) {
    return (type.name == "varchar" || type.name == "numeric") && django_modifier(type).empty();
}

std::string django_column(const ColumnParts& column) {
    const TypeWords type = type_words(column.type);
    const std::string_view word = word_for(django_types, type.name);
    // A foreign key has the type of what it refers to; an array has a field of its own.
    if (word.empty() || column.has_reference || type.is_array || lacks_size(type)) return {};
    if (!is_harmless(column.default_value) || (column.identity != Identity::None && !column.is_primary_key)) return {};
    const bool is_nullable = !column.not_null && !column.is_primary_key;
    const std::string options =
        listed({django_modifier(type), column.is_primary_key ? "primary_key=True" : "",
                column.is_unique ? "unique=True" : "", is_nullable ? "null=True" : "", django_default(column)});
    const std::string_view field = column.identity != Identity::None ? "BigAutoField" : word;
    return formatted("{} = models.{}({})", column.name, field, options);
}

std::string django_placed(const Placed& placed) {
    if (placed.is_type) return {};
    return formatted("db_table = '{}\".\"{}' in the model's Meta", placed.schema, placed.name);
}

std::string django_index(const NewIndex& index) {
    return formatted("models.Index(fields=[{}], name='{}')", listed(index.columns, "'", "'"), index.name);
}

}  // namespace

const Speech django = {
    .tool = "Django",
    .column = django_column,
    .placed = django_placed,
    .index = django_index,
    .concurrently = "In the migration: AddIndexConcurrently in place of AddIndex, and atomic = False.",
    .by_hand = "Write this SQL into a migration of its own, by migrations.RunSQL(...).",
    .after_refusal =
        "Nothing of the refused migration is recorded: delete it, correct the model, and run makemigrations "
        "again.",
};

}  // namespace mana_guard::dialects
