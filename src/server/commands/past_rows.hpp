// The rows of a table as it was, also of one that is dropped: its file stays until COMMIT.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether the relation, or one that inherited from it, held a row that the snapshot sees. One of more than a few blocks
// counts as if it did. It must be locked in ACCESS EXCLUSIVE mode.
bool held_rows(Oid relation, Snapshot snapshot);

// The same of the relation alone, which need only be locked against being truncated.
bool has_held_rows(Oid relation, Snapshot snapshot);

// The same of the rows that count now, which mana_guard.assume_in_use may say.
bool was_in_use(Oid relation, Snapshot snapshot);

}  // namespace mana_guard::server
