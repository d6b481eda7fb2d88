#include "server/catalog/kinds.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// The syscache of a catalog's rows, and the column with their owner; false for any other catalog.
bool owner_column_of(Oid class_id, int* cache, AttrNumber* column) {
    switch (class_id) {
        case RelationRelationId:
            *cache = RELOID;
            *column = Anum_pg_class_relowner;
            return true;
        case NamespaceRelationId:
            *cache = NAMESPACEOID;
            *column = Anum_pg_namespace_nspowner;
            return true;
        case TypeRelationId:
            *cache = TYPEOID;
            *column = Anum_pg_type_typowner;
            return true;
        case ProcedureRelationId:
            *cache = PROCOID;
            *column = Anum_pg_proc_proowner;
            return true;
        default:
            return false;
    }
}

// Invalid where the object is gone.
Oid owner_of(Oid class_id, Oid object) {
    int cache = 0;
    AttrNumber column = 0;
    if (!owner_column_of(class_id, &cache, &column)) return InvalidOid;
    HeapTuple tuple = SearchSysCache1(cache, ObjectIdGetDatum(object));
    if (!HeapTupleIsValid(tuple)) return InvalidOid;
    bool is_null = true;
    const Datum owner = SysCacheGetAttr(cache, tuple, column, &is_null);
    ReleaseSysCache(tuple);
    return DatumGetObjectId(owner);
}

// The schema of a relation or a type; invalid where it is gone, or is neither.
Oid schema_of(Oid class_id, Oid object) {
    if (class_id == TypeRelationId) {
        HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(object));
        if (!HeapTupleIsValid(tuple)) return InvalidOid;
        const Oid schema = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple))->typnamespace;
        ReleaseSysCache(tuple);
        return schema;
    }
    FormData_pg_class row;
    return class_id == RelationRelationId && find_class(object, row) ? row.relnamespace : InvalidOid;
}

bool find_extension(Oid extension, FormData_pg_extension& row) {
    bool is_there = false;
    each_row(ExtensionRelationId, ExtensionOidIndexId, {Anum_pg_extension_oid, extension}, nullptr,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 memcpy(&row, GETSTRUCT(tuple), offsetof(FormData_pg_extension, extrelocatable));
                 is_there = true;
                 return false;
             });
    return is_there;
}

bool is_superusers(Oid class_id, Oid object) {
    const Oid owner = owner_of(class_id, object);
    return OidIsValid(owner) && superuser_arg(owner);
}

}  // namespace

bool is_of_superusers_extension(Oid class_id, Oid object) {
    const Oid extension = getExtensionOfObject(class_id, object);
    FormData_pg_extension row;
    return OidIsValid(extension) && find_extension(extension, row) && superuser_arg(row.extowner);
}

// Not one in which an extension was merely installed: that depends on the schema, which is no member of it.
bool is_trusted_schema(Oid schema) {
    if (!OidIsValid(schema)) return false;
    return is_superusers(NamespaceRelationId, schema) && is_of_superusers_extension(NamespaceRelationId, schema);
}

bool object_kind_of(char relkind, ObjectKind* kind) {
    switch (relkind) {
        case RELKIND_RELATION:
            *kind = ObjectKind::Table;
            return true;
        case RELKIND_PARTITIONED_TABLE:
            *kind = ObjectKind::PartitionedTable;
            return true;
        case RELKIND_FOREIGN_TABLE:
            *kind = ObjectKind::ForeignTable;
            return true;
        case RELKIND_VIEW:
            *kind = ObjectKind::View;
            return true;
        case RELKIND_MATVIEW:
            *kind = ObjectKind::MaterializedView;
            return true;
        case RELKIND_SEQUENCE:
            *kind = ObjectKind::Sequence;
            return true;
        default:
            return false;
    }
}

Oid catalog_of(const Object& object) {
    if (all_relations.has(object.kind)) return RelationRelationId;
    if (object.kind == ObjectKind::Schema) return NamespaceRelationId;
    if (all_types.has(object.kind)) return TypeRelationId;
    if (all_routines.has(object.kind)) return ProcedureRelationId;
    return object.kind == ObjectKind::Database ? DatabaseRelationId : ExtensionRelationId;
}

bool is_system_relation(Oid relation, Oid schema, const char* schema_name) {
    return relation < FirstNormalObjectId || IsCatalogNamespace(schema) || IsToastNamespace(schema) ||
           strcmp(schema_name, "information_schema") == 0;
}

// A member that its extension's owner owns and who is no superuser is judged: the owner of a trusted extension could
// else pass any table through ALTER EXTENSION ... ADD. pgq's and pg_repack's functions make tables in their schema that
// are no members.
bool is_trusted_member(Oid class_id, Oid object, bool created) {
    if (is_trusted_schema(schema_of(class_id, object))) return true;
    if (created && !creating_extension) return false;
    const Oid extension = getExtensionOfObject(class_id, object);
    if (!OidIsValid(extension)) return false;
    // A script may give what it makes to another role.
    const bool is_made_by_script = runs_trusted_script() && extension == CurrentExtensionObject;
    return is_made_by_script || is_superusers(class_id, object);
}

bool runs_trusted_script() {
    return creating_extension && superuser();
}

bool will_be_trusted(const Object& object) {
    // What an extension's script makes will be its member.
    if (runs_trusted_script()) return true;
    const bool may_be_in_one = all_relations.has(object.kind) || all_types.has(object.kind);
    return may_be_in_one && is_in_trusted_schema(object.schema.data());
}

bool is_in_trusted_schema(const char* schema) {
    return schema != nullptr && is_trusted_schema(get_namespace_oid(schema, true));
}

bool is_of_running_script(Oid schema) {
    FormData_pg_extension row;
    return runs_trusted_script() && find_extension(CurrentExtensionObject, row) && row.extnamespace == schema;
}

bool leaves_trusted_extension(const Node* command, Oid class_id, Oid object) {
    if (command == nullptr || !IsA(command, AlterExtensionContentsStmt)) return false;
    const auto* statement = reinterpret_cast<const AlterExtensionContentsStmt*>(command);
    if (statement->action > 0) return false;
    FormData_pg_extension row;
    const Oid extension = get_extension_oid(statement->extname, true);
    const bool is_from_superusers = find_extension(extension, row) && superuser_arg(row.extowner);
    return is_from_superusers || is_superusers(class_id, object);
}

}  // namespace mana_guard::server
