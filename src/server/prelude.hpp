// The one door to PostgreSQL's headers, and what differs between its versions.
#pragma once

// The standard headers of both sides come first: postgres.h makes macros of some of their names.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

extern "C" {
#include "postgres.h"

#include "access/genam.h"
#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/reloptions.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/catalog.h"
#include "catalog/dependency.h"
#include "catalog/heap.h"
#include "catalog/index.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/objectaccess.h"
#include "catalog/objectaddress.h"
#include "catalog/partition.h"
#include "catalog/pg_am.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_auth_members.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_class.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_conversion.h"
#include "catalog/pg_database.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_description.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_event_trigger.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_foreign_server.h"
#include "catalog/pg_foreign_table.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_language.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_opclass.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_opfamily.h"
#include "catalog/pg_partitioned_table.h"
#include "catalog/pg_policy.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_publication.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_sequence.h"
#include "catalog/pg_statistic_ext.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_ts_config.h"
#include "catalog/pg_ts_dict.h"
#include "catalog/pg_ts_parser.h"
#include "catalog/pg_ts_template.h"
#include "catalog/pg_type.h"
#include "commands/dbcommands.h"
#include "commands/defrem.h"
#include "commands/event_trigger.h"
#include "commands/extension.h"
#include "commands/policy.h"
#include "commands/tablecmds.h"
#include "commands/tablespace.h"
#include "commands/trigger.h"
#include "common/hashfn.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "parser/analyze.h"
#include "parser/parse_coerce.h"
#include "parser/parse_collate.h"
#include "parser/parse_expr.h"
#include "parser/parse_func.h"
#include "parser/parse_oper.h"
#include "parser/parse_relation.h"
#include "parser/parse_type.h"
#include "parser/parse_utilcmd.h"
#include "parser/scansup.h"
#include "partitioning/partbounds.h"
#include "partitioning/partdesc.h"
#include "pgstat.h"
#include "rewrite/rewriteHandler.h"
#include "rewrite/rewriteSupport.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "storage/lock.h"
#include "storage/proc.h"
#include "storage/sinval.h"
#include "storage/smgr.h"
#include "tcop/cmdtag.h"
#include "tcop/pquery.h"
#include "tcop/tcopprot.h"
#include "tcop/utility.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/datetime.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/guc_tables.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/partcache.h"
#include "utils/pgstat_internal.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/resowner.h"
#include "utils/ruleutils.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"
#include "utils/uuid.h"
#include "utils/varlena.h"
#include "utils/xid8.h"
}

namespace mana_guard::server {

#if PG_VERSION_NUM >= 170000
constexpr bool reindex_fires_events = true;
#else
constexpr bool reindex_fires_events = false;
#endif

// Since 18 a foreign key that is NOT ENFORCED has none.
#if PG_VERSION_NUM >= 180000
constexpr bool foreign_keys_have_triggers = false;
#else
constexpr bool foreign_keys_have_triggers = true;
#endif

// Whether the server fires event triggers at all: a server in single-user mode doesn't, nor, since 17, a session that
// was told not to.
inline bool fires_event_triggers() {
#if PG_VERSION_NUM >= 170000
    return IsUnderPostmaster && event_triggers;
#else
    return IsUnderPostmaster;
#endif
}

// Whether this session holds a lock on the relation, this one or a stronger.
inline bool has_lock_on(Oid relation, LOCKMODE least = AccessShareLock) {
    LOCKTAG tag;
    SET_LOCKTAG_RELATION(tag, IsSharedRelation(relation) ? InvalidOid : MyDatabaseId, relation);
#if PG_VERSION_NUM >= 170000
    return LockHeldByMe(&tag, least, true);
#else
    // From the one that most commands take.
    bool is_held = false;
    for (LOCKMODE mode = AccessExclusiveLock; mode >= least && !is_held; --mode) is_held = LockHeldByMe(&tag, mode);
    return is_held;
#endif
}

// Walks an expression's parts; before 16 the walker is declared without its arguments.
inline bool walk_expression(Node* node, bool (*walker)(Node*, void*), void* context) {
#if PG_VERSION_NUM >= 160000
    return expression_tree_walker(node, walker, context);
#else
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-function-type"
    return expression_tree_walker(node, reinterpret_cast<bool (*)()>(walker), context);
#pragma GCC diagnostic pop
#endif
}

// Copies an expression with its parts changed; declared as the walker is.
inline Node* change_expression(Node* node, Node* (*mutator)(Node*, void*), void* context) {
#if PG_VERSION_NUM >= 160000
    return expression_tree_mutator(node, mutator, context);
#else
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-function-type"
    return expression_tree_mutator(node, reinterpret_cast<Node* (*)()>(mutator), context);
#pragma GCC diagnostic pop
#endif
}

inline bool walk_raw_expression(Node* node, bool (*walker)(Node*, void*), void* context) {
#if PG_VERSION_NUM >= 160000
    return raw_expression_tree_walker(node, walker, context);
#else
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-function-type"
    return raw_expression_tree_walker(node, reinterpret_cast<bool (*)()>(walker), context);
#pragma GCC diagnostic pop
#endif
}

// Takes apart a date and time as timestamptz's input does; 0 where it can.
inline int decode_datetime(char** fields, int* types, int count, int* kind, pg_tm* parts, fsec_t* fraction, int* zone) {
#if PG_VERSION_NUM >= 160000
    DateTimeErrorExtra extra;
    return DecodeDateTime(fields, types, count, kind, parts, fraction, zone, &extra);
#else
    return DecodeDateTime(fields, types, count, kind, parts, fraction, zone);
#endif
}

// Gives the executor's state a range table of this one entry.
inline void set_range_table(EState* state, RangeTblEntry* entry) {
#if PG_VERSION_NUM >= 160000
    List* permissions = NIL;
    addRTEPermissionInfo(&permissions, entry);
#endif
#if PG_VERSION_NUM >= 180000
    ExecInitRangeTable(state, lappend(NIL, entry), permissions, bms_make_singleton(1));
#elif PG_VERSION_NUM >= 160000
    ExecInitRangeTable(state, lappend(NIL, entry), permissions);
#else
    ExecInitRangeTable(state, lappend(NIL, entry));
#endif
}

// What the session counts of its own use of the relation, to send it to pg_stat_all_tables; null where nothing is
// counted.
inline PgStat_TableCounts* counts_of(::Relation relation) {
    if (!pgstat_should_count_relation(relation)) return nullptr;
#if PG_VERSION_NUM >= 160000
    return &relation->pgstat_info->counts;
#else
    return &relation->pgstat_info->t_counts;
#endif
}

// How many rows of the relation this transaction has written, by the session's counters for pg_stat_all_tables.
inline std::int64_t rows_written(Oid relation) {
#if PG_VERSION_NUM >= 160000
    // find_tabstat_entry() adds those of earlier transactions, as long as they haven't been sent.
    const PgStat_EntryRef* entry = pgstat_fetch_pending_entry(PGSTAT_KIND_RELATION, MyDatabaseId, relation);
    const auto* counted = entry == nullptr ? nullptr : static_cast<const PgStat_TableStatus*>(entry->pending);
#else
    const PgStat_TableStatus* counted = find_tabstat_entry(relation);
#endif
    if (counted == nullptr) return 0;
    std::int64_t count = 0;
    for (const PgStat_TableXactStatus* level = counted->trans; level != nullptr; level = level->upper)
        count += level->tuples_inserted + level->tuples_updated + level->tuples_deleted;
    return count;
}

// Calls with each relation of which this transaction has written rows, and how many, once for each level of
// subtransactions.
template <typename Call>
void each_written_relation(const Call& call) {
    const PgStat_SubXactStatus* level = pgstat_get_xact_stack_level(GetCurrentTransactionNestLevel());
    for (; level != nullptr; level = level->prev) {
        for (const PgStat_TableXactStatus* one = level->first; one != nullptr; one = one->next) {
#if PG_VERSION_NUM >= 160000
            const Oid relation = one->parent->id;
#else
            const Oid relation = one->parent->t_id;
#endif
            call(relation, one->tuples_inserted + one->tuples_updated + one->tuples_deleted);
        }
    }
}

// The file of a table that isn't temporary, by its row in pg_class.
#if PG_VERSION_NUM >= 160000
using FileLocator = RelFileLocator;
#else
using FileLocator = RelFileNode;
#endif
inline FileLocator file_of(const FormData_pg_class& row) {
    return {OidIsValid(row.reltablespace) ? row.reltablespace : MyDatabaseTableSpace, MyDatabaseId, row.relfilenode};
}
inline SMgrRelation open_file_of(const FormData_pg_class& row) {
#if PG_VERSION_NUM >= 170000
    return smgropen(file_of(row), INVALID_PROC_NUMBER);
#else
    return smgropen(file_of(row), InvalidBackendId);
#endif
}

// Gives the descriptor a column, by its row in pg_attribute.
inline void set_column(TupleDesc descriptor, const FormData_pg_attribute& row) {
    memcpy(TupleDescAttr(descriptor, row.attnum - 1), &row, ATTRIBUTE_FIXED_PART_SIZE);
#if PG_VERSION_NUM >= 180000
    populate_compact_attribute(descriptor, row.attnum - 1);
#endif
}

// Begins a scan of a catalog by an index whose first column is an OID; again with another OID, where the server trusts
// its indexes, it goes on with what is open.
inline SysScanDesc begin_scan_by_oid(SysScanDesc open, ::Relation catalog, Oid index, AttrNumber column, Oid oid,
                                     Snapshot snapshot) {
    ScanKeyData key;
    if (open != nullptr && open->irel != nullptr) {
        ScanKeyInit(&key, 1, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid));
        index_rescan(open->iscan, &key, 1, nullptr, 0);
        return open;
    }
    if (open != nullptr) systable_endscan(open);
    ScanKeyInit(&key, column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid));
    return systable_beginscan(catalog, index, true, snapshot, 1, &key);
}

// Likewise of pg_class, by a relation's name and schema.
inline SysScanDesc begin_scan_by_name(SysScanDesc open, ::Relation classes, const char* name, Oid schema) {
    ScanKeyData keys[2];
    const bool goes_on = open != nullptr && open->irel != nullptr;
    ScanKeyInit(&keys[0], goes_on ? 1 : Anum_pg_class_relname, BTEqualStrategyNumber, F_NAMEEQ, CStringGetDatum(name));
    ScanKeyInit(&keys[1], goes_on ? 2 : Anum_pg_class_relnamespace, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(schema));
    if (goes_on) {
        index_rescan(open->iscan, keys, lengthof(keys), nullptr, 0);
        return open;
    }
    if (open != nullptr) systable_endscan(open);
    return systable_beginscan(classes, ClassNameNspIndexId, true, nullptr, lengthof(keys), keys);
}

// Since 18 it may count what it does.
inline IndexScanDesc begin_index_scan(::Relation rows, ::Relation index, Snapshot snapshot, int keys) {
#if PG_VERSION_NUM >= 180000
    return index_beginscan(rows, index, snapshot, nullptr, keys, 0);
#else
    return index_beginscan(rows, index, snapshot, keys, 0);
#endif
}

}  // namespace mana_guard::server

// Declares a function that SQL can call. Before 16 PGDLLEXPORT is empty, and nothing but this makes it visible.
#define MANA_GUARD_FUNCTION(name)                                                                   \
    extern "C" __attribute__((visibility("default"))) Datum name(PG_FUNCTION_ARGS);                 \
    extern "C" __attribute__((visibility("default"))) const Pg_finfo_record* pg_finfo_##name(void); \
    extern "C" const Pg_finfo_record* pg_finfo_##name(void) {                                       \
        static const Pg_finfo_record record = {1};                                                  \
        return &record;                                                                             \
    }                                                                                               \
    extern "C" Datum name([[maybe_unused]] PG_FUNCTION_ARGS)
