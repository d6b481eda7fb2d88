// Commands that are judged at COMMIT. A later one of the same transaction may make good what they do: a view may bear a
// renamed table's old name by then. Or what the transaction does after them counts: the rows that it writes under a
// lock.
#pragma once

#include "model/command.hpp"
#include "server/prelude.hpp"
#include "server/record/sent_statements.hpp"

namespace mana_guard::server {

struct Awaited {
    Command command;  // with the names that it was given
    Oid user;         // who gave it
    SubTransactionId by;
    SentPlace place;           // of the statement
    std::int64_t rows_before;  // of a HoldLock: how many rows the transaction had written
    bool is_taken;             // is being judged
    Awaited* next;
};

// Installs the callbacks; called once, when the library is loaded.
void install_awaited();

// Notes the command, unless one of the same kind on the same table or column was noted before: the first knew the name
// that clients know.
void await(const Command& command, Oid user);

// The commands, the newest first.
Awaited* awaited_commands();

// Forgets them, and the names.
void forget_awaited();

// Ends a command since whose beginning those before that one were awaited: the rows that it has written itself are no
// others' rows under its lock.
void end_awaited_since(const Awaited* before);

// Counts the rows that this transaction has written since its commands that lock.
void count_rows_since();

// Notes what a relation is called before the transaction renames or moves it.
void note_first_name(Oid relation, const char* schema, const char* name);

// The command as it stands now: with the name that its table or column has by now. False where nobody misses the old
// name, or the table that it locks is gone.
bool is_unanswered(Command& command);

}  // namespace mana_guard::server
