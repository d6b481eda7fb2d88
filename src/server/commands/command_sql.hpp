// A statement's parts as SQL that could be run again, with all names filled in.
#pragma once

#include "model/command.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// The type with the collation that the statement gives to it.
const char* with_collation(const char* type, const CollateClause* clause);
// "COLLATE name", where it isn't the type's own; else "".
const char* collation_clause(Oid collation, Oid type);

// What follows the table in CREATE INDEX: "USING gin (tags) WHERE ...".
const char* index_definition(::Relation relation, const IndexStmt* statement);

// Fills in the constraint's name, where it has none the one that PostgreSQL would choose, its keys, and all that
// follows ADD CONSTRAINT name; that alone not where the same statement adds one of its columns.
void read_constraint_definition(::Relation relation, const Constraint* constraint, Command& command);

// The keys and the references that the statement has at its column, which it makes.
void read_column_constraints(const ColumnDef* definition, Clauses& clauses);

// The same of a constraint that is there. Null where the transaction's snapshot doesn't see it, which one of REPEATABLE
// READ may not: PostgreSQL reads pg_constraint under that for it, not as the catalogs are.
const char* stored_constraint_definition(Oid constraint);

// The constraint's column; 0 if it has several or none.
AttrNumber only_column(HeapTuple tuple, TupleDesc descriptor);

// The name that ADD COLUMN gives to a constraint of its column.
const char* name_of_column_constraint(::Relation relation, const ColumnDef* definition, const Constraint* constraint);

// A value of the type that rows may be filled with: '', 0, false, now(); "" where none suggests itself.
const char* value_for(Oid type);

}  // namespace mana_guard::server
