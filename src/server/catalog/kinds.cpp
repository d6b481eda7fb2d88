#include "server/catalog/kinds.hpp"

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

}  // namespace

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
    return ExtensionRelationId;
}

bool is_system_relation(Oid relation, Oid schema, const char* schema_name) {
    return relation < FirstNormalObjectId || IsCatalogNamespace(schema) || IsToastNamespace(schema) ||
           strcmp(schema_name, "information_schema") == 0;
}

// A member that its extension's owner owns and who is no superuser is judged: the owner of a trusted extension could
// else pass any table through ALTER EXTENSION ... ADD.
bool is_trusted_member(Oid class_id, Oid object, bool created) {
    if (created && !creating_extension) return false;
    if (!OidIsValid(getExtensionOfObject(class_id, object))) return false;
    const Oid owner = owner_of(class_id, object);
    return OidIsValid(owner) && superuser_arg(owner);
}

bool leaves_trusted_extension(const Node* command, Oid class_id, Oid object) {
    if (command == nullptr || !IsA(command, AlterExtensionContentsStmt)) return false;
    if (reinterpret_cast<const AlterExtensionContentsStmt*>(command)->action > 0) return false;
    const Oid owner = owner_of(class_id, object);
    return OidIsValid(owner) && superuser_arg(owner);
}

}  // namespace mana_guard::server
