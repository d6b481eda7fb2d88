// The migration file that is open, between file_begins() and file_ends(). It is to several transactions what one is to
// several statements: what it has made is new until its end.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Installs the callbacks; called once, when the library is loaded.
void install_file();

// Opens a file. Raises an error if one is open.
void open_file(const char* path);

// Closes it, and forgets what it has made. Its memory is freed with the transaction's. Only if one is open.
void close_file();

bool is_file_open();

// What lives until the file is closed.
MemoryContext file_context();

// Notes that an object, or its column, was made, if a file is open. As the object access hook is told of it: a default
// has its table's OID.
void note_made_in_file(Oid class_id, Oid object, int sub_id);

// Whether the open file has made it and not rolled it back.
bool was_made_in_file(Oid class_id, Oid object, int sub_id = 0);

// The first command of this transaction that belongs to the open file: a file may begin in the middle of a transaction,
// where its tool runs several files in one.
CommandId first_command_of_file();

// Whether this transaction or the open file has made the relation. While a file is open that has begun in the middle of
// the transaction, the file alone.
bool is_new(::Relation relation);

}  // namespace mana_guard::server
