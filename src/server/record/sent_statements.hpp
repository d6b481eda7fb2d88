// The statements that the client sends, counted while findings are collected.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// The last statement that the client has sent. Its text is that of the whole message, as it is in the server's
// encoding.
struct SentStatement {
    int number = 0;              // counted from one since the last restart; 0 if it wasn't seen
    const char* text = nullptr;  // null if it wasn't seen
    int begin = 0;               // of the statement in the text, in bytes, behind blanks and comments
    int length = 0;              // in bytes
    int parsed_from = 0;         // where the text begins that was parsed for it
    bytea* hash = nullptr;       // SHA-256 of the text; null until asked for
};

// Where a statement stands among those that were sent.
struct SentPlace {
    int statement = 0;            // SentStatement::number
    int position = 0;             // as position_in_sent()
    const bytea* hash = nullptr;  // as hash_of_sent()
};

// Installs the hook; called once, when the library is loaded.
void install_sent_statements();

// A statement counts when it is parsed, so a prepared one counts once. Statements that functions run don't count.
const SentStatement& sent_statement();

// Counts another statement, which stands in this text.
void note_sent(const char* text, int location, int length);

// Notes that the last statement was parsed apart from what stands before it.
void note_parsed_apart(int location);

// Counts on from this number; returns that of the last statement.
int restart_sent_statements(int number = 0);

// The SHA-256 of the text, as sha256() computes it; null if the statement wasn't seen.
const bytea* hash_of_sent();

// A place in the text as PostgreSQL's error position counts it: in characters, from one; 0 if it isn't known. Without
// an offset, in what was parsed, it is the statement's beginning.
int position_in_sent(int offset = -1);

// The place of the last statement; the hash is in this memory context. Nothing is known while nothing is collected.
SentPlace sent_place(MemoryContext context);

}  // namespace mana_guard::server
