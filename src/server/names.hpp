// Look-ups of what isn't locked, and so may be gone at any call: each may find nothing, and then says so. PostgreSQL's
// own (utils/cache/lsyscache.c) return null or raise; the check unlocked-names bans them elsewhere.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

// The fixed part of a relation's row in pg_class.
[[nodiscard]] bool find_class(Oid relation, FormData_pg_class& row);
// The same by its name.
[[nodiscard]] bool find_class_named(const char* name, Oid schema, FormData_pg_class& row);
// And of a constraint's in pg_constraint.
[[nodiscard]] bool find_constraint(Oid constraint, FormData_pg_constraint& row);

// The texts live in the current memory context.
struct FoundName {
    const char* schema;
    const char* name;
};
[[nodiscard]] bool find_schema_name(Oid schema, const char*& name);
[[nodiscard]] bool find_relation_name(Oid relation, FoundName& found);
[[nodiscard]] bool find_routine_name(Oid routine, FoundName& found);
[[nodiscard]] bool find_role_name(Oid role, const char*& name);
// The name of the role that owns an object of that catalog.
[[nodiscard]] bool find_owner_name(Oid catalog, Oid object, const char*& name);

// The routine that a statement names; invalid where there is none. As LookupFuncWithArgs() (parser/parse_func.c), which
// looks at a function twice and raises where it goes in between.
[[nodiscard]] Oid find_routine(ObjectType type, const ObjectWithArgs& named);

// Of a partition, by pg_inherits.
[[nodiscard]] bool find_partition_parent(Oid partition, Oid& parent);
// What inherits from a relation, partitions included; nothing where it is gone. As find_inheritance_children()
// (catalog/pg_inherits.c), which raises then.
[[nodiscard]] const List* find_children(Oid parent);
// The relation and all that inherit from it or from those, each once, the relation first. As find_all_inheritors().
[[nodiscard]] const List* find_members(Oid relation);

// How values of the type are read, written and kept.
struct FoundType {
    Oid input;
    Oid parameter;  // of the input function
    Oid output;
    std::int16_t length;
    bool by_value;
};
[[nodiscard]] bool find_type(Oid type, FoundType& found);

// "schema.name", quoted where they must be.
const char* quoted(const FoundName& found);
// The same of two names that are quoted already.
std::string_view qualified(std::string_view schema, std::string_view name);

}  // namespace mana_guard::server
