// What TRUNCATE, VACUUM FULL and CLUSTER are about to do, which fire no event.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether it is VACUUM FULL.
bool is_full(const VacuumStmt* statement);

// Whether it passes over what others have locked, and so waits for none: VACUUM (SKIP_LOCKED).
bool skips_locked(const Node* statement);

void add_truncated(Reader& reader, const TruncateStmt* statement);
void add_vacuumed(Reader& reader, const VacuumStmt* statement);
void add_clustered(Reader& reader, const ClusterStmt* statement);

}  // namespace mana_guard::server
