// What PostgreSQL would do with a table's rows: rewrite them, read them all, or neither.
#pragma once

#include "model/command.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether the column's definition says serial or its like.
bool is_serial(const ColumnDef* definition);

// Whether its type is other than the ones every database has: it may be a domain.
bool may_be_domain(const ColumnDef* definition);

// Fills in what ADD COLUMN does: type, default, and whether it rewrites.
void read_added_column(::Relation relation, ColumnDef* definition, Column& column, Command& command);

// Fills in what ALTER COLUMN TYPE does.
void read_type_change(::Relation relation, Form_pg_attribute attribute, ColumnDef* definition, Command& command);

// Whether SET NOT NULL reads the rows of the relation, or of one that inherits from it: where validated checks prove
// that none has a null there it doesn't.
bool reads_rows_for_not_null(::Relation relation, Form_pg_attribute attribute);

// Whether what is now in a tablespace, the database's own where it is invalid, goes to another that there is.
bool moves_to_tablespace(Oid now, const char* tablespace);

// Whether ADD COLUMN reads the rows that are there for this constraint of the column's.
bool reads_rows_of_added_column(const ColumnDef* definition, const Constraint* constraint);

// Names of the columns that a primary key is to have, which may hold nulls as far as PostgreSQL knows.
List* nullable_keys(::Relation relation, const Constraint* constraint);

}  // namespace mana_guard::server
