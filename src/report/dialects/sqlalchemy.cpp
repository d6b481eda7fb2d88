// SQLAlchemy's and Alembic's columns.
#include "report/dialects/dialect.hpp"
#include "report/dialects/sql_words.hpp"

namespace mana_guard::dialects {
namespace {

// {} is the type's modifier.
constexpr Word sqlalchemy_types[] = {
    {"text", "sa.Text()"},
    {"varchar", "sa.String({})"},
    {"char", "sa.CHAR({})"},
    {"uuid", "postgresql.UUID()"},
    {"smallint", "sa.SmallInteger()"},
    {"integer", "sa.Integer()"},
    {"bigint", "sa.BigInteger()"},
    {"boolean", "sa.Boolean()"},
    {"timestamptz", "sa.DateTime(timezone=True)"},
    {"timestamp", "sa.DateTime()"},
    {"date", "sa.Date()"},
    {"time", "sa.Time()"},
    {"interval", "sa.Interval()"},
    {"jsonb", "postgresql.JSONB()"},
    {"json", "sa.JSON()"},
    {"numeric", "sa.Numeric({})"},
    {"real", "sa.REAL()"},
    {"double precision", "postgresql.DOUBLE_PRECISION()"},
    {"bytea", "sa.LargeBinary()"},
    {"inet", "postgresql.INET()"},
};

std::string sqlalchemy_type(const TypeWords& type) {
    const std::string_view word = word_for(sqlalchemy_types, type.name);
    if (word.empty()) return {};
    const std::size_t comma = type.modifier.find(',');
    const std::string modifier = comma == std::string::npos ? type.modifier
                                                            : formatted("{}, {}", type.modifier.substr(0, comma),
                                                                        type.modifier.substr(comma + 1));
    const std::size_t place = word.find("{}");
    const std::string call = place == std::string_view::npos
                                 ? std::string(word)
                                 : formatted("{}{}{}", word.substr(0, place), modifier, word.substr(place + 2));
    return type.is_array ? formatted("postgresql.ARRAY({})", call) : call;
}

std::string sqlalchemy_default(const ColumnParts& column) {
    const DefaultWords value = default_words(column);
    if (value.kind == DefaultIs::Absent) return {};
    if (value.kind == DefaultIs::Now) return "server_default=sa.func.now()";
    if (value.kind == DefaultIs::Text) return formatted("server_default='{}'", value.value);
    return formatted("server_default=sa.text(\"{}\")", column.default_value);
}

std::string sqlalchemy_column(const ColumnParts& column) {
    const std::string type = sqlalchemy_type(type_words(column.type));
    if (type.empty() || !is_harmless(column.default_value)) return {};
    std::string identity;
    if (column.identity != Identity::None)
        identity = column.identity == Identity::Always ? "sa.Identity(always=True)" : "sa.Identity()";
    return formatted("sa.Column({})",
                     listed({formatted("'{}'", column.name), type, column.has_reference ? "sa.ForeignKey(...)" : "",
                             identity, column.is_primary_key ? "primary_key=True" : "", sqlalchemy_default(column),
                             column.is_primary_key ? ""
                             : column.not_null     ? "nullable=False"
                                                   : "nullable=True",
                             column.is_unique ? "unique=True" : ""}));
}

std::string sqlalchemy_placed(const Placed& placed) {
    if (placed.is_type) return formatted("sa.Enum(..., name='{}', schema='{}')", placed.name, placed.schema);
    return formatted("op.create_table('{}', ..., schema='{}'), and __table_args__ = {{'schema': '{}'}} in the model",
                     placed.name, placed.schema, placed.schema);
}

std::string sqlalchemy_index(const NewIndex& index) {
    return formatted("op.create_index('{}', '{}', [{}], schema='{}'{})", index.name, index.table,
                     listed(index.columns, "'", "'"), index.schema,
                     index.is_concurrent ? ", postgresql_concurrently=True" : "");
}

}  // namespace

const Speech sqlalchemy = {
    .tool = "SQLAlchemy",
    .column = sqlalchemy_column,
    .placed = sqlalchemy_placed,
    .index = sqlalchemy_index,
    .concurrently = "In a migration of its own: with op.get_context().autocommit_block().",
    .by_hand = "Write this SQL into a migration of its own, by op.execute(...).",
    .after_refusal = "Nothing of the refused migration is recorded: correct it, and upgrade again.",
};

}  // namespace mana_guard::dialects
