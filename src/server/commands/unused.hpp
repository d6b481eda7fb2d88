// Whether anybody misses what a DROP takes away.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether the table holds no rows, and held none when this transaction began, and nothing else in the database depends
// on it or, where that is valid, on this column: no view, foreign key, function, policy or table that inherits from it.
// For a drop that takes nothing else along, PostgreSQL makes sure of the latter: it refuses to drop what others depend
// on.
bool is_unused(const Target& target, AttrNumber column, bool takes_others);

// Whether anything else depended on the table or, where that is valid, on its column, when the snapshot was taken, or
// does where that is null.
bool has_dependents(Oid table, AttrNumber column, Snapshot snapshot);

// Whether the relation was a partition when the transaction began.
bool began_as_partition(Oid relation);

// The same, or whether the table is as a partition is that was detached in an earlier transaction: it is named after a
// partitioned table of its schema that stood then, as events_2025 after events, and has its columns; and nothing else
// depends on it. With a snapshot, whether it was so then.
bool was_partition(const Table& table, Snapshot snapshot = nullptr);

}  // namespace mana_guard::server
