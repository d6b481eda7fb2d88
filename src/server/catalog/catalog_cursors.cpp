#include "server/catalog/catalog_cursors.hpp"

namespace mana_guard::server {
namespace {

// From here on a new descent of the index is cheaper than the rows between.
constexpr int most_steps = 48;

constexpr CatalogCursor closed[] = {
    {RelationRelationId, ClassOidIndexId},           {AttributeRelationId, AttributeRelidNumIndexId},
    {AttrDefaultRelationId, AttrDefaultIndexId},     {ConstraintRelationId, ConstraintRelidTypidNameIndexId},
    {IndexRelationId, IndexIndrelidIndexId},         {TriggerRelationId, TriggerRelidNameIndexId},
    {InheritsRelationId, InheritsRelidSeqnoIndexId}, {PolicyRelationId, PolicyPolrelidPolnameIndexId},
    {RewriteRelationId, RewriteRelRulenameIndexId}};

struct Cursors {
    Snapshot snapshot;
    CatalogCursor each[lengthof(closed)];
    SeenSchema schema;
};

// Null but while an audit runs.
Cursors* cursors = nullptr;

void forget_cursors(void* /*argument*/) {
    cursors = nullptr;
}

// Of pg_attribute the system's columns are passed over in the index.
void start_at(CatalogCursor& cursor, Oid oid) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], 1, BTGreaterEqualStrategyNumber, F_OIDGE, ObjectIdGetDatum(oid));
    ScanKeyInit(&keys[1], 2, BTGreaterStrategyNumber, F_INT2GT, Int16GetDatum(0));
    MemoryContext caller = MemoryContextSwitchTo(cursor.context);
    index_rescan(cursor.scan, keys, cursor.scan->numberOfKeys, nullptr, 0);
    MemoryContextSwitchTo(caller);
    advance(cursor);
}

}  // namespace

void open_cursors(Snapshot snapshot) {
    if (IgnoreSystemIndexes) return;
    auto* opened = static_cast<Cursors*>(palloc(sizeof(Cursors)));
    opened->snapshot = snapshot;
    opened->schema = SeenSchema();
    memcpy(opened->each, closed, sizeof(closed));
    for (CatalogCursor& cursor : opened->each) {
        cursor.rows = table_open(cursor.catalog, AccessShareLock);
        cursor.index_relation = index_open(cursor.index, AccessShareLock);
        cursor.context = CurrentMemoryContext;
        cursor.slot = table_slot_create(cursor.rows, nullptr);
        const int keys = cursor.catalog == AttributeRelationId ? 2 : 1;
        cursor.scan = begin_index_scan(cursor.rows, cursor.index_relation, snapshot, keys);
        cursor.scan->xs_want_itup = true;
        start_at(cursor, InvalidOid);
    }
    auto* callback = static_cast<MemoryContextCallback*>(palloc0(sizeof(MemoryContextCallback)));
    callback->func = forget_cursors;
    MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
    cursors = opened;
}

void close_cursors() {
    if (cursors == nullptr) return;
    for (CatalogCursor& cursor : cursors->each) {
        ExecDropSingleTupleTableSlot(cursor.slot);
        index_endscan(cursor.scan);
        index_close(cursor.index_relation, AccessShareLock);
        table_close(cursor.rows, AccessShareLock);
    }
    cursors = nullptr;
}

CatalogCursor* cursor_over(Oid index, Snapshot snapshot) {
    if (cursors == nullptr || cursors->snapshot != snapshot) return nullptr;
    for (CatalogCursor& cursor : cursors->each) {
        if (cursor.index == index) return cursor.is_busy ? nullptr : &cursor;
    }
    return nullptr;
}

SeenSchema* schema_seen_last(Snapshot snapshot) {
    return cursors == nullptr || cursors->snapshot != snapshot ? nullptr : &cursors->schema;
}

bool seek(CatalogCursor& cursor, Oid oid) {
    // Of a key whose rows were read some may lie behind.
    const bool lies_behind = oid <= cursor.read || (cursor.has_next && oid < cursor.next && cursor.read == InvalidOid);
    if (lies_behind) start_at(cursor, oid);
    for (int steps = 0; cursor.has_next && cursor.next < oid; ++steps) {
        if (steps < most_steps) {
            advance(cursor);
        } else {
            start_at(cursor, oid);
        }
    }
    cursor.read = oid;
    return cursor.has_next;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): index_getattr is a macro with all of it
void advance(CatalogCursor& cursor) {
    MemoryContext caller = MemoryContextSwitchTo(cursor.context);
    cursor.has_next = index_getnext_tid(cursor.scan, ForwardScanDirection) != nullptr;
    MemoryContextSwitchTo(caller);
    if (!cursor.has_next) return;
    bool is_null = false;
    cursor.next = DatumGetObjectId(index_getattr(cursor.scan->xs_itup, 1, cursor.scan->xs_itupdesc, &is_null));
}

HeapTuple row_at(const CatalogCursor& cursor) {
    if (!index_fetch_heap(cursor.scan, cursor.slot)) return nullptr;
    return ExecFetchSlotHeapTuple(cursor.slot, false, nullptr);
}

}  // namespace mana_guard::server
