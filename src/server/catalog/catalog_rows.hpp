// Scans of the catalog by an index, as a snapshot sees it, or as it stands where that is null.
#pragma once

#include "server/catalog/catalog_cursors.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {

// Calls with each row that the index finds by these keys, in the index's order, as long as the call returns true.
// Without an index it reads the whole catalog.
template <typename Each>
void each_row(Oid catalog, Oid index, ScanKeyData* keys, int key_count, Snapshot snapshot, const Each& call) {
    ::Relation relation = table_open(catalog, AccessShareLock);
    SysScanDesc scan = systable_beginscan(relation, index, OidIsValid(index), snapshot, key_count, keys);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        if (!call(tuple, RelationGetDescr(relation))) break;
    }
    systable_endscan(scan);
    table_close(relation, AccessShareLock);
}

struct OidKey {
    AttrNumber column;
    Oid value;
};

// The same by one OID: by the open cursor where there is one.
template <typename Each>
void each_row(Oid catalog, Oid index, const OidKey& oid, Snapshot snapshot, const Each& call) {
    if (CatalogCursor* cursor = cursor_over(index, snapshot)) {
        cursor->is_busy = true;
        for (bool goes_on = seek(*cursor, oid.value); goes_on && cursor->has_next && cursor->next == oid.value;) {
            if (HeapTuple tuple = row_at(*cursor)) goes_on = call(tuple, RelationGetDescr(cursor->rows));
            advance(*cursor);
        }
        cursor->is_busy = false;
        return;
    }
    ScanKeyData key;
    ScanKeyInit(&key, oid.column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid.value));
    each_row(catalog, index, &key, 1, snapshot, call);
}

// Calls with pg_depend's row of each object that depends on this one, until a call says that it is enough.
template <typename Call>
void each_dependent(Oid class_id, Oid object, Snapshot snapshot, const Call& call) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(class_id));
    ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(object));
    each_row(DependRelationId, DependReferenceIndexId, keys, lengthof(keys), snapshot,
             [&call](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 CHECK_FOR_INTERRUPTS();
                 return !call(*reinterpret_cast<Form_pg_depend>(GETSTRUCT(tuple)));
             });
}

// Calls with the relation's tuple of pg_class: the one that is given, or where that is null the one that it looks up,
// if there is one.
template <typename Call>
void with_class_tuple(Oid relation, HeapTuple tuple, Snapshot snapshot, const Call& call) {
    if (tuple == nullptr && snapshot != nullptr) {
        each_row(RelationRelationId, ClassOidIndexId, {Anum_pg_class_oid, relation}, snapshot,
                 [&](HeapTuple found, TupleDesc descriptor) {
                     call(found, descriptor);
                     return false;
                 });
        return;
    }
    HeapTuple cached = tuple == nullptr ? SearchSysCache1(RELOID, ObjectIdGetDatum(relation)) : nullptr;
    HeapTuple found = tuple == nullptr ? cached : tuple;
    if (HeapTupleIsValid(found)) {
        // Always in the relation cache, and nobody alters it: it needn't be locked.
        ::Relation catalog = RelationIdGetRelation(RelationRelationId);
        call(found, RelationGetDescr(catalog));
        RelationClose(catalog);
    }
    if (HeapTupleIsValid(cached)) ReleaseSysCache(cached);
}

// A growing array in the current memory context.
template <typename T>
struct Growing {
    T* items = nullptr;
    std::size_t count = 0;
    std::size_t capacity = 0;

    T& add() {
        if (count == capacity) {
            constexpr std::size_t first_capacity = 4;
            capacity = capacity == 0 ? first_capacity : capacity * 2;
            const Size bytes = capacity * sizeof(T);
            items = static_cast<T*>(items == nullptr ? palloc(bytes) : repalloc(items, bytes));
        }
        items[count] = T();
        return items[count++];
    }
    void drop_last() { --count; }
    [[nodiscard]] std::span<const T> span() const { return {items, count}; }
};

// An array of pg_attribute numbers in a column of a row.
inline std::span<const int16> int16_array(HeapTuple tuple, TupleDesc descriptor, AttrNumber column) {
    bool is_null = true;
    const Datum datum = heap_getattr(tuple, column, descriptor, &is_null);
    if (is_null) return {};
    const ArrayType* array = DatumGetArrayTypeP(datum);
    if (ARR_NDIM(array) != 1) return {};
    return {reinterpret_cast<const int16*>(ARR_DATA_PTR(array)), static_cast<std::size_t>(ARR_DIMS(array)[0])};
}

// A text or expression tree in a column of a row; null where there is none.
inline const char* text_column(HeapTuple tuple, TupleDesc descriptor, AttrNumber column) {
    bool is_null = true;
    const Datum datum = heap_getattr(tuple, column, descriptor, &is_null);
    return is_null ? nullptr : TextDatumGetCString(datum);
}

}  // namespace mana_guard::server
