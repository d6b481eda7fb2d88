// The names that HINTs have given to indexes, so that no other index is offered the same.
#pragma once

#include "model/command.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether the command makes an index and this session was offered the name for another one of the table.
bool is_offered_to_another(const Command& command, const char* name);

void remember_offered(const Command& command, const char* name);

}  // namespace mana_guard::server
