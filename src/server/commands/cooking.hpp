// Parse analysis of the expressions in a statement, which runs nobody's code: PostgreSQL's own hands each literal to
// the input function of its type, and that of an array or a row of domains runs their CHECKs.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// The literal as a value of the type; null where the type is one whose input isn't the server's own code alone. The
// server reads its own types, and enums.
Node* read_literal(const char* text, Oid type, int32 modifier);

// What DEFAULT gives to a column of this type.
Node* cook_default(::Relation relation, const Node* raw, Oid type, int32 modifier, const char* column);

// What CHECK or WHERE asks.
Node* cook_condition(::Relation relation, const Node* raw, ParseExprKind kind, const char* clause);

// What an index has as a key.
Node* cook_key(::Relation relation, const Node* raw);

// What makes the column's new value out of the old one, with USING or without (null); null where there is no way.
Node* cook_conversion(::Relation relation, Form_pg_attribute attribute, const Node* raw, Oid type, int32 modifier);

}  // namespace mana_guard::server
