#include "server/commands/unused.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/gather/namesakes.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"
#include "server/record/file.hpp"

namespace mana_guard::server {
namespace {

// Whether it is a part of the table itself: a foreign key to its own rows, a default, a trigger or a policy of its own.
bool is_own_part(Oid table, const FormData_pg_depend& row, Snapshot snapshot) {
    if (row.deptype != DEPENDENCY_NORMAL) return true;
    FormData_pg_constraint constraint;
    switch (row.classid) {
        case AttrDefaultRelationId:
        case TriggerRelationId:
            return true;
        case ConstraintRelationId:
            return find_constraint_seen(row.objid, snapshot, constraint) && constraint.conrelid == table;
        default:
            return false;
    }
}

// The type of the relation's column of that name; invalid where there is none.
Oid type_of_column(Oid relation, const NameData& name, Snapshot snapshot) {
    if (snapshot == nullptr) {
        HeapTuple tuple = SearchSysCacheAttName(relation, NameStr(name));
        if (!HeapTupleIsValid(tuple)) return InvalidOid;
        const Oid type = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple))->atttypid;
        ReleaseSysCache(tuple);
        return type;
    }
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relation));
    ScanKeyInit(&keys[1], Anum_pg_attribute_attname, BTEqualStrategyNumber, F_NAMEEQ, NameGetDatum(&name));
    Oid type = InvalidOid;
    each_row(AttributeRelationId, AttributeRelidNameIndexId, keys, lengthof(keys), snapshot,
             [&type](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 type = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple))->atttypid;
                 return false;
             });
    return type;
}

// Whether each of the first's columns is one of the second's, with its type. Neither is locked.
bool has_columns_of(Oid first, Oid second, Snapshot snapshot) {
    bool has_all = true;
    each_row(AttributeRelationId, AttributeRelidNumIndexId, {Anum_pg_attribute_attrelid, first}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto* column = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
                 if (column->attnum <= 0 || column->attisdropped) return true;
                 has_all = type_of_column(second, column->attname, snapshot) == column->atttypid;
                 return has_all;
             });
    return has_all;
}

// Whether it or one that inherits from it holds rows, or held some when this transaction began.
bool had_rows(Oid relation) {
    Target target;
    if (!open_target(relation, Children::Counted, target)) return false;
    close_target(target);
    return target.command.had_rows();
}

}  // namespace

// What takes the whole table takes the column.
bool has_dependents(Oid table, AttrNumber column, Snapshot snapshot) {
    bool found = false;
    each_dependent(RelationRelationId, table, snapshot, [&](const FormData_pg_depend& row) {
        const bool is_meant = column == InvalidAttrNumber || row.refobjsubid == 0 || row.refobjsubid == column;
        found = is_meant && !is_own_part(table, row, snapshot);
        return found;
    });
    FormData_pg_class row;
    if (found || !find_class_seen(table, snapshot, row) || !OidIsValid(row.reltype)) return found;
    // A function that takes a row, a column that holds one.
    each_dependent(TypeRelationId, row.reltype, snapshot, [&found](const FormData_pg_depend& by) {
        found = by.deptype == DEPENDENCY_NORMAL;
        return found;
    });
    return found;
}

bool is_unused(const Target& target, AttrNumber column, bool takes_others) {
    // A foreign table's rows are elsewhere.
    if (target.relation == nullptr || target.command.had_rows() || target.table->kind == ObjectKind::ForeignTable)
        return false;
    // Who reads the table reads the rows of those that inherit from it, also where ONLY leaves them their column.
    if (target.relation->rd_rel->relhassubclass && had_rows(RelationGetRelid(target.relation))) return false;
    return !(takes_others && has_dependents(RelationGetRelid(target.relation), column, nullptr));
}

bool began_as_partition(Oid relation) {
    HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
    bool is_changed = true;
    bool is_partition = false;
    if (HeapTupleIsValid(tuple)) {
        is_changed = TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(tuple->t_data));
        is_partition = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relispartition;
        ReleaseSysCache(tuple);
    }
    FormData_pg_class row;
    return is_changed ? find_class_at_start(relation, row) && row.relispartition : is_partition;
}

bool was_partition(const Table& table, Snapshot snapshot) {
    if (began_as_partition(table.oid)) return true;
    const List* parents = partitioned_namesakes(table, snapshot);
    for (int i = 0; i < list_length(parents); ++i) {
        const Oid parent = list_nth_oid(parents, i);
        FormData_pg_class row;
        if (was_made_in_file(RelationRelationId, parent) || !find_class_at_start(parent, row)) continue;
        if (has_columns_of(parent, table.oid, snapshot) && has_columns_of(table.oid, parent, snapshot))
            return !has_dependents(table.oid, InvalidAttrNumber, snapshot);
    }
    return false;
}

}  // namespace mana_guard::server
