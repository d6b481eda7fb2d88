// Commands that are judged at COMMIT, since a later one of the same transaction may make good what they do: a rename,
// whose old name a view may bear by then.
#pragma once

#include "model/command.hpp"
#include "server/prelude.hpp"
#include "server/record/sent_statements.hpp"

namespace mana_guard::server {

struct Awaited {
    Command command;  // with the names that it was given
    Oid user;         // who gave it
    SubTransactionId by;
    SentPlace place;  // of the statement
    bool is_taken;    // is being judged
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

// Notes what a relation is called before the transaction renames or moves it.
void note_first_name(Oid relation, const char* schema, const char* name);

// The command as it stands now: with the name that its table or column has by now, or false where nobody misses the old
// one.
bool is_unanswered(Command& command);

}  // namespace mana_guard::server
