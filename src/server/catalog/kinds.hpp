// What kind of object a catalog's row is, and whose: what is the system's or a trusted extension's isn't judged.
#pragma once

#include "model/object.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// The kind of a relation by its relkind; false for those that aren't judged.
bool object_kind_of(char relkind, ObjectKind* kind);

// Whether a relkind is an index's, of a table or of a partitioned one.
constexpr bool is_index(char relkind) {
    return relkind == RELKIND_INDEX || relkind == RELKIND_PARTITIONED_INDEX;
}

// The catalog that the object's row is in.
Oid catalog_of(const Object& object);

// Whether a relation is the system's.
bool is_system_relation(Oid relation, Oid schema, const char* schema_name);

// Whether the object is a member of an extension that a superuser owns, or a relation or type in a schema that is one;
// `created` by the command that runs.
bool is_trusted_member(Oid class_id, Oid object, bool created);

// Whether it is a member of an extension that a superuser owns, whoever owns the member: nobody else could have added
// it. What its owner does to it later is judged all the same.
bool is_of_superusers_extension(Oid class_id, Oid object);

// Whether a superuser's extension script is running, CREATE or ALTER EXTENSION.
bool runs_trusted_script();

// The same as is_trusted_member() of what the command is about to make.
bool will_be_trusted(const Object& object);

// Whether the schema is such a member; by its name.
bool is_trusted_schema(Oid schema);
bool is_in_trusted_schema(const char* schema);

// Whether a superuser's script is running of an extension that is installed in this schema.
bool is_of_running_script(Oid schema);

// Whether the command takes the object out of such an extension, in which nobody judged it.
bool leaves_trusted_extension(const Node* command, Oid class_id, Oid object);

}  // namespace mana_guard::server
