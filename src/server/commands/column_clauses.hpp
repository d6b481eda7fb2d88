// What a statement says of the columns that it makes.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Fills in Column::clauses: of the columns that the statement has made as it says them, of others of a table in use as
// stored_clauses(). Null is a statement that nothing is known of.
void read_clauses(Node* parse_tree, Table& table);

// The same of a column of a relation that is locked, from the catalog: each constraint of the column alone counts as
// its own.
const Clauses* stored_clauses(::Relation relation, const Column& column);

// Where CREATE TABLE or ADD COLUMN defines the relation's column, as an offset into the text that it was sent in, in
// bytes; -1 if it doesn't.
int place_of_column(const Node* statement, const char* relation, const char* name);

}  // namespace mana_guard::server
