#include "server/commands/past_rows.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/gather/stored.hpp"
#include "server/policy/assumed_size.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

bool block_has_row(const FormData_pg_class& row, BlockNumber block, Snapshot snapshot) {
    const bool is_permanent = row.relpersistence == RELPERSISTENCE_PERMANENT;
    const Buffer buffer =
        ReadBufferWithoutRelcache(file_of(row), MAIN_FORKNUM, block, RBM_NORMAL, nullptr, is_permanent);
    LockBuffer(buffer, BUFFER_LOCK_SHARE);
    const Page page = BufferGetPage(buffer);
    bool found = false;
    const OffsetNumber last = PageIsNew(page) ? InvalidOffsetNumber : PageGetMaxOffsetNumber(page);
    for (OffsetNumber number = FirstOffsetNumber; number <= last && !found; ++number) {
        const ItemId item = PageGetItemId(page, number);
        if (!ItemIdIsNormal(item)) continue;
        HeapTupleData tuple;
        tuple.t_tableOid = row.oid;
        tuple.t_data = reinterpret_cast<HeapTupleHeader>(PageGetItem(page, item));
        tuple.t_len = ItemIdGetLength(item);
        ItemPointerSet(&tuple.t_self, block, number);
        found = HeapTupleSatisfiesVisibility(&tuple, snapshot, buffer);
    }
    UnlockReleaseBuffer(buffer);
    return found;
}

// Of a table with rows of its own; those of a foreign table are elsewhere. A temporary table's file is its session's,
// and another relation's may have the same number.
bool has_rows_in_file(const FormData_pg_class& row, Snapshot snapshot) {
    constexpr BlockNumber most_blocks = 10;
    if (!RELKIND_HAS_TABLE_AM(row.relkind) || row.relfilenode == InvalidOid) return false;
    if (row.relpersistence == RELPERSISTENCE_TEMP) return false;
    SMgrRelation file = open_file_of(row);
    if (!smgrexists(file, MAIN_FORKNUM)) return false;
    const BlockNumber blocks = smgrnblocks(file, MAIN_FORKNUM);
    if (blocks == 0 || blocks > most_blocks || row.relam != HEAP_TABLE_AM_OID) return blocks > 0;
    bool found = false;
    for (BlockNumber block = 0; block < blocks && !found; ++block) found = block_has_row(row, block, snapshot);
    return found;
}

bool is_assumed_in_use(const FormData_pg_class& row, Snapshot snapshot) {
    const char* schema = stored_schema_name(row.relnamespace, snapshot);
    AssumedSize size{1, 1};
    if (schema != nullptr) find_assumed_size(schema, NameStr(row.relname), size);
    return size.rows > 0;
}

// Whether it is so of the relation, or of one that inherited from it.
template <typename Holds>
bool is_any(Oid relation, Snapshot snapshot, const Holds& holds) {
    List* members = list_make1_oid(relation);
    for (int i = 0; i < list_length(members); ++i) {
        CHECK_FOR_INTERRUPTS();
        const Oid member = list_nth_oid(members, i);
        FormData_pg_class row;
        if (!read_stored_class(member, snapshot, row)) continue;
        const int known = list_length(members);
        if (row.relhassubclass) {
            each_row(InheritsRelationId, InheritsParentIndexId, {Anum_pg_inherits_inhparent, member}, snapshot,
                     [&members](HeapTuple tuple, TupleDesc /*descriptor*/) {
                         members = lappend_oid(members, reinterpret_cast<Form_pg_inherits>(GETSTRUCT(tuple))->inhrelid);
                         return true;
                     });
        }
        if (holds(row, list_length(members) > known)) return true;
    }
    return false;
}

}  // namespace

bool has_held_rows(Oid relation, Snapshot snapshot) {
    FormData_pg_class row;
    return read_stored_class(relation, snapshot, row) && has_rows_in_file(row, snapshot);
}

bool held_rows(Oid relation, Snapshot snapshot) {
    return is_any(relation, snapshot, [snapshot](const FormData_pg_class& row, bool /*has_children*/) {
        return has_rows_in_file(row, snapshot);
    });
}

bool was_in_use(Oid relation, Snapshot snapshot) {
    if (!settings().assume_in_use) return held_rows(relation, snapshot);
    return is_any(relation, snapshot, [snapshot](const FormData_pg_class& row, bool has_children) {
        // Partitions may be made when they are needed.
        const bool has_rows_elsewhere = row.relkind == RELKIND_PARTITIONED_TABLE && !has_children;
        return (RELKIND_HAS_STORAGE(row.relkind) || has_rows_elsewhere) && is_assumed_in_use(row, snapshot);
    });
}

}  // namespace mana_guard::server
