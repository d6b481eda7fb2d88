// What kind of object a catalog's row is, and whose: what is the system's or a trusted extension's isn't judged.
#pragma once

#include "model/object.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// The kind of a relation by its relkind; false for those that aren't judged.
bool object_kind_of(char relkind, ObjectKind* kind);

// The catalog that the object's row is in.
Oid catalog_of(const Object& object);

// Whether a relation is the system's.
bool is_system_relation(Oid relation, Oid schema, const char* schema_name);

// Whether the object is a member of an extension that a superuser owns; `created` by the command that runs.
bool is_trusted_member(Oid class_id, Oid object, bool created);

// Whether the command takes the object out of such an extension, in which nobody judged it.
bool leaves_trusted_extension(const Node* command, Oid class_id, Oid object);

}  // namespace mana_guard::server
