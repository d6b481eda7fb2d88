// What a rule looks at: an object as it stands after the command. Plain values that point into memory of the reader's.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/set.hpp"

namespace mana_guard {

enum class ObjectKind : std::uint8_t {
    Table,
    PartitionedTable,
    ForeignTable,
    View,
    MaterializedView,
    Sequence,
    Schema
};

using ObjectKinds = Set<ObjectKind>;
constexpr ObjectKinds operator|(ObjectKind a, ObjectKind b) {
    return ObjectKinds(a) | ObjectKinds(b);
}
constexpr ObjectKinds stored_tables = ObjectKind::Table | ObjectKind::PartitionedTable;
constexpr ObjectKinds tables_of_any_kind = stored_tables | ObjectKind::ForeignTable;
constexpr ObjectKinds all_relations =
    tables_of_any_kind | ObjectKind::View | ObjectKind::MaterializedView | ObjectKind::Sequence;

// The parts of an object that a command can touch and that a rule can read.
enum class Fact : std::uint8_t {
    Placement,
    Columns,
    ForeignKeys,
    Indexes,
    SchemaName,      // a schema that was made or renamed
    SchemaContents,  // a schema that a table has come into
    SchemaUse        // a schema in which anything was made or altered
};
using Facts = Set<Fact>;
constexpr Facts operator|(Fact a, Fact b) {
    return Facts(a) | Facts(b);
}
constexpr Facts relation_facts = Fact::Placement | Fact::Columns | Fact::ForeignKeys | Fact::Indexes;
constexpr Facts schema_facts = Fact::SchemaName | Fact::SchemaContents | Fact::SchemaUse;

// A column's type. Types of pg_catalog are spelled without their schema, all others with it.
struct Type {
    std::string_view declared;  // as written, with its modifier: "character varying(255)", "app.user_ref"
    std::string_view base;     // domains resolved, also below an array, without modifier: "character varying", "uuid[]"
    std::string_view element;  // base without "[]": "uuid"
    std::string_view element_alias;  // the element's name in pg_type where it differs from SQL's: "varchar", "int4"

    [[nodiscard]] constexpr bool is_array() const { return base.size() != element.size(); }
};
static_assert(std::is_trivially_destructible_v<Type>);

enum class DefaultKind : std::uint8_t {
    None,
    CurrentTime,  // now(), CURRENT_TIMESTAMP, transaction_timestamp(), statement_timestamp(), clock_timestamp()
    Generated,    // an identity or generated column, which takes no default
    Other
};

struct Column {
    std::uint32_t number = 0;  // in its table, for good: a rename doesn't change it
    std::string_view name;
    std::string_view quoted_name;         // as SQL spells it
    std::string_view quoted_name_before;  // what it was called before the command
    Type type;
    DefaultKind default_kind = DefaultKind::None;  // its own, else its domain's
    bool not_null = false;                         // by itself or by its domain
    bool inherited = false;                        // comes from a parent, which alone can alter it
    bool added = false;                            // by this command, to a relation that stood before
};
static_assert(std::is_trivially_destructible_v<Column>);

struct ForeignKey {
    std::span<const std::uint32_t> columns;  // indexes into Table::columns
    std::string_view target;                 // "schema.table", not quoted
};
static_assert(std::is_trivially_destructible_v<ForeignKey>);

// What all objects have.
struct Object {
    ObjectKind kind = ObjectKind::Table;
    std::uint32_t oid = 0;             // its row in the catalog, for the server alone
    std::string_view schema;           // where it is; of a schema its own name
    std::string_view name;             // its own; of a schema nothing, since no pattern of objects means it
    std::string_view identity;         // "schema"."name", quoted where SQL asks for it
    std::string_view identity_before;  // what it was before the command
    std::string_view quoted_name;
    bool created = false;            // by this command
    Facts touched = relation_facts;  // what the command may have changed: a rule that reads none of it isn't asked
};
static_assert(std::is_trivially_destructible_v<Object>);

struct Table : Object {
    std::string_view of_type;  // the quoted composite type of a typed table
    bool is_partition = false;
    bool from_query = false;  // CREATE TABLE AS, SELECT INTO
    std::span<const Column> columns;
    std::span<const ForeignKey> foreign_keys;
    const Table* before = nullptr;  // as it was before the command; null where it wasn't, or isn't known
};
static_assert(std::is_trivially_destructible_v<Table>);

struct Schema : Object {
    bool holds_tables = false;
    const Schema* before = nullptr;  // as of a table
};
static_assert(std::is_trivially_destructible_v<Schema>);

}  // namespace mana_guard
