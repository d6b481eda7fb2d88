// What is judged at COMMIT, at PREPARE TRANSACTION, or when check_now() asks.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Installs the callback; called once, when the library is loaded.
void install_commit();

// Judges the candidates; `is_check` when check_now() asks.
void judge_pending(bool is_check);

}  // namespace mana_guard::server
