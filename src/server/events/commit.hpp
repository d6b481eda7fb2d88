// What is judged at COMMIT, at PREPARE TRANSACTION, or when check_now() asks.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Installs the callback; called once, when the library is loaded.
void install_commit();

// Judges the candidates on this occasion, which the tag names; `is_alone` if the transaction is one statement.
void judge_pending(const char* tag, bool is_alone);

// Judges what the open file has left, and closes it. Its transactions are judged as one: what one of them left and a
// later one mended isn't found. Raises an error if no file is open.
void judge_file();

}  // namespace mana_guard::server
