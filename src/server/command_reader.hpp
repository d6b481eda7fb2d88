// What the readers of commands have in common: the relation that a statement is about, held open, and the list of what
// it does.
#pragma once

#include "model/command.hpp"
#include "server/catalog_rows.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// A relation that a statement is about, held open under ACCESS SHARE.
struct Target {
    ::Relation relation = nullptr;
    const Table* table = nullptr;
    Command command;  // what all its commands have in common
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

// Opens the relation and measures it; false where it isn't there or isn't judged.
bool open_target(Oid oid, Target& target);

// Gives up the lock.
void close_target(const Target& target);

// Calls with the relation held open.
template <typename Call>
void with_target(Oid oid, const Call& call) {
    Target target;
    if (!open_target(oid, target)) return;
    call(target);
    close_target(target);
}

// The column as it is, its name and its type alone; null where there is none.
const Column* column_named(const Target& target, const char* name);

// Names the constraint, index, trigger or value that the command is about.
void name(Command& command, const char* text);

}  // namespace mana_guard::server
