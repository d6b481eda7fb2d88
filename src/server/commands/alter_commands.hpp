// What an ALTER TABLE is about to do, step by step, and ALTER ... ALL IN TABLESPACE.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

void add_alterations(Reader& reader, const AlterTableStmt* statement);
void add_all_moved(Reader& reader, const AlterTableMoveAllStmt* statement);

}  // namespace mana_guard::server
