// What a statement says of the columns that it makes.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Fills in Column::clauses of the columns that the statement has made. Null is a statement that nothing is known of:
// then a primary key of one column is that's own, and no references and checks are.
void read_clauses(Node* parse_tree, Table& table);

// Where CREATE TABLE or ADD COLUMN defines the column, as an offset into the text that it was sent in, in bytes; -1 if
// it doesn't.
int place_of_column(const Node* statement, const char* name);

}  // namespace mana_guard::server
