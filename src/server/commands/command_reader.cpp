#include "server/commands/command_reader.hpp"

#include "server/catalog/kinds.hpp"
#include "server/catalog/types.hpp"
#include "server/commands/command_sql.hpp"
#include "server/commands/past_rows.hpp"
#include "server/commands/reliance.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"
#include "server/policy/assumed_size.hpp"
#include "server/record/file.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

// Whether a relation with its own storage holds a row. One of more than a few blocks isn't looked into.
bool holds_rows(::Relation relation) {
    constexpr BlockNumber most_blocks = 10;
    const BlockNumber blocks = RelationGetNumberOfBlocks(relation);
    if (blocks == 0 || blocks > most_blocks) return blocks > 0;
    // What the guard looks at isn't counted in pg_stat_all_tables, where an unused table is told by its scans.
    PgStat_TableCounts* counts = counts_of(relation);
    const PgStat_TableCounts counted = counts == nullptr ? PgStat_TableCounts() : *counts;
    // Not the transaction's snapshot: what was committed since counts, and SERIALIZABLE has nothing to remember.
    TableScanDesc scan = table_beginscan(relation, SnapshotSelf, 0, nullptr);
    TupleTableSlot* slot = table_slot_create(relation, nullptr);
    const bool found = table_scan_getnextslot(scan, ForwardScanDirection, slot);
    ExecDropSingleTupleTableSlot(slot);
    table_endscan(scan);
    if (counts != nullptr) *counts = counted;
    return found;
}

bool has_new_file(::Relation relation) {
#if PG_VERSION_NUM >= 160000
    return relation->rd_firstRelfilelocatorSubid != InvalidSubTransactionId;
#else
    return relation->rd_firstRelfilenodeSubid != InvalidSubTransactionId;
#endif
}

// Whether it held rows until this transaction deleted them, or TRUNCATE gave it another file.
bool was_emptied(::Relation relation) {
    if (rows_written(RelationGetRelid(relation)) == 0 && !has_new_file(relation)) return false;
    const bool held = has_held_rows(RelationGetRelid(relation), push_snapshot_at_start());
    PopActiveSnapshot();
    return held;
}

// As large as a table is taken to be of which only the schema is here; one of an unknown size is large.
void assume(::Relation relation, Command& command) {
    constexpr std::int64_t unknown = PG_INT64_MAX / 2;
    const char* schema = nullptr;
    AssumedSize size{1, unknown};
    if (find_schema_name(RelationGetNamespace(relation), schema))
        find_assumed_size(schema, RelationGetRelationName(relation), size);
    command.bytes = Min(command.bytes, unknown) + Min(size.bytes, unknown);
    command.is_assumed |= size.rows > 0;
    command.in_use |= size.rows > 0;
}

void measure(::Relation relation, Command& command) {
    if (!RELKIND_HAS_STORAGE(relation->rd_rel->relkind)) return;
    if (settings().assume_in_use) {
        assume(relation, command);
        return;
    }
    command.bytes += static_cast<std::int64_t>(RelationGetNumberOfBlocks(relation)) * BLCKSZ;
    command.in_use = command.in_use || holds_rows(relation);
    command.was_emptied = !command.in_use && (command.was_emptied || was_emptied(relation));
}

// Opens it; null where it is gone or, unless `waits`, where somebody else has it locked.
::Relation open_shared(Oid oid, bool waits, bool& is_locked) {
    is_locked = !waits && !ConditionalLockRelationOid(oid, AccessShareLock);
    if (is_locked) return nullptr;
    ::Relation relation = try_relation_open(oid, AccessShareLock);
    if (!waits) UnlockRelationOid(oid, AccessShareLock);
    return relation;
}

// Of those that this transaction hasn't made; whether there are any children.
bool measure_children(Oid relation, bool waits, Command& command) {
    const List* members = find_members(relation);
    for (int i = 1; i < list_length(members); ++i) {
        CHECK_FOR_INTERRUPTS();
        bool is_locked = false;
        ::Relation member = open_shared(list_nth_oid(members, i), waits, is_locked);
        command.in_use |= is_locked;
        command.stood |= is_locked;
        if (member == nullptr) continue;
        if (!is_new(member)) {
            command.stood = true;
            measure(member, command);
        }
        relation_close(member, AccessShareLock);
    }
    return list_length(members) > 1;
}

void measure_whole(Target& target, Children children, bool waits) {
    ::Relation relation = target.relation;
    Command& command = target.command;
    const bool is_made = is_new(relation);
    command.stood = !is_made;
    // A foreign table's rows are elsewhere, and can't be looked for.
    if (!is_made) command.in_use |= relation->rd_rel->relkind == RELKIND_FOREIGN_TABLE;
    if (!is_made) measure(relation, command);
    target.is_used = command.in_use;
    const bool are_asked = children == Children::Reached || (children == Children::Counted && !is_made);
    bool has_children = relation->rd_rel->relhassubclass;
    if (are_asked && has_children) has_children = measure_children(RelationGetRelid(relation), waits, command);
    // Partitions may be made when they are needed.
    const bool has_rows_elsewhere = relation->rd_rel->relkind == RELKIND_PARTITIONED_TABLE && !has_children;
    if (settings().assume_in_use && has_rows_elsewhere && !is_made) assume(relation, command);
}

const Table* stored_table(const FormData_pg_class& row) {
    auto* table = static_cast<Table*>(palloc0(sizeof(Table)));
    *table = Table();
    return read_stored_table(row, nullptr, Fact::Placement, nullptr, *table) ? table : nullptr;
}

const Table* table_of(Oid relation) {
    const TouchedRelation touched{relation, Fact::Placement, false};
    Gathered gathered;
    gather_tables({&touched, 1}, Fact::Placement, {}, gathered);
    return gathered.tables.empty() ? nullptr : &gathered.tables.front();
}

// Of a relation, whether the transaction has made its column. A drop of the parent's spares one that is the child's
// own.
bool is_new_column(Oid relation, const char* name, bool spares_own) {
    HeapTuple tuple = SearchSysCacheAttName(relation, name);
    if (!HeapTupleIsValid(tuple)) return true;
    const auto* column = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(column->attrelid));
    ScanKeyInit(&keys[1], Anum_pg_attribute_attnum, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(column->attnum));
    const bool is_made = (spares_own && column->attislocal) ||
                         is_new_row(tuple, AttributeRelationId, AttributeRelidNumIndexId, keys) ||
                         was_made_in_file(RelationRelationId, column->attrelid, column->attnum);
    ReleaseSysCache(tuple);
    return is_made;
}

}  // namespace

bool open_target(Oid oid, Children children, Target& target, bool waits) {
    FormData_pg_class row;
    ObjectKind kind{};
    // What isn't judged isn't opened.
    if (!find_class(oid, row) || row.relpersistence == RELPERSISTENCE_TEMP || !object_kind_of(row.relkind, &kind))
        return false;
    bool is_locked = false;
    target.relation = open_shared(oid, waits, is_locked);
    if (target.relation == nullptr && !is_locked) return false;
    // Read when it is locked: whoever had it locked before may have changed it.
    target.table = is_locked ? stored_table(row) : table_of(oid);
    if (target.table == nullptr) {
        close_target(target);
        return false;
    }
    Command& command = target.command;
    command.object = command.table = target.table;
    command.in_use = command.stood = target.is_used = is_locked;
    command.in_block = is_in_block();
    command.now = GetCurrentTimestamp();
    if (!is_locked) measure_whole(target, children, waits);
    command.can_be_concurrent = target.table->kind != ObjectKind::PartitionedTable;
    return true;
}

bool open_target(const RangeVar* name, Children children, Target& target) {
    // As PostgreSQL's RangeVarGetRelidExtended(): while the lock was waited for the name may have come to mean another.
    for (Oid oid = relation_named(name); OidIsValid(oid);) {
        target = Target();
        if (!open_target(oid, children, target)) return false;
        const Oid now = relation_named(name);
        if (now == oid) return true;
        close_target(target);
        oid = now;
    }
    return false;
}

bool is_table_in_use(Oid relation, bool waits) {
    Target target;
    if (!open_target(relation, Children::Counted, target, waits)) return false;
    close_target(target);
    return target.command.in_use;
}

void close_target(const Target& target) {
    if (target.relation != nullptr) relation_close(target.relation, AccessShareLock);
}

const List* tables_of_type(const RangeVar* name) {
    List* tables = NIL;
    FormData_pg_class type;
    if (!find_class(relation_named(name), type)) return NIL;
    each_dependent(TypeRelationId, type.reltype, nullptr, [&tables](const FormData_pg_depend& row) {
        if (row.classid == RelationRelationId && row.objsubid == 0) tables = lappend_oid(tables, row.objid);
        return false;
    });
    return tables;
}

const Column* column_named(const Target& target, const char* name) {
    const AttrNumber number = get_attnum(RelationGetRelid(target.relation), name);
    if (number <= 0) return nullptr;
    const Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(target.relation), number - 1);
    auto* column = static_cast<Column*>(palloc0(sizeof(Column)));
    *column = Column();
    fill_column(*attribute, {}, nullptr, *column);
    return column;
}

const char* column_type(const Target& target, const Column& column) {
    const Form_pg_attribute attribute =
        TupleDescAttr(RelationGetDescr(target.relation), static_cast<int>(column.number) - 1);
    const char* collation = collation_clause(attribute->attcollation, attribute->atttypid);
    return collation[0] == '\0' ? column.type.declared.data()
                                : psprintf("%s %s", column.type.declared.data(), collation);
}

bool is_new_column(const Target& target, const char* name, bool is_dropped) {
    if (!is_new_column(RelationGetRelid(target.relation), name, false)) return false;
    if (!target.relation->rd_rel->relhassubclass) return true;
    const List* members = find_members(RelationGetRelid(target.relation));
    for (int i = 1; i < list_length(members); ++i) {
        if (!is_new_column(list_nth_oid(members, i), name, is_dropped)) return false;
    }
    return true;
}

void name(Command& command, const char* text) {
    command.name = text == nullptr ? "" : pstrdup(text);
    command.quoted_name = text == nullptr ? "" : quote_identifier(pstrdup(text));
}

}  // namespace mana_guard::server
