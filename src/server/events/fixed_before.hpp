// What fix() has offered of other relations in the same statement of the client's, since all that it says may be run
// together.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether what was offered before takes from the statement a name by which it knows another relation or a column, or
// does what it does.
bool is_overtaken(const char* statement, const Table& table);

// Remembers what these statements, all of one relation, do to others.
void remember_fixes(std::span<const char* const> statements, const Table& table);

}  // namespace mana_guard::server
