// Which types, routines and extensions a command has made or altered.
#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/kinds.hpp"
#include "server/gather/definitions.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// Those found so far, each once.
struct Found {
    Growing<Definition> definitions;

    void add(Oid catalog, Oid oid, bool created) {
        for (std::size_t i = 0; i < definitions.count; ++i) {
            Definition& known = definitions.items[i];
            if (known.oid != oid || catalog_of(known) != catalog) continue;
            known.created |= created;
            return;
        }
        Definition definition;
        if (!read_definition(catalog, oid, nullptr, definition)) return;
        definition.created = created;
        definitions.add() = definition;
    }
};

void add_touch(Found& found, const Touch& touch) {
    if (touch.access == Access::Dropped) return;
    if (touch.class_id == ConstraintRelationId) {
        FormData_pg_constraint row;
        if (find_constraint(touch.object_id, row) && OidIsValid(row.contypid))
            found.add(TypeRelationId, row.contypid, false);
        return;
    }
    found.add(touch.class_id, touch.object_id, touch.access == Access::Created);
}

struct SchemaMembers {
    Oid catalog;
    AttrNumber schema;
    AttrNumber oid;
};
constexpr SchemaMembers types = {TypeRelationId, Anum_pg_type_typnamespace, Anum_pg_type_oid};
constexpr SchemaMembers routines = {ProcedureRelationId, Anum_pg_proc_pronamespace, Anum_pg_proc_oid};
constexpr SchemaMembers extensions = {ExtensionRelationId, Anum_pg_extension_extnamespace, Anum_pg_extension_oid};

// All of a catalog that are in the schema of this name.
void add_schema(Found& found, const SchemaMembers& catalog, const char* schema) {
    ::Relation relation = table_open(catalog.catalog, AccessShareLock);
    ScanKeyData key;
    ScanKeyInit(&key, catalog.schema, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(get_namespace_oid(schema, true)));
    SysScanDesc scan = systable_beginscan(relation, InvalidOid, false, nullptr, 1, &key);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        CHECK_FOR_INTERRUPTS();
        bool is_null = true;
        const Datum oid = heap_getattr(tuple, catalog.oid, RelationGetDescr(relation), &is_null);
        found.add(catalog.catalog, DatumGetObjectId(oid), false);
    }
    systable_endscan(scan);
    table_close(relation, AccessShareLock);
}

bool is_of_routines(ObjectType type) {
    return type == OBJECT_FUNCTION || type == OBJECT_PROCEDURE || type == OBJECT_ROUTINE;
}

// GRANT and REVOKE, of which the hook isn't told.
void add_granted(Found& found, const GrantStmt* grant) {
    if (!is_of_routines(grant->objtype)) return;
    for (int i = 0; i < list_length(grant->objects); ++i) {
        Node* object = static_cast<Node*>(list_nth(grant->objects, i));
        if (grant->targtype == ACL_TARGET_ALL_IN_SCHEMA) {
            add_schema(found, routines, strVal(object));
        } else if (grant->targtype == ACL_TARGET_OBJECT) {
            const Oid routine = find_routine(grant->objtype, *reinterpret_cast<ObjectWithArgs*>(object));
            if (OidIsValid(routine)) found.add(ProcedureRelationId, routine, false);
        }
    }
}

// ALTER EXTENSION ... ADD and DROP, of which it is told the extension alone. An upgrade takes out what it drops next.
void add_member(Found& found, AlterExtensionContentsStmt* statement) {
    if (runs_trusted_script()) return;
    ::Relation relation = nullptr;
    const ObjectAddress address =
        get_object_address(statement->objtype, statement->object, &relation, AccessShareLock, true);
    if (relation != nullptr) relation_close(relation, AccessShareLock);
    if (OidIsValid(address.objectId)) found.add(address.classId, address.objectId, false);
}

void add_untold(Found& found, Node* parse_tree) {
    switch (nodeTag(parse_tree)) {
        case T_RenameStmt: {
            const auto* rename = reinterpret_cast<RenameStmt*>(parse_tree);
            if (rename->renameType != OBJECT_SCHEMA) return;
            for (const SchemaMembers& catalog : {types, routines, extensions})
                add_schema(found, catalog, rename->newname);
            return;
        }
        case T_GrantStmt:
            add_granted(found, reinterpret_cast<GrantStmt*>(parse_tree));
            return;
        case T_AlterExtensionContentsStmt:
            add_member(found, reinterpret_cast<AlterExtensionContentsStmt*>(parse_tree));
            return;
        default:
            return;
    }
}

}  // namespace

std::span<Definition> touched_definitions(const Frame* frame, Node* parse_tree) {
    Found found;
    for (int i = 0; frame != nullptr && i < frame->touch_count; ++i) add_touch(found, frame->touches[i]);
    add_untold(found, parse_tree);
    return {found.definitions.items, found.definitions.count};
}

}  // namespace mana_guard::server
