// Columns and their types.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace mana_guard {

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
    ZonedTime,    // CURRENT_TIME
    Sequence,     // nextval(), as serial has it
    Uuid,         // gen_random_uuid() and its like: a call without arguments that gives a uuid, also as text
    Constant,     // Column::default_value
    Other
};

enum class Identity : std::uint8_t { None, Always, ByDefault };

// What CREATE TABLE says of a column behind its type, as SQL. Read where a message speaks of it.
struct Clauses {
    std::string_view collation;   // where it isn't its type's own
    std::string_view expression;  // of its own DEFAULT or, of a generated column, of that
    std::string_view keys;        // PRIMARY KEY, UNIQUE: where the statement says so at the column
    std::string_view reference;   // REFERENCES, likewise
    std::string_view checks;      // CHECK, likewise
};
static_assert(std::is_trivially_destructible_v<Clauses>);

// A column of a foreign key, as the column knows it that the key refers to.
struct Referrer {
    std::string_view schema;
    std::string_view table;
    std::string_view identity;  // of the table, quoted
    std::string_view name;
    std::string_view quoted_name;
    Type type;
    std::string_view held_by;  // as of Obstacles
};
static_assert(std::is_trivially_destructible_v<Referrer>);

// What a fix that gives the column another type, or no sequence, would stop at.
struct Obstacles {
    std::string_view held_by;             // uses the column so that PostgreSQL gives it no other type: "view app.v"
    std::span<const Referrer> referrers;  // whose foreign keys refer to it, and those that refer to these
    std::string_view sequence_used_by;    // what else uses the sequence of its default: "table app.t"
};
static_assert(std::is_trivially_destructible_v<Obstacles>);
inline constexpr Obstacles no_obstacles;

struct Column {
    std::uint32_t number = 0;  // in its table, for good: a rename doesn't change it
    std::string_view name;
    std::string_view quoted_name;         // as SQL spells it
    std::string_view quoted_name_before;  // what it was called before the command
    Type type;
    DefaultKind default_kind = DefaultKind::None;  // its own, else its domain's
    // Of a constant as its type prints it: "false", "1". Of a sequence its identity, quoted where SQL asks for it. Of a
    // uuid the call, where it is one without arguments: "gen_random_uuid()".
    std::string_view default_value;
    bool owns_sequence = false;  // the one of its default
    Identity identity = Identity::None;
    std::int16_t length = -1;  // bytes in a row; -1 for those that vary, -2 for a C string
    char alignment = 'i';      // 'c' 1 byte, 's' 2, 'i' 4, 'd' 8
    bool not_null = false;     // by itself or by its domain
    bool inherited = false;    // comes from a parent, which alone can alter it
    bool in_partition_key = false;
    bool added = false;                    // by this command, to a relation that stood before
    bool has_comment = false;              // Fact::Comments
    const Obstacles* obstacles = nullptr;  // of an audit's findings; null for none
    const Clauses* clauses = nullptr;      // Change::details_are_known; null where nobody asks for them
};
static_assert(std::is_trivially_destructible_v<Column>);

inline const Obstacles& obstacles_of(const Column& column) {
    return column.obstacles == nullptr ? no_obstacles : *column.obstacles;
}

}  // namespace mana_guard
