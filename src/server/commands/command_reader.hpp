// What the readers of commands have in common: the relation that a statement is about, held open, and the list of what
// it does.
#pragma once

#include "model/command.hpp"
#include "server/catalog/catalog_rows.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// A relation that a statement is about, held open under ACCESS SHARE.
struct Target {
    ::Relation relation = nullptr;  // null where it wasn't waited for
    const Table* table = nullptr;
    Command command;       // what all its commands have in common
    bool is_used = false;  // in use, by rows of its own
};

struct Reader {
    CommandKinds judged;
    Growing<Command> commands;

    // Adds a command of this kind; null where none is judged.
    Command* add(const Target& target, CommandKind kind) {
        if (!judged.has(kind)) return nullptr;
        Command& command = commands.add();
        command = target.command;
        command.kind = kind;
        return &command;
    }
};

// What those that inherit from a relation are to it: nothing, part of its size, or what the command works on as well,
// so that it stood, and is in use, where one of them did that the transaction has attached to a relation of its own.
enum class Children : std::uint8_t { Apart, Counted, Reached };

// Opens the relation and measures it; false where it isn't there or isn't judged. Unless `waits`, what somebody else
// has locked isn't opened: it is in use, and read by its rows.
bool open_target(Oid oid, Children children, Target& target, bool waits = true);
// The one that the name means when it is locked.
bool open_target(const RangeVar* name, Children children, Target& target);

// Whether it is judged and in use.
bool is_table_in_use(Oid relation, bool waits = true);

// Whether one of the tables that `table_of` makes of the catalog's rows is; an invalid OID is none. Reads the whole
// catalog, up to the first.
template <typename TableOf>
bool is_any_in_use(Oid catalog, const TableOf& table_of, bool waits = true) {
    bool in_use = false;
    each_row(catalog, InvalidOid, nullptr, 0, nullptr, [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
        CHECK_FOR_INTERRUPTS();
        const Oid table = table_of(tuple);
        in_use = OidIsValid(table) && is_table_in_use(table, waits);
        return !in_use;
    });
    return in_use;
}

// Gives up the lock.
void close_target(const Target& target);

// Calls with the relation, an OID or a name, held open.
template <typename Named, typename Call, typename... Waits>
void with_target(const Named& named, const Call& call, Children children = Children::Counted, Waits... waits) {
    Target target;
    if (!open_target(named, children, target, waits...)) return;
    call(target);
    close_target(target);
}

// The tables of the composite type that is named so, which what it does by CASCADE is done to.
const List* tables_of_type(const RangeVar* name);

// The column as it is, its name and its type alone; null where there is none.
const Column* column_named(const Target& target, const char* name);

// Its type as ADD COLUMN would have it, with its collation.
const char* column_type(const Target& target, const Column& column);

// Whether this transaction added the column, and all of its partitions and children that the drop or the rename
// reaches.
bool is_new_column(const Target& target, const char* name, bool is_dropped);

// Names the constraint, index, trigger or value that the command is about.
void name(Command& command, const char* text);

}  // namespace mana_guard::server
