// A relation's CREATE as a whole, by the catalogs and the statement.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Fills in Table::create of a relation that was created just now and that is locked, whose clauses are read
// (column_clauses). Null is a statement that nothing is known of: many at COMMIT. Nothing is filled in where the
// statement says more than its CREATE could be told by.
void read_create(Node* parse_tree, Table& table);

}  // namespace mana_guard::server
