// What a statement of DDL is about, whichever it is: for the rules that judge all of them.
#pragma once

#include "model/object.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// The objects that the statement names or will make, in the current memory context; without any lock:
// - what stands as it is, by its OID; what will be made without one, where PostgreSQL would put it;
// - of an index, constraint, trigger, rule, policy or statistics object their relation;
// - of what has no kind of its own in the model (operators, publications...) an ObjectKind::Other;
// - of a statement that names nothing in the database (DROP OWNED, a cast...) the ObjectKind::Database.
// None for what nobody judges: temporary objects, the system's, mana_guard's own; none where there is nothing to do,
// or nothing of that name, which PostgreSQL will say itself. Raises what the statement would.
std::span<const Object> statement_targets(const Node* parse_tree);

// What CREATE SCHEMA makes in the schema, which isn't there yet.
struct SchemaElement {
    const Node* parse_tree;
    Object object;  // of an index or a trigger its table
};
std::span<const SchemaElement> schema_elements(const CreateSchemaStmt* statement);

}  // namespace mana_guard::server
