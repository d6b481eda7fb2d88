// The text in which a statement stands.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether the client itself has sent the statement: it isn't run by a function, a DO block or another statement.
bool is_top_level(const Node* parse_tree);

// Takes this statement as one that the client has sent, until another one is taken, or null: lint() runs it for the
// client.
void take_as_sent(const Node* parse_tree);

// Where a text goes on behind blanks and comments; its end if there is nothing else.
const char* behind_blanks(const char* text, const char* end);

// What the text of the statement spells where PostgreSQL has cut it to this name, without quotes; null where it spells
// nothing of the kind. Of a statement that code runs all that the client has sent is looked through: its literals too.
const char* spelled(const Node* parse_tree, const char* name);

// "CREATE TABLE", as the command's tag says it.
const char* words_of(Node* parse_tree);

// Whether it renames a column: ALTER TYPE does of the table whose row type it names.
bool renames_column(const RenameStmt* statement);

// Whether this option is among them and on; given twice, the last one counts.
bool is_set(const List* options, const char* name);

// The text that the running command was sent in, where it is one that the client itself sent; null elsewhere. What the
// guard finds out as PostgreSQL would can fail as it would: with the place in this text.
const char* sent_text();

// A parse state with that text.
ParseState* parse_state();

}  // namespace mana_guard::server
