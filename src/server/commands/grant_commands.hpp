// What a GRANT gives to everybody.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

void add_public_grants(Reader& reader, const GrantStmt* statement);

// Of what will be made in these schemas, or in all.
void add_public_defaults(Reader& reader, const AlterDefaultPrivilegesStmt* statement);

}  // namespace mana_guard::server
