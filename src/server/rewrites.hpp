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

// Whether the validated checks of the relation prove that no row has a null there.
bool proves_not_null(::Relation relation, Form_pg_attribute attribute);

}  // namespace mana_guard::server
