// What PostgreSQL is about to ask of whoever runs a command, asked before the guard looks at what the command is about.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether the current user may do that to the relations that the statement names, as far as PostgreSQL checks it before
// it locks them. Who may not is told so by PostgreSQL alone, at once; the guard opens and waits for nothing. Takes no
// lock and evaluates nothing. True for statements that name none.
bool may_run(const Node* parse_tree);

// Whether the user has the right CREATE on the schema, whose row it is; PostgreSQL's own asks by the OID, which raises
// where the schema is gone.
bool may_create_in(HeapTuple schema, Oid user);

// Whether the current user may VACUUM, CLUSTER, REINDEX or REFRESH the relation.
bool may_maintain(Oid relation);

}  // namespace mana_guard::server
