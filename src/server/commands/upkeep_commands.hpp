// REFRESH and REINDEX: what builds anew what is there.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

void add_refresh(Reader& reader, const RefreshMatViewStmt* statement);

// Of a table, an index, or of all tables of a schema or of the database, where one of them is in use.
void add_reindex(Reader& reader, const ReindexStmt* statement);

}  // namespace mana_guard::server
