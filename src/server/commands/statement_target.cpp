#include "server/commands/statement_target.hpp"

#include "server/commands/named_objects.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

struct Targets {
    Growing<Object> objects;

    // Keeps what was read.
    void keep(bool is_judged, const Object& object) {
        if (is_judged) objects.add() = object;
    }
    void add_relation(const RangeVar* name) {
        Object object;
        keep(name != nullptr && read_relation_object(relation_named(name), object), object);
    }
    void add_named(ObjectType type, void* named) {
        Object object;
        keep(read_named(type, static_cast<Node*>(named), object), object);
    }
    void add_each(ObjectType type, const List* named) {
        for (int i = 0; i < list_length(named); ++i) add_named(type, list_nth(named, i));
    }
    void add_schema(const char* name) {
        Object object;
        keep(name != nullptr && read_schema_object(name, object), object);
    }
    void add_schemas(const List* names) {
        for (int i = 0; i < list_length(names); ++i) add_schema(strVal(list_nth(names, i)));
    }
    template <typename Name>
    void add_new(ObjectKind kind, const Name* name) {
        Object object;
        keep(read_new(kind, name, object), object);
    }
    void add_other(const char* name) {
        Object object;
        read_other(name, object);
        keep(true, object);
    }
    void add_database() {
        Object object;
        read_database(object);
        keep(true, object);
    }
};

// CREATE ... IF NOT EXISTS of a relation that is there does nothing.
void add_new_relation(Targets& targets, ObjectKind kind, const RangeVar* name, bool if_not_exists) {
    Object object;
    if (!read_new(kind, name, object)) return;
    const Oid schema = get_namespace_oid(object.schema.data(), true);
    object.oid = get_relname_relid(name->relname, schema);
    targets.keep(!if_not_exists || !OidIsValid(object.oid), object);
}

void add_new_schema(Targets& targets, const CreateSchemaStmt* statement) {
    const char* name = statement->schemaname;
    if (name == nullptr && statement->authrole != nullptr) name = get_rolespec_name(statement->authrole);
    Object object;
    if (name == nullptr || !read_new_schema(name, object)) return;
    targets.keep(!statement->if_not_exists || !OidIsValid(get_namespace_oid(name, true)), object);
}

// In the schema that the statement says, else in the first of the path: one that the extension's control file says
// isn't known.
void add_new_extension(Targets& targets, const CreateExtensionStmt* statement) {
    if (statement->if_not_exists && OidIsValid(get_extension_oid(statement->extname, true))) return;
    const char* schema = nullptr;
    for (int i = 0; i < list_length(statement->options); ++i) {
        auto* option = static_cast<DefElem*>(list_nth(statement->options, i));
        if (strcmp(option->defname, "schema") == 0) schema = defGetString(option);
    }
    // CREATE EXTENSION makes a schema that isn't there only where the control file says so.
    schema = schema_for_new(schema);
    Object object;
    read_other(statement->extname, object);
    object.kind = ObjectKind::Extension;
    object.schema = schema == nullptr ? "" : schema;
    targets.keep(true, object);
}

void add_rename(Targets& targets, const RenameStmt* statement) {
    if (statement->relation != nullptr) {
        targets.add_relation(statement->relation);
    } else if (statement->renameType == OBJECT_SCHEMA) {
        targets.add_schema(statement->subname);
    } else if (statement->object != nullptr) {
        targets.add_named(statement->renameType, statement->object);
    } else {
        targets.add_database();
    }
}

void add_granted(Targets& targets, const GrantStmt* statement) {
    if (statement->targtype == ACL_TARGET_OBJECT) {
        targets.add_each(statement->objtype, statement->objects);
    } else if (statement->targtype == ACL_TARGET_ALL_IN_SCHEMA) {
        targets.add_schemas(statement->objects);
    }
}

void add_default_privileges(Targets& targets, const AlterDefaultPrivilegesStmt* statement) {
    bool names_schemas = false;
    for (int i = 0; i < list_length(statement->options); ++i) {
        const auto* option = static_cast<DefElem*>(list_nth(statement->options, i));
        if (strcmp(option->defname, "schemas") != 0) continue;
        names_schemas = true;
        targets.add_schemas(reinterpret_cast<List*>(option->arg));
    }
    if (!names_schemas) targets.add_database();
}

void add_vacuumed(Targets& targets, const VacuumStmt* statement) {
    for (int i = 0; i < list_length(statement->rels); ++i)
        targets.add_relation(static_cast<VacuumRelation*>(list_nth(statement->rels, i))->relation);
    if (statement->rels == NIL) targets.add_database();
}

void add_reindexed(Targets& targets, const ReindexStmt* statement) {
    if (statement->relation != nullptr) {
        targets.add_relation(statement->relation);
    } else if (statement->kind == REINDEX_OBJECT_SCHEMA) {
        targets.add_schema(statement->name);
    } else {
        targets.add_database();
    }
}

// What is made; false for a statement that makes nothing or something of no kind here.
bool add_created(Targets& targets, const Node* tree) {
    switch (nodeTag(tree)) {
        case T_CreateSchemaStmt:
            add_new_schema(targets, reinterpret_cast<const CreateSchemaStmt*>(tree));
            return true;
        case T_CreateStmt: {
            const auto* statement = reinterpret_cast<const CreateStmt*>(tree);
            const ObjectKind kind = statement->partspec == nullptr ? ObjectKind::Table : ObjectKind::PartitionedTable;
            add_new_relation(targets, kind, statement->relation, statement->if_not_exists);
            return true;
        }
        case T_CreateForeignTableStmt: {
            const auto* statement = &reinterpret_cast<const CreateForeignTableStmt*>(tree)->base;
            add_new_relation(targets, ObjectKind::ForeignTable, statement->relation, statement->if_not_exists);
            return true;
        }
        case T_CreateTableAsStmt: {
            const auto* statement = reinterpret_cast<const CreateTableAsStmt*>(tree);
            const ObjectKind kind =
                statement->objtype == OBJECT_MATVIEW ? ObjectKind::MaterializedView : ObjectKind::Table;
            add_new_relation(targets, kind, statement->into->rel, statement->if_not_exists);
            return true;
        }
        case T_ViewStmt: {
            const auto* statement = reinterpret_cast<const ViewStmt*>(tree);
            if (!reads_temporary(statement->query)) add_new_relation(targets, ObjectKind::View, statement->view, false);
            return true;
        }
        case T_CreateSeqStmt: {
            const auto* statement = reinterpret_cast<const CreateSeqStmt*>(tree);
            add_new_relation(targets, ObjectKind::Sequence, statement->sequence, statement->if_not_exists);
            return true;
        }
        case T_CompositeTypeStmt:
            targets.add_new(ObjectKind::Composite, reinterpret_cast<const CompositeTypeStmt*>(tree)->typevar);
            return true;
        case T_CreateEnumStmt:
            targets.add_new(ObjectKind::Enum, reinterpret_cast<const CreateEnumStmt*>(tree)->typeName);
            return true;
        case T_CreateRangeStmt:
            targets.add_new(ObjectKind::Range, reinterpret_cast<const CreateRangeStmt*>(tree)->typeName);
            return true;
        case T_CreateDomainStmt:
            targets.add_new(ObjectKind::Domain, reinterpret_cast<const CreateDomainStmt*>(tree)->domainname);
            return true;
        case T_CreateFunctionStmt: {
            Object object;
            targets.keep(read_new_routine(reinterpret_cast<const CreateFunctionStmt*>(tree), object), object);
            return true;
        }
        case T_CreateExtensionStmt:
            add_new_extension(targets, reinterpret_cast<const CreateExtensionStmt*>(tree));
            return true;
        case T_DefineStmt:
            targets.add_new(ObjectKind::Other, reinterpret_cast<const DefineStmt*>(tree)->defnames);
            return true;
        case T_CreateConversionStmt:
            targets.add_new(ObjectKind::Other, reinterpret_cast<const CreateConversionStmt*>(tree)->conversion_name);
            return true;
        case T_CreateOpClassStmt:
            targets.add_new(ObjectKind::Other, reinterpret_cast<const CreateOpClassStmt*>(tree)->opclassname);
            return true;
        case T_CreateOpFamilyStmt:
            targets.add_new(ObjectKind::Other, reinterpret_cast<const CreateOpFamilyStmt*>(tree)->opfamilyname);
            return true;
        default:
            return false;
    }
}

// The relation whose part is made, altered or dropped, or which is itself.
bool add_related(Targets& targets, const Node* tree) {
    switch (nodeTag(tree)) {
        case T_AlterTableStmt:
            targets.add_relation(reinterpret_cast<const AlterTableStmt*>(tree)->relation);
            return true;
        case T_IndexStmt:
            targets.add_relation(reinterpret_cast<const IndexStmt*>(tree)->relation);
            return true;
        case T_RuleStmt:
            targets.add_relation(reinterpret_cast<const RuleStmt*>(tree)->relation);
            return true;
        case T_CreateTrigStmt:
            targets.add_relation(reinterpret_cast<const CreateTrigStmt*>(tree)->relation);
            return true;
        case T_CreatePolicyStmt:
            targets.add_relation(reinterpret_cast<const CreatePolicyStmt*>(tree)->table);
            return true;
        case T_AlterPolicyStmt:
            targets.add_relation(reinterpret_cast<const AlterPolicyStmt*>(tree)->table);
            return true;
        case T_AlterSeqStmt:
            targets.add_relation(reinterpret_cast<const AlterSeqStmt*>(tree)->sequence);
            return true;
        case T_RefreshMatViewStmt:
            targets.add_relation(reinterpret_cast<const RefreshMatViewStmt*>(tree)->relation);
            return true;
        case T_CreateStatsStmt: {
            const List* relations = reinterpret_cast<const CreateStatsStmt*>(tree)->relations;
            for (int i = 0; i < list_length(relations); ++i) {
                const Node* one = static_cast<const Node*>(list_nth(relations, i));
                if (IsA(one, RangeVar)) targets.add_relation(reinterpret_cast<const RangeVar*>(one));
            }
            return true;
        }
        case T_AlterStatsStmt:
            targets.add_named(OBJECT_STATISTIC_EXT, reinterpret_cast<const AlterStatsStmt*>(tree)->defnames);
            return true;
        case T_TruncateStmt:
            targets.add_each(OBJECT_TABLE, reinterpret_cast<const TruncateStmt*>(tree)->relations);
            return true;
        case T_ClusterStmt:
            if (reinterpret_cast<const ClusterStmt*>(tree)->relation == nullptr) return false;
            targets.add_relation(reinterpret_cast<const ClusterStmt*>(tree)->relation);
            return true;
        case T_VacuumStmt:
            add_vacuumed(targets, reinterpret_cast<const VacuumStmt*>(tree));
            return true;
        case T_ReindexStmt:
            add_reindexed(targets, reinterpret_cast<const ReindexStmt*>(tree));
            return true;
        default:
            return false;
    }
}

// What is altered or dropped otherwise.
bool add_altered(Targets& targets, const Node* tree) {
    switch (nodeTag(tree)) {
        case T_DropStmt: {
            const auto* statement = reinterpret_cast<const DropStmt*>(tree);
            targets.add_each(statement->removeType, statement->objects);
            return true;
        }
        case T_RenameStmt:
            add_rename(targets, reinterpret_cast<const RenameStmt*>(tree));
            return true;
        case T_AlterObjectSchemaStmt: {
            const auto* statement = reinterpret_cast<const AlterObjectSchemaStmt*>(tree);
            if (statement->relation != nullptr) {
                targets.add_relation(statement->relation);
            } else {
                targets.add_named(statement->objectType, statement->object);
            }
            return true;
        }
        case T_AlterObjectDependsStmt: {
            const auto* statement = reinterpret_cast<const AlterObjectDependsStmt*>(tree);
            if (statement->relation != nullptr) {
                targets.add_relation(statement->relation);
            } else {
                targets.add_named(statement->objectType, statement->object);
            }
            return true;
        }
        case T_AlterOwnerStmt: {
            const auto* statement = reinterpret_cast<const AlterOwnerStmt*>(tree);
            targets.add_named(statement->objectType, statement->object);
            return true;
        }
        case T_CommentStmt: {
            const auto* statement = reinterpret_cast<const CommentStmt*>(tree);
            targets.add_named(statement->objtype, statement->object);
            return true;
        }
        case T_SecLabelStmt: {
            const auto* statement = reinterpret_cast<const SecLabelStmt*>(tree);
            targets.add_named(statement->objtype, statement->object);
            return true;
        }
        case T_AlterDomainStmt:
            targets.add_named(OBJECT_DOMAIN, reinterpret_cast<const AlterDomainStmt*>(tree)->typeName);
            return true;
        case T_AlterEnumStmt:
            targets.add_named(OBJECT_TYPE, reinterpret_cast<const AlterEnumStmt*>(tree)->typeName);
            return true;
        case T_AlterTypeStmt:
            targets.add_named(OBJECT_TYPE, reinterpret_cast<const AlterTypeStmt*>(tree)->typeName);
            return true;
        case T_AlterFunctionStmt: {
            const auto* statement = reinterpret_cast<const AlterFunctionStmt*>(tree);
            targets.add_named(statement->objtype, statement->func);
            return true;
        }
        case T_AlterOperatorStmt:
            targets.add_named(OBJECT_OPERATOR, reinterpret_cast<const AlterOperatorStmt*>(tree)->opername);
            return true;
        case T_AlterCollationStmt:
            targets.add_named(OBJECT_COLLATION, reinterpret_cast<const AlterCollationStmt*>(tree)->collname);
            return true;
        case T_AlterTSDictionaryStmt:
            targets.add_named(OBJECT_TSDICTIONARY, reinterpret_cast<const AlterTSDictionaryStmt*>(tree)->dictname);
            return true;
        case T_AlterTSConfigurationStmt:
            targets.add_named(OBJECT_TSCONFIGURATION, reinterpret_cast<const AlterTSConfigurationStmt*>(tree)->cfgname);
            return true;
        case T_AlterOpFamilyStmt:
            targets.add_new(ObjectKind::Other, reinterpret_cast<const AlterOpFamilyStmt*>(tree)->opfamilyname);
            return true;
        case T_AlterExtensionStmt:
            targets.add_named(OBJECT_EXTENSION, makeString(reinterpret_cast<const AlterExtensionStmt*>(tree)->extname));
            return true;
        case T_AlterExtensionContentsStmt:
            targets.add_named(OBJECT_EXTENSION,
                              makeString(reinterpret_cast<const AlterExtensionContentsStmt*>(tree)->extname));
            return true;
        case T_ImportForeignSchemaStmt:
            targets.add_schema(reinterpret_cast<const ImportForeignSchemaStmt*>(tree)->local_schema);
            return true;
        case T_GrantStmt:
            add_granted(targets, reinterpret_cast<const GrantStmt*>(tree));
            return true;
        case T_AlterDefaultPrivilegesStmt:
            add_default_privileges(targets, reinterpret_cast<const AlterDefaultPrivilegesStmt*>(tree));
            return true;
        default:
            return false;
    }
}

// The name of what is in no schema; null for a statement about none.
const char* name_of_other(const Node* tree) {
    switch (nodeTag(tree)) {
        case T_CreatePublicationStmt:
            return reinterpret_cast<const CreatePublicationStmt*>(tree)->pubname;
        case T_AlterPublicationStmt:
            return reinterpret_cast<const AlterPublicationStmt*>(tree)->pubname;
        case T_CreateSubscriptionStmt:
            return reinterpret_cast<const CreateSubscriptionStmt*>(tree)->subname;
        case T_AlterSubscriptionStmt:
            return reinterpret_cast<const AlterSubscriptionStmt*>(tree)->subname;
        case T_DropSubscriptionStmt:
            return reinterpret_cast<const DropSubscriptionStmt*>(tree)->subname;
        case T_CreateFdwStmt:
            return reinterpret_cast<const CreateFdwStmt*>(tree)->fdwname;
        case T_AlterFdwStmt:
            return reinterpret_cast<const AlterFdwStmt*>(tree)->fdwname;
        case T_CreateForeignServerStmt:
            return reinterpret_cast<const CreateForeignServerStmt*>(tree)->servername;
        case T_AlterForeignServerStmt:
            return reinterpret_cast<const AlterForeignServerStmt*>(tree)->servername;
        case T_CreatePLangStmt:
            return reinterpret_cast<const CreatePLangStmt*>(tree)->plname;
        case T_CreateAmStmt:
            return reinterpret_cast<const CreateAmStmt*>(tree)->amname;
        default:
            return nullptr;
    }
}

}  // namespace

std::span<const Object> statement_targets(const Node* parse_tree) {
    Targets targets;
    if (!add_created(targets, parse_tree) && !add_related(targets, parse_tree) && !add_altered(targets, parse_tree)) {
        if (const char* name = name_of_other(parse_tree)) {
            targets.add_other(name);
        } else {
            targets.add_database();
        }
    }
    return {targets.objects.items, targets.objects.count};
}

std::span<const SchemaElement> schema_elements(const CreateSchemaStmt* statement) {
    Targets schema;
    add_new_schema(schema, statement);
    Growing<SchemaElement> elements;
    if (schema.objects.count == 0) return elements.span();
    for (int i = 0; i < list_length(statement->schemaElts); ++i) {
        const auto* tree = static_cast<const Node*>(list_nth(statement->schemaElts, i));
        ObjectKind kind{};
        const RangeVar* name = nullptr;
        switch (nodeTag(tree)) {
            case T_CreateStmt: {
                const auto* table = reinterpret_cast<const CreateStmt*>(tree);
                kind = table->partspec == nullptr ? ObjectKind::Table : ObjectKind::PartitionedTable;
                name = table->relation;
                break;
            }
            case T_ViewStmt:
                kind = ObjectKind::View;
                name = reinterpret_cast<const ViewStmt*>(tree)->view;
                break;
            case T_CreateSeqStmt:
                kind = ObjectKind::Sequence;
                name = reinterpret_cast<const CreateSeqStmt*>(tree)->sequence;
                break;
            case T_IndexStmt:
                kind = ObjectKind::Table;
                name = reinterpret_cast<const IndexStmt*>(tree)->relation;
                break;
            case T_CreateTrigStmt:
                kind = ObjectKind::Table;
                name = reinterpret_cast<const CreateTrigStmt*>(tree)->relation;
                break;
            default:
                continue;
        }
        if (name->relpersistence == RELPERSISTENCE_TEMP) continue;
        SchemaElement& element = elements.add();
        element.parse_tree = tree;
        read_new_in(schema.objects.items[0].schema.data(), kind, name->relname, element.object);
    }
    return elements.span();
}

}  // namespace mana_guard::server
