// Types and defaults of columns, as the model has them.
#pragma once

#include "model/table.hpp"
#include "server/catalog/expressions.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

struct TypeFacts {
    Type type;
    bool domain_not_null = false;  // the type is a domain, or one over a domain, that is NOT NULL
};

// What is known of a column's type; of a domain what the snapshot sees, or as it stands where that is null. The texts
// live as long as the current memory context, or longer.
TypeFacts type_facts(Oid type, int32 modifier, Snapshot snapshot);

// Whether a value of the type has to pass a constraint: of the domain, or of one that it is over. PostgreSQL's own
// DomainHasConstraints() plans the CHECKs, which runs functions.
bool has_domain_constraints(Oid type);

// What a column of the domain falls back on, as it is stored; null for none, and for a type that is no domain.
const Node* domain_default(Oid type);

// Whether the type still is there: what a snapshot of the past shows may refer to one that is gone.
bool has_type(Oid type);

// The type below its domains, as they stand; the type itself where it is gone.
Oid base_type(Oid type);

// What the column falls back on: its own default, else its domain's.
Default column_default(::Relation relation, AttrNumber column);

// The same of a column whose row was read from the catalog, and whose default's expression is that, or null.
Default stored_default(const FormData_pg_attribute& attribute, const char* expression, Snapshot snapshot);

// Fills in the column from its row and what it falls back on.
void fill_column(const FormData_pg_attribute& attribute, const Default& falls_back, Snapshot snapshot, Column& column);

}  // namespace mana_guard::server
