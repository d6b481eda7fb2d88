#include "server/commands/permissions.hpp"

#include "server/names.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

bool owns(Oid relation, Oid user) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(RelationRelationId, relation, user);
#else
    return pg_class_ownercheck(relation, user);
#endif
}

bool owns_schema(Oid schema, Oid user) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(NamespaceRelationId, schema, user);
#else
    return pg_namespace_ownercheck(schema, user);
#endif
}

bool owns_database(Oid user, Oid database = MyDatabaseId) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(DatabaseRelationId, database, user);
#else
    return pg_database_ownercheck(database, user);
#endif
}

bool has_right(Oid relation, Oid user, AclMode right) {
    return pg_class_aclcheck(relation, user, right) == ACLCHECK_OK;
}

// To maintain a table is a right of its own since 17.
bool maintains(Oid relation, Oid user) {
#if PG_VERSION_NUM >= 170000
    if (has_right(relation, user, ACL_MAINTAIN)) return true;
#endif
    return owns(relation, user) || owns_database(user);
}

using Asks = bool (*)(Oid relation, Oid user);

// RangeVarCallbackForDropRelation(): the schema's owner may as well.
bool may_drop(Oid relation, Oid user) {
    FormData_pg_class row;
    return !find_class(relation, row) || owns(relation, user) || owns_schema(row.relnamespace, user);
}

// RangeVarCallbackForTruncate()
bool may_truncate(Oid relation, Oid user) {
    return has_right(relation, user, ACL_TRUNCATE);
}

// A relation that isn't there, or is gone by now, is PostgreSQL's to complain of.
bool may(Oid relation, Asks asks) {
    FormData_pg_class row;
    return !find_class(relation, row) || asks(relation, GetUserId());
}

bool may(const RangeVar* name, Asks asks) {
    return may(relation_named(name), asks);
}

// Of an index PostgreSQL asks about its table.
bool may_of_index(const RangeVar* name, Asks asks) {
    const Oid relation = relation_named(name);
    const Oid table = OidIsValid(relation) ? IndexGetRelation(relation, true) : InvalidOid;
    return may(OidIsValid(table) ? table : relation, asks);
}

bool may_drop_all(const DropStmt* statement) {
    switch (statement->removeType) {
        case OBJECT_TABLE:
        case OBJECT_FOREIGN_TABLE:
        case OBJECT_VIEW:
        case OBJECT_MATVIEW:
        case OBJECT_SEQUENCE:
        case OBJECT_INDEX:
            break;
        default:
            return true;
    }
    for (int i = 0; i < list_length(statement->objects); ++i) {
        auto* name = static_cast<List*>(list_nth(statement->objects, i));
        if (!may(makeRangeVarFromNameList(name), may_drop)) return false;
    }
    return true;
}

bool may_truncate_all(const TruncateStmt* statement) {
    for (int i = 0; i < list_length(statement->relations); ++i) {
        if (!may(static_cast<const RangeVar*>(list_nth(statement->relations, i)), may_truncate)) return false;
    }
    return true;
}

// RangeVarGetAndCheckCreationNamespace(): what is refused there looks at no parent, source or referenced table.
bool may_create(const RangeVar* name) {
    if (name->relpersistence == RELPERSISTENCE_TEMP) return true;
    Oid schema = InvalidOid;
    if (name->schemaname != nullptr) {
        schema = get_namespace_oid(name->schemaname, true);
    } else {
        const List* path = fetch_search_path(false);
        if (path != NIL) schema = linitial_oid(path);
    }
    HeapTuple row = SearchSysCache1(NAMESPACEOID, ObjectIdGetDatum(schema));
    if (!HeapTupleIsValid(row)) return true;
    const bool may = may_create_in(row, GetUserId());
    ReleaseSysCache(row);
    return may;
}

// A partition that is attached must be its owner's too.
bool may_alter(const AlterTableStmt* statement) {
    if (!may_of_index(statement->relation, owns)) return false;
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        const auto* command = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        if (command->subtype != AT_AttachPartition) continue;
        if (!may_of_index(reinterpret_cast<const PartitionCmd*>(command->def)->name, owns)) return false;
    }
    return true;
}

// DROP and RENAME of schemas look at the tables in them.
bool owns_schema_named(const char* name) {
    const Oid schema = get_namespace_oid(name, true);
    return !OidIsValid(schema) || owns_schema(schema, GetUserId());
}

bool may_drop_schemas(const DropStmt* statement) {
    for (int i = 0; i < list_length(statement->objects); ++i) {
        if (!owns_schema_named(strVal(list_nth(statement->objects, i)))) return false;
    }
    return true;
}

bool may_rename(const RenameStmt* statement) {
    if (statement->renameType == OBJECT_SCHEMA) return owns_schema_named(statement->subname);
    return may_of_index(statement->relation, owns);
}

bool may_reindex(const ReindexStmt* statement) {
    switch (statement->kind) {
        case REINDEX_OBJECT_SCHEMA:
            return owns_schema_named(statement->name);
        case REINDEX_OBJECT_SYSTEM:
        case REINDEX_OBJECT_DATABASE:
            return owns_database(GetUserId());
        default:
            return may_of_index(statement->relation, maintains);
    }
}

}  // namespace

bool may_create_in(HeapTuple schema, Oid user) {
    if (superuser_arg(user)) return true;
    const Oid owner = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(schema))->nspowner;
    bool is_default = false;
    const Datum granted = SysCacheGetAttr(NAMESPACEOID, schema, Anum_pg_namespace_nspacl, &is_default);
    const Acl* rights = is_default ? acldefault(OBJECT_SCHEMA, owner) : DatumGetAclP(granted);
    return aclmask(rights, user, owner, ACL_CREATE, ACLMASK_ANY) != ACL_NO_RIGHTS;
}

bool may_maintain(Oid relation) {
    return superuser() || maintains(relation, GetUserId());
}

bool may_run(const Node* parse_tree) {
    if (superuser()) return true;
    switch (nodeTag(parse_tree)) {
        case T_AlterTableStmt:
            return may_alter(reinterpret_cast<const AlterTableStmt*>(parse_tree));
        case T_RenameStmt:
            return may_rename(reinterpret_cast<const RenameStmt*>(parse_tree));
        case T_AlterObjectSchemaStmt:
            return may_of_index(reinterpret_cast<const AlterObjectSchemaStmt*>(parse_tree)->relation, owns);
        case T_IndexStmt:
            return may(reinterpret_cast<const IndexStmt*>(parse_tree)->relation, owns);
        case T_RuleStmt:
            return may(reinterpret_cast<const RuleStmt*>(parse_tree)->relation, owns);
        case T_CreatePolicyStmt:
            return may(reinterpret_cast<const CreatePolicyStmt*>(parse_tree)->table, owns);
        case T_AlterPolicyStmt:
            return may(reinterpret_cast<const AlterPolicyStmt*>(parse_tree)->table, owns);
        case T_CreateTrigStmt: {
            const RangeVar* relation = reinterpret_cast<const CreateTrigStmt*>(parse_tree)->relation;
            return may(relation, [](Oid oid, Oid user) { return has_right(oid, user, ACL_TRIGGER); });
        }
        case T_DropStmt: {
            const auto* drop = reinterpret_cast<const DropStmt*>(parse_tree);
            return drop->removeType == OBJECT_SCHEMA ? may_drop_schemas(drop) : may_drop_all(drop);
        }
        case T_DropdbStmt: {
            const Oid database = get_database_oid(reinterpret_cast<const DropdbStmt*>(parse_tree)->dbname, true);
            return !OidIsValid(database) || owns_database(GetUserId(), database);
        }
        case T_TruncateStmt:
            return may_truncate_all(reinterpret_cast<const TruncateStmt*>(parse_tree));
        case T_ClusterStmt:
            return may(reinterpret_cast<const ClusterStmt*>(parse_tree)->relation, maintains);
        case T_RefreshMatViewStmt:
            return may(reinterpret_cast<const RefreshMatViewStmt*>(parse_tree)->relation, maintains);
        case T_ReindexStmt:
            return may_reindex(reinterpret_cast<const ReindexStmt*>(parse_tree));
        case T_CreateStmt:
            return may_create(reinterpret_cast<const CreateStmt*>(parse_tree)->relation);
        case T_CreateForeignTableStmt:
            return may_create(reinterpret_cast<const CreateForeignTableStmt*>(parse_tree)->base.relation);
        case T_CreateTableAsStmt:
            return may_create(reinterpret_cast<const CreateTableAsStmt*>(parse_tree)->into->rel);
        case T_ViewStmt:
            return may_create(reinterpret_cast<const ViewStmt*>(parse_tree)->view);
        default:
            return true;
    }
}

}  // namespace mana_guard::server
