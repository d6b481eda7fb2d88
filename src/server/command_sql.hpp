// A statement's parts as SQL that could be run again, with all names filled in.
#pragma once

#include "model/command.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// What follows the table in CREATE INDEX: "USING gin (tags) WHERE ...".
const char* index_definition(::Relation relation, IndexStmt* statement);

// Fills in the constraint's name, where it has none the one that PostgreSQL would choose, its keys, and all that
// follows ADD CONSTRAINT name.
void read_constraint_definition(::Relation relation, const Constraint* constraint, Command& command);

// A value of the type that rows may be filled with: '', 0, false, now(); "" where none suggests itself.
const char* value_for(Oid type);

}  // namespace mana_guard::server
