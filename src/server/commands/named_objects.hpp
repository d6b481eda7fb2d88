// Objects as a statement names them: those that stand, and those that it is about to make.
#pragma once

#include "model/object.hpp"
#include "server/catalog/catalog_rows.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Whether this schema is the system's, a session's own for temporary objects, or mana_guard's.
bool is_left_alone(const char* schema);

// The schema in which CREATE would make what is written with this schema, or with none (null): namespace.c,
// RangeVarGetCreationNamespace(). Null where it is left alone, or isn't there.
const char* schema_for_new(const char* written);

// Whether it is temporary: as it says, or by the schema where it lands.
bool is_temporary(const RangeVar* name);

// Whether a query reads a temporary relation: a view over it is one, too.
bool reads_temporary(Node* query);

// An object that will be of that kind and name; false where it is left alone.
bool read_new(ObjectKind kind, const char* written_schema, const char* name, Object& object);
bool read_new(ObjectKind kind, const RangeVar* name, Object& object);
bool read_new(ObjectKind kind, const List* name, Object& object);
bool read_new_schema(const char* name, Object& object);
// The same of one in a schema that isn't there yet.
void read_new_in(const char* schema, ObjectKind kind, const char* name, Object& object);
// With its arguments' types in its identity.
bool read_new_routine(const CreateFunctionStmt* statement, Object& object);

// A relation as it stands; of an index its table, of a composite type the type. False where it is left alone or isn't
// there.
bool read_relation_object(Oid relation, Object& object);
bool read_schema_object(const char* name, Object& object);
// Of the catalog's row with that OID.
bool read_object(Oid catalog, Oid oid, Object& object);

// What a COMMENT, DROP, ALTER ... OWNER or their like names so.
bool read_named(ObjectType type, Node* named, Object& object);

// What is named in no schema: a publication, a server.
void read_other(const char* name, Object& object);

// What stands for all that names nothing.
void read_database(Object& object);

}  // namespace mana_guard::server
