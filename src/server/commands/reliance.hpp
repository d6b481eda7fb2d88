// What relies on what a command takes away, and whether anybody has had the time to.
#pragma once

#include "model/command.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether the schema holds a table that this transaction hasn't made.
bool holds_standing_tables(Oid schema);

// Whether this transaction made the catalog's row that the index finds by these keys. Its xmin says only that it was
// changed, by a SET STATISTICS for one: so what counts is that there was none before the transaction began.
bool is_new_row(HeapTuple tuple, Oid catalog, Oid index, std::span<ScanKeyData> keys);
bool is_new_constraint(HeapTuple tuple);

// Whether the constraint has the place of one that stood when the transaction began and is gone: ALTER TYPE makes anew
// what is on the column, under another OID. `now` sees it, or is null.
bool took_place(HeapTuple tuple, Snapshot at_start, Snapshot now);

// "primary key", "unique constraint" or "foreign key"; "" for another type of constraint.
const char* what_it_is(char type);

// What needs the primary key with this index, as the snapshot sees it, or as it stands where that is null: a foreign
// key or, unless another key takes its place, a publication; "" for nothing.
const char* relied_on(Oid table, Oid index, Snapshot snapshot, bool is_replaced);

// Fills in what DROP CONSTRAINT drops; false where the relation has none of that name.
bool read_dropped_constraint(::Relation relation, const char* name, Command& command);

// Whether one of its steps makes a primary key: that takes a dropped one's place.
bool adds_primary_key(const AlterTableStmt* statement);

// Whether SET DEFAULT sets none: PostgreSQL keeps no default that is just NULL.
bool is_no_default(const Node* expression);

// Whether the column's default was made in this transaction.
bool has_new_default(::Relation relation, AttrNumber column);

// Fills in whether the enum's value was made in this transaction; false where there is none of that name.
bool read_renamed_value(Oid type, const char* label, Command& command);

// Fills in the enum's last value, as a literal, and whether the type was made in this transaction; false where it has
// none.
bool read_last_value(Oid type, Command& command);

}  // namespace mana_guard::server
