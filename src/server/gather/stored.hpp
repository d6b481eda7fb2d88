// Reads objects from the catalog's rows, as a snapshot sees them: without a relcache entry, and also as they were.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Fills in the table from its row of pg_class (`tuple` is the same row; null where the caller hasn't it), with the
// facts among `wanted`; false where it isn't to be judged. Its texts live as long as the current memory context.
bool read_stored_table(const FormData_pg_class& row, HeapTuple tuple, Facts wanted, Snapshot snapshot, Table& table);

// The relation's row as the snapshot sees it; false where it sees none.
bool read_stored_class(Oid relation, Snapshot snapshot, FormData_pg_class& row);

// The same of a relation and a constraint, where a null snapshot stands for the catalogs as they are.
bool find_class_seen(Oid relation, Snapshot snapshot, FormData_pg_class& row);
bool find_constraint_seen(Oid constraint, Snapshot snapshot, FormData_pg_constraint& row);

// Pushes the catalogs as they are but for what this transaction has done, in the open file if one has begun in its
// middle; for PopActiveSnapshot() to end.
Snapshot push_snapshot_at_start();

// The relation's row as the transaction found it; false where it has made the relation.
bool find_class_at_start(Oid relation, FormData_pg_class& row);

// The schema's name as the snapshot sees it; null where it sees none.
const char* stored_schema_name(Oid schema, Snapshot snapshot);

// The column's name as the snapshot sees it; null where it sees none.
const char* stored_column_name(Oid relation, AttrNumber number, Snapshot snapshot);

// Whether it holds a table, other than members of extensions.
bool schema_holds_tables(Oid schema, Snapshot snapshot);

}  // namespace mana_guard::server
