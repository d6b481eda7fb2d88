// Reads the parts of a relation that its columns aren't, from the catalog's rows: as a snapshot sees them, or as they
// stand where that is null. The columns of the table must be there already.
#pragma once

#include "model/table.hpp"
#include "server/prelude.hpp"
#include "server/record/frames.hpp"

namespace mana_guard::server {

// What PostgreSQL itself keeps of which parts a relation has: scans that would find nothing are spared.
struct Has {
    bool constraints;  // foreign keys or checks
    bool triggers;
    bool rules;
    bool row_security;
};
Has parts_of(const FormData_pg_class& row);

// The index in Table::columns of the column with this number, or no_column.
std::uint32_t column_index(const Table& table, int number);

void read_constraints(Oid relation, Snapshot snapshot, Table& table);
void read_partition_key(const Table& table, Column* columns);
void read_triggers(Oid relation, Snapshot snapshot, Table& table);
void read_storage(const FormData_pg_class& row, Snapshot snapshot, Table& table);
void read_parents(const FormData_pg_class& row, Snapshot snapshot, Table& table);
// What the options of the TOAST table say, where there is one.
void read_toast(const FormData_pg_class& row, Snapshot snapshot, Table& table);
// `tuple` is the relation's row of pg_class as well; null where it is to be looked up. A new relation was made by the
// command that is judged.
void read_security(const FormData_pg_class& row, HeapTuple tuple, Snapshot snapshot, bool is_new, Table& table);
void read_comments(Oid relation, Snapshot snapshot, Table& table, Column* columns);
void read_view(const FormData_pg_class& row, HeapTuple tuple, Snapshot snapshot, Table& table);
void read_sequence_state(Oid relation, Snapshot snapshot, Table& table);

// Whether this row of pg_class does.
bool switches_autovacuum_off(HeapTuple tuple, TupleDesc descriptor);

// All indexes of the relation, in the order of their OIDs, with those marked that the command in this frame made.
void read_indexes(Oid relation, Snapshot snapshot, const Frame* frame, Table& table);

// The same of a table that the frame's CREATE TABLE has made: out of the record and the relation cache, which
// PostgreSQL keeps for what a transaction has made, where the catalog would be searched for each. False where that
// doesn't tell.
bool read_new_indexes(const Frame* frame, Table& table);

// The same after a CREATE INDEX or RENAME COLUMN: in brief, without names and what only a finding speaks of, those that
// it hasn't made and that haven't the renamed column.
void read_indexes_in_brief(Oid relation, const Frame* frame, Table& table);

// Those that the table had before a command that commits in its middle: without the one that it made, with the one
// that it dropped.
std::span<const Index> indexes_before_midway(const Table& after, const Frame* midway);

Owner owner_named(Oid role);

}  // namespace mana_guard::server
