#include "server/names.hpp"

namespace mana_guard::server {

bool find_class(Oid relation, FormData_pg_class& row) {
    HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
    if (!HeapTupleIsValid(tuple)) return false;
    memcpy(&row, GETSTRUCT(tuple), CLASS_TUPLE_SIZE);
    ReleaseSysCache(tuple);
    return true;
}

bool find_class_named(const char* name, Oid schema, FormData_pg_class& row) {
    HeapTuple tuple = SearchSysCache2(RELNAMENSP, CStringGetDatum(name), ObjectIdGetDatum(schema));
    if (!HeapTupleIsValid(tuple)) return false;
    memcpy(&row, GETSTRUCT(tuple), CLASS_TUPLE_SIZE);
    ReleaseSysCache(tuple);
    return true;
}

bool find_constraint(Oid constraint, FormData_pg_constraint& row) {
    HeapTuple tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(constraint));
    if (!HeapTupleIsValid(tuple)) return false;
    memcpy(&row, GETSTRUCT(tuple), sizeof(row));
    ReleaseSysCache(tuple);
    return true;
}

bool find_schema_name(Oid schema, const char*& name) {
    name = get_namespace_name(schema);
    return name != nullptr;
}

bool find_relation_name(Oid relation, FoundName& found) {
    FormData_pg_class row;
    if (!find_class(relation, row) || !find_schema_name(row.relnamespace, found.schema)) return false;
    found.name = pstrdup(NameStr(row.relname));
    return true;
}

bool find_routine_name(Oid routine, FoundName& found) {
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(routine));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* row = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple));
    found.name = pstrdup(NameStr(row->proname));
    const Oid schema = row->pronamespace;
    ReleaseSysCache(tuple);
    return find_schema_name(schema, found.schema);
}

bool find_type(Oid type, FoundType& found) {
    HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* row = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
    found = {row->typinput, getTypeIOParam(tuple), row->typoutput, row->typlen, row->typbyval};
    ReleaseSysCache(tuple);
    return true;
}

Oid find_routine(ObjectType type, const ObjectWithArgs& named) {
    ObjectWithArgs asked = named;
    if (type != OBJECT_FUNCTION || named.args_unspecified) return LookupFuncWithArgs(type, &asked, true);
    // Procedures are found by OUT parameters too, functions aren't.
    asked.objfuncargs = NIL;
    const Oid routine = LookupFuncWithArgs(OBJECT_ROUTINE, &asked, true);
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(routine));
    if (!HeapTupleIsValid(tuple)) return InvalidOid;
    const bool is_function = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->prokind != PROKIND_PROCEDURE;
    ReleaseSysCache(tuple);
    return is_function ? routine : InvalidOid;
}

bool find_role_name(Oid role, const char*& name) {
    name = GetUserNameFromId(role, true);
    return name != nullptr;
}

bool find_owner_name(Oid catalog, Oid object, const char*& name) {
    ::Relation relation = table_open(catalog, AccessShareLock);
    HeapTuple tuple = get_catalog_object_by_oid(relation, get_object_attnum_oid(catalog), object);
    bool is_null = true;
    Datum owner{};
    if (HeapTupleIsValid(tuple))
        owner = heap_getattr(tuple, get_object_attnum_owner(catalog), RelationGetDescr(relation), &is_null);
    table_close(relation, AccessShareLock);
    return !is_null && find_role_name(DatumGetObjectId(owner), name);
}

bool find_partition_parent(Oid partition, Oid& parent) {
    FormData_pg_class row;
    if (!find_class(partition, row) || !row.relispartition) return false;
    ::Relation catalog = table_open(InheritsRelationId, AccessShareLock);
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_inherits_inhrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(partition));
    SysScanDesc scan = systable_beginscan(catalog, InheritsRelidSeqnoIndexId, true, nullptr, 1, &key);
    HeapTuple tuple = systable_getnext(scan);
    const bool has_one = HeapTupleIsValid(tuple);
    if (has_one) parent = reinterpret_cast<Form_pg_inherits>(GETSTRUCT(tuple))->inhparent;
    systable_endscan(scan);
    table_close(catalog, AccessShareLock);
    return has_one;
}

const List* find_children(Oid parent) {
    FormData_pg_class row;
    return find_class(parent, row) && row.relhassubclass ? find_inheritance_children(parent, NoLock) : NIL;
}

const List* find_members(Oid relation) {
    List* members = list_make1_oid(relation);
    const List* children = find_children(relation);
    if (children == NIL) return members;
    constexpr long expected = 64;
    HASHCTL control{};
    control.keysize = control.entrysize = sizeof(Oid);
    control.hcxt = CurrentMemoryContext;
    HTAB* seen =
        hash_create("members of an inheritance tree", expected, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    hash_search(seen, &relation, HASH_ENTER, nullptr);
    for (int member = 0;;) {
        for (int i = 0; i < list_length(children); ++i) {
            const Oid child = list_nth_oid(children, i);
            bool is_known = false;
            hash_search(seen, &child, HASH_ENTER, &is_known);
            if (!is_known) members = lappend_oid(members, child);
        }
        if (++member == list_length(members)) break;
        CHECK_FOR_INTERRUPTS();
        children = find_children(list_nth_oid(members, member));
    }
    hash_destroy(seen);
    return members;
}

const char* quoted(const FoundName& found) {
    return quote_qualified_identifier(found.schema, found.name);
}

std::string_view qualified(std::string_view schema, std::string_view name) {
    const std::size_t size = schema.size() + 1 + name.size();
    auto* text = static_cast<char*>(palloc(size + 1));
    memcpy(text, schema.data(), schema.size());
    text[schema.size()] = '.';
    memcpy(text + schema.size() + 1, name.data(), name.size());
    text[size] = '\0';
    return {text, size};
}

}  // namespace mana_guard::server
