// Statements that a lint can't run, or can't undo.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether PostgreSQL refuses the statement in a transaction block (PreventInTransactionBlock() in tcop/utility.c).
bool needs_no_block(const Node* statement);

// Whether what the statement does outlives a rollback: COPY ... TO a file, COPY with a program.
bool cannot_be_undone(const Node* statement);

// A NOTICE for each function that the query calls whose effect may outlive a rollback: of sequences, and those in
// untrusted languages, such as dblink's.
void tell_of_irreversible(Node* statement, int number);

}  // namespace mana_guard::server
