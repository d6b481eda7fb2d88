// What a DROP is about to do, one command for each object that it names.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether drops of such objects are looked into.
bool are_judged(ObjectType kind);

void add_drops(Reader& reader, const DropStmt* statement);

void add_dropped_database(Reader& reader, const DropdbStmt* statement);

}  // namespace mana_guard::server
