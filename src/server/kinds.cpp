// Which objects are judged at all.
#include "server/gather.hpp"

namespace mana_guard::server {
namespace {

// Who owns the relation or the schema; invalid where it is gone.
Oid owner_of(Oid class_id, Oid object) {
    const bool is_relation = class_id == RelationRelationId;
    HeapTuple tuple = SearchSysCache1(is_relation ? RELOID : NAMESPACEOID, ObjectIdGetDatum(object));
    if (!HeapTupleIsValid(tuple)) return InvalidOid;
    const Oid owner = is_relation ? reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relowner
                                  : reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple))->nspowner;
    ReleaseSysCache(tuple);
    return owner;
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

bool leaves_trusted_extension(const Node* command, Oid relation) {
    if (command == nullptr || !IsA(command, AlterExtensionContentsStmt)) return false;
    if (reinterpret_cast<const AlterExtensionContentsStmt*>(command)->action > 0) return false;
    const Oid owner = owner_of(RelationRelationId, relation);
    return OidIsValid(owner) && superuser_arg(owner);
}

}  // namespace mana_guard::server
