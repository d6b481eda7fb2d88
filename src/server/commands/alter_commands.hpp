// What an ALTER TABLE is about to do, step by step.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

void add_alterations(Reader& reader, const AlterTableStmt* statement);

}  // namespace mana_guard::server
