#include "server/policy/assumed_size.hpp"

#include "server/policy/stored_rows.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// The columns, in the order in which they were made.
enum : AttrNumber { SizeSchema = 1, SizeTable = 2, SizeRows = 3, SizeBytes = 4 };
constexpr Oid size_types[] = {NAMEOID, NAMEOID, INT8OID, INT8OID};

void check_sizes(TupleDesc descriptor) {
    for (int i = 0; i < static_cast<int>(lengthof(size_types)); ++i) {
        if (i < descriptor->natts && TupleDescAttr(descriptor, i)->atttypid == size_types[i]) continue;
        raise_unavailable("table mana_guard.assumed_size does not have its columns", way_out);
    }
}

std::int64_t number_in(HeapTuple tuple, AttrNumber column, TupleDesc descriptor) {
    bool is_null = true;
    const Datum value = heap_getattr(tuple, column, descriptor, &is_null);
    return is_null ? 0 : DatumGetInt64(value);
}

}  // namespace

bool find_assumed_size(const char* schema, const char* table, AssumedSize& size) {
    const Oid sizes = guard_table("assumed_size");
    if (!OidIsValid(sizes)) return false;
    ::Relation relation = table_open(sizes, AccessShareLock);
    check_sizes(RelationGetDescr(relation));
    const Oid index = get_relname_relid("assumed_size_pkey", RelationGetNamespace(relation));
    NameData schema_name;
    NameData table_name;
    namestrcpy(&schema_name, schema);
    namestrcpy(&table_name, table);
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], SizeSchema, BTEqualStrategyNumber, F_NAMEEQ, NameGetDatum(&schema_name));
    ScanKeyInit(&keys[1], SizeTable, BTEqualStrategyNumber, F_NAMEEQ, NameGetDatum(&table_name));
    Snapshot snapshot = RegisterSnapshot(GetLatestSnapshot());
    SysScanDesc scan = systable_beginscan(relation, index, OidIsValid(index), snapshot, lengthof(keys), keys);
    HeapTuple tuple = systable_getnext(scan);
    const bool is_known = HeapTupleIsValid(tuple);
    if (is_known) {
        size.rows = number_in(tuple, SizeRows, RelationGetDescr(relation));
        size.bytes = number_in(tuple, SizeBytes, RelationGetDescr(relation));
    }
    systable_endscan(scan);
    UnregisterSnapshot(snapshot);
    table_close(relation, AccessShareLock);
    return is_known;
}

}  // namespace mana_guard::server
