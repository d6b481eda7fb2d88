// The compiled policy of this backend: read from mana_guard.policy, and again when the table has changed.
#pragma once

#include "engine/judge.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Registers for invalidations; called once, when the library is loaded.
void install_policy_cache();

// The policy in force, compiled anew where a change was seen since. Valid until the next call.
// Raises MG901 where the table is missing or a row is damaged.
const Policy* current_policy();

// The extension's table `policy`; invalid where it is missing.
Oid policy_table();

// Whether all the table's triggers fire whatever session_replication_role says, as the extension made them.
bool invalidates_always(::Relation table);

// The number of that column of it. Raises MG901 where it is missing.
int policy_column(TupleDesc descriptor, const char* name);

// A row of it, read from a tuple of that descriptor, in the current memory context.
PolicyRow read_policy_row(HeapTuple tuple, TupleDesc descriptor);

// Allocates in the current memory context; null instead of an error.
extern const Allocator palloc_allocator;

}  // namespace mana_guard::server
