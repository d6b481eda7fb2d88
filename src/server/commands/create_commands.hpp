// CREATE and DROP of anything: how the statement says it.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// What is made, whatever it is.
void add_creation(Reader& reader, Node* parse_tree);

// Each that is dropped, whatever it is.
void add_removals(Reader& reader, DropStmt* statement);

}  // namespace mana_guard::server
