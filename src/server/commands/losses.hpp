// What clients lose that is no table, and isn't dropped as an object of its own: the name of an object, a trigger,
// policy or rule of a relation, an attribute of a type, the rows of a materialized view. What is dropped itself is
// added by victims.
#pragma once

#include "server/commands/command_reader.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Adds the object that loses its name, or its schema.
void add_lost_name(Reader& reader, const RenameStmt* statement);
void add_lost_name(Reader& reader, const AlterObjectSchemaStmt* statement);

// Adds each trigger, policy or rule that the statement drops and that this transaction hasn't made.
void add_lost_parts(Reader& reader, DropStmt* statement);

// Adds each attribute that the statement drops of a type that stands by itself.
void add_lost_attributes(Reader& reader, const AlterTableStmt* statement);

// Adds the materialized view that WITH NO DATA empties.
void add_emptied(Reader& reader, const RefreshMatViewStmt* statement);

// Whether there is by now another object of the kind and the name that were lost.
bool is_made_again(const Command& lost);

}  // namespace mana_guard::server
