// What a statement is about to do: one command for each thing that it does to one object.
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "model/column.hpp"
#include "model/session.hpp"
#include "model/table.hpp"

namespace mana_guard {

enum class CommandKind : std::uint8_t {
    RenameSchema,
    DropSchema,
    CreateIndex,
    DropIndex,
    AddColumn,
    DropColumn,
    AlterColumnType,
    SetNotNull,
    DropNotNull,
    DropDefault,
    RenameColumn,
    AddForeignKey,
    AddCheck,
    AddUnique,
    AddPrimaryKey,
    AddExclusion,
    ValidateConstraint,
    DropConstraint,
    DisableTrigger,
    SetTablespace,
    SetPersistence,
    SetAccessMethod,
    RenameTable,
    SetSchema,
    DropTable,
    RefreshView,
    Truncate,
    DropDatabase,
    VacuumFull,
    Cluster,
    // What a DROP takes besides what it names; judged when it is gone.
    TableVictim,
    ColumnVictim,
    ConstraintVictim,
    DefaultVictim,
    SchemaVictim,
    OtherVictim,    // any other object
    AlteredVictim,  // a relation that stays and loses a part, of any kind: once for each
    Loss,           // what stood and is no table: it is gone, named or not
    LossOfPart,    // a trigger, policy or rule of a relation is dropped, an attribute of a type or a view's column lost
    LossOfRows,    // a materialized view is emptied
    LossOfName,    // what stood and is no table is renamed or moved
    Statement,     // any at all, once for each object that it is about
    LockAlong,     // of a relation in use that a statement isn't about, against those who write it
    StatementEnd,  // the same as Statement, when it has done its work
    HoldLock,      // the same as Statement, once its transaction has done all its work
    RenameEnumValue,
    AddEnumValue,
    Create,     // any object that has a kind in the model
    Drop,       // likewise
    Enlarge,    // a relation gets an index, a column or a foreign key
    PassOver,   // CREATE INDEX IF NOT EXISTS finds one that is invalid
    AlterStep,  // a part of ALTER TABLE that knows IF [NOT] EXISTS
    AttachPartition,
    DetachPartition,
    Reindex,
    GrantToPublic,
    CutName,       // a name that is too long
    AutomaticName  // a constraint or an index that is given none
};
using CommandKinds = Set<CommandKind>;
constexpr CommandKinds operator|(CommandKind a, CommandKind b) {
    return CommandKinds(a) | CommandKinds(b);
}

constexpr CommandKinds victim_kinds =
    CommandKind::TableVictim | CommandKind::ColumnVictim | CommandKind::ConstraintVictim | CommandKind::DefaultVictim |
    CommandKind::SchemaVictim | CommandKind::OtherVictim | CommandKind::AlteredVictim | CommandKind::Loss;

// What is lost that is no table's, and may be made again before COMMIT.
constexpr CommandKinds loss_kinds =
    CommandKind::Loss | CommandKind::LossOfPart | CommandKinds(CommandKind::LossOfRows) | CommandKind::LossOfName;

struct Command {
    CommandKind kind = CommandKind::RenameSchema;
    // What it is about: one of these, by `object`.
    const Object* object = nullptr;
    const Table* table = nullptr;
    const Schema* schema = nullptr;
    const Session* session = nullptr;  // of a Statement, LockAlong or StatementEnd: what the rules that are on ask for

    // Of a relation. In use: it stood before this transaction and holds rows.
    bool in_use = false;
    bool is_assumed = false;   // it is taken as in use: mana_guard.assume_in_use
    bool was_emptied = false;  // it holds none, but did when this transaction began
    bool stood = false;        // of a schema: one of its tables did
    std::int64_t bytes = 0;    // of its rows, partitions and all
    bool in_block = false;     // in a transaction block, where nothing can be done CONCURRENTLY

    const Column* column = nullptr;  // of a column, as it is to be or as it is: its name and its type alone
    // The constraint, index, trigger or enum value that it is about.
    std::string_view name{};
    std::string_view quoted_name{};
    std::string_view new_name{};    // of a rename, quoted; of SET SCHEMA the schema, of SET TABLESPACE the tablespace
    std::string_view definition{};  // of a constraint, index or type, as SQL that could be run again; "" where unknown
    std::string_view value{};       // of a column's default, as SQL; what takes a victim along: "schema app"
    std::string_view keys{};        // of an index or a constraint, with its parentheses
    Type new_type{};                // of a column; its definition has the collation, too

    // That the cure would give and that a relation of the schema has, or a column or a constraint of the table.
    std::span<const std::string_view> taken_names{};

    bool is_unique = false;  // of an index
    bool can_be_concurrent = false;
    bool has_default = false;
    bool not_null = false;
    bool is_generated = false;             // GENERATED ... STORED
    std::string_view volatile_function{};  // that the default calls
    bool rewrites = false;                 // the table
    bool checks_rows = false;              // reads all rows, to see that they comply
    bool uses_index = false;               // one that stands already
    bool of_same_transaction = false;      // what it works on was made in this one
    bool stops_writes = false;             // its transaction has a lock by now, or takes one, that stops the writes
    bool is_unused = false;      // of a DROP: there is no row, and nothing in the database depends on what it drops
    bool was_partition = false;  // of a DROP, a rename, a move: a partition before this transaction
    bool is_cascade = false;
    bool takes_others = false;        // of a TRUNCATE: CASCADE takes tables along
    std::string_view root{};          // of a table in use: its own identity, or its topmost parent's
    bool is_taken_along = false;      // it isn't named: CASCADE takes it
    bool is_upkeep = false;           // it changes no definition: TRUNCATE, REFRESH, VACUUM
    bool altered_before = false;      // an ALTER TABLE of this transaction has altered it already
    bool is_replaced = false;         // the statement drops one of the same and makes another: a primary key, a column
    std::string_view relied_on_by{};  // what needs the primary key: a foreign key or a publication; "" for nothing
    std::string_view words{};         // the statement's: CREATE TABLE; of a part what it is: index, foreign key
    bool says_schema = true;          // of what is made: else search_path chooses
    bool lacks_if = false;            // it has no IF [NOT] EXISTS, and could
    bool lacks_replace = false;       // it has no OR REPLACE, and could
    std::int64_t rows_since = -1;     // of a HoldLock: that its transaction has written since; -1: it goes on
    bool is_top_level = true;         // sent by the client: no function or DO runs it
    bool is_filled = false;           // what is made has the rows of a query from its beginning
    std::int64_t now = 0;             // microseconds since 2000-01-01
    std::int64_t deprecated_at = 0;   // when its removal was announced, microseconds since 2000-01-01; 0: it wasn't

    // What its clients may rely on: to delete the rows first changes nothing for them.
    [[nodiscard]] bool had_rows() const { return in_use || was_emptied; }
};
static_assert(std::is_trivially_destructible_v<Command>);

}  // namespace mana_guard
