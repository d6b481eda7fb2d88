// Which schemas a command has made, renamed or worked in.
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

struct Schemas {
    TouchedSchema* items = nullptr;
    std::size_t count = 0;
    std::size_t capacity = 0;

    void add(Oid schema, Facts facts, bool created = false) {
        if (!OidIsValid(schema)) return;
        for (std::size_t i = 0; i < count; ++i) {
            if (items[i].schema != schema) continue;
            items[i].facts |= facts;
            items[i].created |= created;
            return;
        }
        if (isAnyTempNamespace(schema)) return;
        if (count == capacity) {
            constexpr std::size_t first_capacity = 4;
            capacity = capacity == 0 ? first_capacity : capacity * 2;
            const Size bytes = capacity * sizeof(TouchedSchema);
            items = static_cast<TouchedSchema*>(items == nullptr ? palloc(bytes) : repalloc(items, bytes));
        }
        items[count++] = {schema, facts, created};
    }
};

// What is told of otherwise: relations, but for the one that stands for a composite type, their row types and arrays of
// these.
bool is_told_of_relation(Oid class_id, HeapTuple tuple) {
    if (class_id == RelationRelationId) {
        return reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relkind != RELKIND_COMPOSITE_TYPE;
    }
    if (class_id != TypeRelationId) return false;
    const auto* form = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
    return form->typtype == TYPTYPE_COMPOSITE || IsTrueArrayType(form);
}

// The schema of what the command made or altered there: a type, a routine, an operator, a collation...; invalid where
// that is gone again, or is in no schema.
Oid schema_of(const Touch& touch) {
    if (!is_objectclass_supported(touch.class_id)) return InvalidOid;
    const int cache = get_object_catcache_oid(touch.class_id);
    const AttrNumber attribute = get_object_attnum_namespace(touch.class_id);
    if (cache < 0 || attribute == InvalidAttrNumber) return InvalidOid;
    HeapTuple tuple = SearchSysCache1(cache, ObjectIdGetDatum(touch.object_id));
    if (!HeapTupleIsValid(tuple)) return InvalidOid;
    bool is_null = true;
    const Datum schema = SysCacheGetAttr(cache, tuple, attribute, &is_null);
    const bool is_its_own = !is_null && !is_told_of_relation(touch.class_id, tuple);
    ReleaseSysCache(tuple);
    return is_its_own ? DatumGetObjectId(schema) : InvalidOid;
}

void add_touch(Schemas& schemas, const Touch& touch, Facts wanted) {
    if (touch.class_id == NamespaceRelationId && touch.access != Access::Dropped) {
        const bool created = touch.access == Access::Created;
        schemas.add(touch.object_id, created ? Fact::SchemaName | Fact::SchemaUse : Facts(Fact::SchemaUse), created);
        return;
    }
    if (!wanted.has(Fact::SchemaUse) || touch.access == Access::Dropped) return;
    schemas.add(schema_of(touch), Fact::SchemaUse);
}

}  // namespace

std::span<const TouchedSchema> touched_schemas(const Frame* frame, Node* parse_tree, std::span<const Table> tables,
                                               Facts wanted) {
    Schemas schemas;
    const bool is_move = IsA(parse_tree, AlterObjectSchemaStmt);
    for (const Table& table : tables) {
        Facts facts = Fact::SchemaUse;
        if ((table.created || is_move) && tables_of_any_kind.has(table.kind)) facts |= Fact::SchemaContents;
        if (wanted.overlaps(facts)) schemas.add(get_namespace_oid(table.schema.data(), true), facts);
    }
    for (int i = 0; frame != nullptr && i < frame->touch_count; ++i) add_touch(schemas, frame->touches[i], wanted);
    if (is_move && frame != nullptr && frame->schema_before != nullptr) {
        schemas.add(get_namespace_oid(frame->schema_before, true), Fact::SchemaUse);
    }
    if (IsA(parse_tree, RenameStmt)) {
        const auto* rename = reinterpret_cast<RenameStmt*>(parse_tree);
        if (rename->renameType == OBJECT_SCHEMA) {
            schemas.add(get_namespace_oid(rename->newname, true), Fact::SchemaName | Fact::SchemaUse);
        }
    }
    return {schemas.items, schemas.count};
}

}  // namespace mana_guard::server
