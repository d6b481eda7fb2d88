#include "server/policy/stored_table.hpp"

#include "server/names.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// Those of a table's triggers that the extension made, each of which must fire always.
constexpr int triggers_of_the_extension = 3;

// Calls with the number of each table that there is, and whether its triggers fire always. One scan looks up all.
template <typename Call>
void each_firing_always(std::span<const Oid> tables, const Call& call) {
    ::Relation triggers = table_open(TriggerRelationId, AccessShareLock);
    SysScanDesc scan = nullptr;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        if (!OidIsValid(tables[i])) continue;
        scan = begin_scan_by_oid(scan, triggers, TriggerRelidNameIndexId, Anum_pg_trigger_tgrelid, tables[i], nullptr);
        int always = 0;
        while (always < triggers_of_the_extension) {
            HeapTuple tuple = systable_getnext(scan);
            if (!HeapTupleIsValid(tuple)) break;
            if (reinterpret_cast<Form_pg_trigger>(GETSTRUCT(tuple))->tgenabled == TRIGGER_FIRES_ALWAYS) ++always;
        }
        call(i, always == triggers_of_the_extension);
    }
    if (scan != nullptr) systable_endscan(scan);
    table_close(triggers, AccessShareLock);
}

// The columns of a table with so many, as its rows have them; null where a row may lack one that isn't null.
TupleDesc columns_of(Oid table, int count) {
    TupleDesc columns = CreateTemplateTupleDesc(count);
    int found = 0;
    ::Relation catalog = table_open(AttributeRelationId, AccessShareLock);
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(table));
    ScanKeyInit(&keys[1], Anum_pg_attribute_attnum, BTGreaterStrategyNumber, F_INT2GT, Int16GetDatum(0));
    SysScanDesc scan = systable_beginscan(catalog, AttributeRelidNumIndexId, true, nullptr, lengthof(keys), keys);
    while (found < count) {
        HeapTuple tuple = systable_getnext(scan);
        if (!HeapTupleIsValid(tuple)) break;
        const auto* row = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
        if (row->attnum > count || row->atthasmissing) break;
        set_column(columns, *row);
        ++found;
    }
    systable_endscan(scan);
    table_close(catalog, AccessShareLock);
    return found == count ? columns : nullptr;
}

// Whether the rows are to be found in the file as those of any plain table.
bool has_plain_file(StoredTable table, FoundTable& found) {
    FormData_pg_class& row = found.row;
    if (!found.is_current) {
        found.is_current = true;
        FormData_pg_class now;
        if (!find_class_named(name_of(table), get_namespace_oid("mana_guard", true), now) || now.oid != row.oid)
            return false;
        row = now;
    }
    return row.relkind == RELKIND_RELATION && row.relpersistence == RELPERSISTENCE_PERMANENT &&
           row.relam == HEAP_TABLE_AM_OID && smgrexists(open_file_of(row), MAIN_FORKNUM);
}

void open_relation(StoredTable table, OpenTable& opened) {
    opened.relation = table_open(opened.oid, NoLock);
    if (opened.relation->rd_rel->relkind != RELKIND_RELATION) {
        raise_unavailable(psprintf("mana_guard.%s is not a plain table", name_of(table)), way_out);
    }
    opened.reader = reader_of(table, RelationGetDescr(opened.relation));
    PushActiveSnapshot(GetLatestSnapshot());
    opened.scan = systable_beginscan(opened.relation, InvalidOid, false, GetActiveSnapshot(), 0, nullptr);
}

// Has the processor fetch a page's rows, which would wait for each of them when it is come to. It passes over what it
// can't address yet, so both pages of memory that they mostly lie in are looked at.
void prefetch_rows(const char* page) {
    const volatile char* last = page + BLCKSZ - 1;
    static_cast<void>(*last);
    constexpr int line = 64;
    // The page isn't locked: where this has changed meanwhile, it only fetches too much or too little.
    const int first = reinterpret_cast<const PageHeaderData*>(page)->pd_upper;
    for (int at = first; at < BLCKSZ; at += line) __builtin_prefetch(page + at);
}

// The next of the pages that are still to come.
Buffer take_up_page(OpenTable& opened) {
    if (opened.next_page == opened.page_count) return InvalidBuffer;
    Buffer taken = ReadBufferWithoutRelcache(opened.file, MAIN_FORKNUM, opened.next_page, RBM_NORMAL, nullptr, true);
    ++opened.next_page;
    prefetch_rows(BufferGetPage(taken));
    return taken;
}

// Goes to the file's next page; false after the last.
bool turn_page(OpenTable& opened) {
    if (BufferIsValid(opened.page)) ReleaseBuffer(opened.page);
    opened.page = BufferIsValid(opened.page_ahead) ? opened.page_ahead : take_up_page(opened);
    opened.page_ahead = InvalidBuffer;
    if (!BufferIsValid(opened.page)) return false;
    opened.page_ahead = take_up_page(opened);
    LockBuffer(opened.page, BUFFER_LOCK_SHARE);
    Page page = BufferGetPage(opened.page);
    const bool sees_all = PageIsAllVisible(page) && !GetActiveSnapshot()->takenDuringRecovery;
    const BlockNumber number = BufferGetBlockNumber(opened.page);
    int count = 0;
    const auto last = static_cast<OffsetNumber>(PageGetMaxOffsetNumber(page));
    for (OffsetNumber i = FirstOffsetNumber; i <= last; ++i) {
        ItemId item = PageGetItemId(page, i);
        if (!ItemIdIsNormal(item)) continue;
        HeapTupleData& row = opened.rows[count];
        row.t_len = ItemIdGetLength(item);
        ItemPointerSet(&row.t_self, number, i);
        row.t_tableOid = opened.oid;
        row.t_data = reinterpret_cast<HeapTupleHeader>(PageGetItem(page, item));
        if (sees_all || HeapTupleSatisfiesVisibility(&row, GetActiveSnapshot(), opened.page)) ++count;
    }
    LockBuffer(opened.page, BUFFER_LOCK_UNLOCK);
    opened.row_count = count;
    opened.next_row = 0;
    return true;
}

}  // namespace

void find_stored_tables(std::span<FoundTable> tables) {
    // An invalidation that comes meanwhile makes them stale again. If the look-up fails, those known before stay known:
    // the policy that was read from them hears of their changes only so.
    for (FoundTable& table : tables) table.is_current = true;
    const Oid schema = get_namespace_oid("mana_guard", true);
    ::Relation catalog = table_open(RelationRelationId, AccessShareLock);
    SysScanDesc scan = nullptr;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        scan = begin_scan_by_name(scan, catalog, stored_table_names[i], schema);
        HeapTuple tuple = systable_getnext(scan);
        tables[i].row = {};
        if (HeapTupleIsValid(tuple)) memcpy(&tables[i].row, GETSTRUCT(tuple), CLASS_TUPLE_SIZE);
    }
    systable_endscan(scan);
    table_close(catalog, AccessShareLock);
}

bool fires_always(Oid table) {
    bool fires = false;
    each_firing_always({&table, 1}, [&fires](std::size_t /*number*/, bool answer) { fires = answer; });
    return fires;
}

void warn_of_triggers(std::span<const FoundTable> tables) {
    Oid oids[stored_tables_count];
    for (std::size_t i = 0; i < stored_tables_count; ++i) oids[i] = tables[i].row.oid;
    each_firing_always(oids, [](std::size_t number, bool fires) {
        if (!fires) warn_of_policy_triggers(stored_table_names[number]);
    });
}

void open_table(StoredTable table, FoundTable& found, OpenTable& opened) {
    const Oid oid = found.row.oid;
    opened.oid = oid;
    opened.relation = nullptr;
    opened.page = opened.page_ahead = InvalidBuffer;
    opened.page_count = opened.next_page = 0;
    opened.row_count = opened.next_row = 0;
    LockRelationOid(oid, AccessShareLock);
    if (!has_plain_file(table, found)) {
        open_relation(table, opened);
        return;
    }
    const FormData_pg_class& row = found.row;
    opened.file = file_of(row);
    opened.page_count = smgrnblocks(open_file_of(row), MAIN_FORKNUM);
    if (opened.page_count > 0) {
        TupleDesc columns = columns_of(oid, row.relnatts);
        if (columns == nullptr) {
            open_relation(table, opened);
            return;
        }
        opened.reader = reader_of(table, columns);
    }
    PushActiveSnapshot(GetLatestSnapshot());
}

HeapTuple next_row(OpenTable& opened) {
    CHECK_FOR_INTERRUPTS();
    if (opened.relation != nullptr) return systable_getnext(opened.scan);
    while (opened.next_row == opened.row_count) {
        if (!turn_page(opened)) return nullptr;
    }
    return &opened.rows[opened.next_row++];
}

void close_table(OpenTable& opened) {
    if (BufferIsValid(opened.page)) ReleaseBuffer(opened.page);
    if (BufferIsValid(opened.page_ahead)) ReleaseBuffer(opened.page_ahead);
    if (opened.relation != nullptr) systable_endscan(opened.scan);
    PopActiveSnapshot();
    if (opened.relation != nullptr) table_close(opened.relation, NoLock);
    UnlockRelationOid(opened.oid, AccessShareLock);
}

}  // namespace mana_guard::server
