// What a rule looks at: a relation as it stands after the command. Plain values that point into memory of the reader's.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace mana_guard {

enum class RelationKind : std::uint8_t { Table, PartitionedTable, ForeignTable, View, MaterializedView, Sequence };

// A set of enumerators, one bit each.
template <typename Enum>
struct Set {
    std::uint32_t bits = 0;

    constexpr Set() = default;
    constexpr Set(Enum one) : bits(1U << static_cast<unsigned>(one)) {}
    [[nodiscard]] constexpr bool has(Enum one) const { return (bits & Set(one).bits) != 0; }
    [[nodiscard]] constexpr bool overlaps(Set other) const { return (bits & other.bits) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits == 0; }
    constexpr Set& operator|=(Set other) {
        bits |= other.bits;
        return *this;
    }
    friend constexpr Set operator|(Set a, Set b) { return a |= b; }
    friend constexpr bool operator==(Set, Set) = default;
};

// The parts of a relation that a command can touch and that a rule can read.
enum class Fact : std::uint8_t { Placement, Columns, ForeignKeys, Indexes };
using Facts = Set<Fact>;
constexpr Facts operator|(Fact a, Fact b) {
    return Facts(a) | Facts(b);
}
constexpr Facts all_facts = Fact::Placement | Fact::Columns | Fact::ForeignKeys | Fact::Indexes;

using RelationKinds = Set<RelationKind>;
constexpr RelationKinds operator|(RelationKind a, RelationKind b) {
    return RelationKinds(a) | RelationKinds(b);
}
constexpr RelationKinds stored_tables = RelationKind::Table | RelationKind::PartitionedTable;
constexpr RelationKinds tables_of_any_kind = stored_tables | RelationKind::ForeignTable;
constexpr RelationKinds all_relations =
    tables_of_any_kind | RelationKind::View | RelationKind::MaterializedView | RelationKind::Sequence;

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

struct Table {
    RelationKind kind = RelationKind::Table;
    std::string_view schema;
    std::string_view name;
    std::string_view identity;         // "schema"."name", quoted where SQL asks for it
    std::string_view identity_before;  // what it was before the command
    std::string_view quoted_name;
    std::string_view of_type;  // the quoted composite type of a typed table
    bool is_partition = false;
    bool created = false;       // by this command
    bool from_query = false;    // CREATE TABLE AS, SELECT INTO
    Facts touched = all_facts;  // what the command may have changed: a rule that reads none of it isn't asked
    std::span<const Column> columns;
    std::span<const ForeignKey> foreign_keys;
};
static_assert(std::is_trivially_destructible_v<Table>);

// One command's work.
struct Change {
    std::span<const Table> tables;
};
static_assert(std::is_trivially_destructible_v<Change>);

}  // namespace mana_guard
