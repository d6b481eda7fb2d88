#include "server/commands/reliance.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/kinds.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"
#include "server/record/file.hpp"

namespace mana_guard::server {
namespace {

// By the OID in its first column.
bool is_new_object(HeapTuple tuple, Oid catalog, Oid index, Oid oid) {
    ScanKeyData key;
    ScanKeyInit(&key, 1, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid));
    return is_new_row(tuple, catalog, index, {&key, 1});
}

// A foreign key as a reader finds it: "foreign key parts_file_id_fkey of table app.parts"; "" for anything else, and
// for one of a table that is gone.
const char* foreign_key_name(Oid constraint, Snapshot snapshot) {
    FormData_pg_constraint row;
    FoundName table;
    if (!find_constraint_seen(constraint, snapshot, row) || row.contype != CONSTRAINT_FOREIGN) return "";
    if (!find_relation_name(row.conrelid, table)) return "";
    return psprintf("foreign key %s of table %s", quote_identifier(pstrdup(NameStr(row.conname))), quoted(table));
}

// A foreign key that refers to what the index keeps unique; "" for none.
const char* referring_to(Oid index, Snapshot snapshot) {
    const char* found = "";
    each_dependent(RelationRelationId, index, snapshot, [&](const FormData_pg_depend& row) {
        if (row.classid == ConstraintRelationId) found = foreign_key_name(row.objid, snapshot);
        return *found != '\0';
    });
    return found;
}

// Whether it is a table that this transaction hasn't made.
bool is_standing_table(Oid oid) {
    ObjectKind kind{};
    if (!object_kind_of(get_rel_relkind(oid), &kind) || !tables_of_any_kind.has(kind) ||
        is_trusted_member(RelationRelationId, oid, false)) {
        return false;
    }
    ::Relation relation = try_relation_open(oid, AccessShareLock);
    if (relation == nullptr) return false;
    const bool stood = !is_new(relation);
    relation_close(relation, AccessShareLock);
    return stood;
}

// A publication of the list that sends updates or deletes, which name rows by the replica identity; "" for none.
const char* naming_rows(const List* publications) {
    for (int i = 0; i < list_length(publications); ++i) {
        HeapTuple tuple = SearchSysCache1(PUBLICATIONOID, ObjectIdGetDatum(list_nth_oid(publications, i)));
        if (!HeapTupleIsValid(tuple)) continue;
        const auto* row = reinterpret_cast<Form_pg_publication>(GETSTRUCT(tuple));
        const char* name = row->pubupdate || row->pubdelete ? pstrdup(NameStr(row->pubname)) : nullptr;
        ReleaseSysCache(tuple);
        if (name != nullptr) return psprintf("publication %s", quote_identifier(name));
    }
    return "";
}

// Whether publications name the table's rows by this index, its primary key's.
bool identifies_rows(const FormData_pg_class& table, Oid index, Snapshot snapshot) {
    if (table.relreplident == REPLICA_IDENTITY_DEFAULT) return true;
    if (table.relreplident != REPLICA_IDENTITY_INDEX) return false;
    bool does = false;
    each_row(IndexRelationId, IndexRelidIndexId, {Anum_pg_index_indexrelid, index}, snapshot,
             [&does](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 does = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple))->indisreplident;
                 return false;
             });
    return does;
}

// A publication that needs the index to name the table's rows; "" for none.
const char* published_by(Oid table, Oid index, Snapshot snapshot) {
    FormData_pg_class row;
    if (!find_class_seen(table, snapshot, row) || !identifies_rows(row, index, snapshot)) return "";
    const char* found = naming_rows(GetRelationPublications(table));
#if PG_VERSION_NUM >= 150000
    if (*found == '\0') found = naming_rows(GetSchemaPublications(row.relnamespace));
#endif
    if (*found == '\0' && row.relpersistence == RELPERSISTENCE_PERMANENT)
        found = naming_rows(GetAllTablesPublications());
    return found;
}

// Looked up without the cache, which would keep for good that it is gone.
bool stands(Oid constraint) {
    bool is_there = false;
    each_row(ConstraintRelationId, ConstraintOidIndexId, {Anum_pg_constraint_oid, constraint}, nullptr,
             [&is_there](HeapTuple /*tuple*/, TupleDesc /*descriptor*/) {
                 is_there = true;
                 return false;
             });
    return is_there;
}

// Whether this transaction has written one of the relation's columns that the array of the constraint's row names, as
// ALTER TYPE does.
bool are_written(Oid relation, HeapTuple constraint, TupleDesc descriptor, AttrNumber columns, Snapshot now) {
    bool is_one = false;
    for (const int16 column : int16_array(constraint, descriptor, columns)) {
        ScanKeyData keys[2];
        ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relation));
        ScanKeyInit(&keys[1], Anum_pg_attribute_attnum, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(column));
        each_row(AttributeRelationId, AttributeRelidNumIndexId, keys, lengthof(keys), now,
                 [&is_one](HeapTuple tuple, TupleDesc /*descriptor*/) {
                     is_one |= TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(tuple->t_data));
                     return false;
                 });
    }
    return is_one;
}

}  // namespace

const char* what_it_is(char type) {
    switch (type) {
        case CONSTRAINT_PRIMARY:
            return "primary key";
        case CONSTRAINT_UNIQUE:
            return "unique constraint";
        case CONSTRAINT_FOREIGN:
            return "foreign key";
        default:
            return "";
    }
}

const char* relied_on(Oid table, Oid index, Snapshot snapshot, bool is_replaced) {
    const char* by = referring_to(index, snapshot);
    return *by == '\0' && !is_replaced ? published_by(table, index, snapshot) : by;
}

bool is_new_row(HeapTuple tuple, Oid catalog, Oid index, std::span<ScanKeyData> keys) {
    if (!TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(tuple->t_data))) return false;
    bool stood = false;
    each_row(catalog, index, keys.data(), static_cast<int>(keys.size()), push_snapshot_at_start(),
             [&stood](HeapTuple /*tuple*/, TupleDesc /*descriptor*/) {
                 stood = true;
                 return false;
             });
    PopActiveSnapshot();
    return !stood;
}

bool took_place(HeapTuple tuple, Snapshot at_start, Snapshot now) {
    const auto* row = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
    bool took = false;
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId, {Anum_pg_constraint_conrelid, row->conrelid},
             at_start, [&](HeapTuple earlier, TupleDesc descriptor) {
                 const auto* before = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(earlier));
                 const auto has_same = [&](AttrNumber columns) {
                     const auto ones = int16_array(earlier, descriptor, columns);
                     const auto others = int16_array(tuple, descriptor, columns);
                     return ones.size() == others.size() && memcmp(ones.data(), others.data(), ones.size_bytes()) == 0;
                 };
                 took = before->contype == row->contype && before->convalidated == row->convalidated &&
                        before->confrelid == row->confrelid && has_same(Anum_pg_constraint_conkey) &&
                        has_same(Anum_pg_constraint_confkey) && !stands(before->oid);
                 took = took && (are_written(row->conrelid, earlier, descriptor, Anum_pg_constraint_conkey, now) ||
                                 are_written(row->confrelid, earlier, descriptor, Anum_pg_constraint_confkey, now));
                 // Another may be like it besides.
                 const Oid namesake =
                     took ? get_relation_constraint_oid(row->conrelid, NameStr(before->conname), true) : InvalidOid;
                 took = took && (!OidIsValid(namesake) || namesake == row->oid);
                 return !took;
             });
    return took;
}

bool is_new_constraint(HeapTuple tuple) {
    const Oid constraint = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->oid;
    if (!is_new_object(tuple, ConstraintRelationId, ConstraintOidIndexId, constraint) &&
        !was_made_in_file(ConstraintRelationId, constraint)) {
        return false;
    }
    const bool is_rebuilt = took_place(tuple, push_snapshot_at_start(), nullptr);
    PopActiveSnapshot();
    return !is_rebuilt;
}

bool read_dropped_constraint(::Relation relation, const char* name, Command& command) {
    const Oid oid = get_relation_constraint_oid(RelationGetRelid(relation), name, true);
    HeapTuple tuple = OidIsValid(oid) ? SearchSysCache1(CONSTROID, ObjectIdGetDatum(oid)) : nullptr;
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* row = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
    const char type = row->contype;
    const Oid index = row->conindid;
    command.of_same_transaction = is_new_constraint(tuple);
    ReleaseSysCache(tuple);
    command.definition = what_it_is(type);
    if (type == CONSTRAINT_PRIMARY)
        command.relied_on_by = relied_on(RelationGetRelid(relation), index, nullptr, command.is_replaced);
    return true;
}

bool holds_standing_tables(Oid schema) {
    bool found = false;
    each_dependent(NamespaceRelationId, schema, nullptr, [&found](const FormData_pg_depend& row) {
        found = row.classid == RelationRelationId && row.objsubid == 0 && is_standing_table(row.objid);
        return found;
    });
    return found;
}

bool adds_primary_key(const AlterTableStmt* statement) {
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        if (step->subtype == AT_AddConstraint &&
            reinterpret_cast<const Constraint*>(step->def)->contype == CONSTR_PRIMARY) {
            return true;
        }
    }
    return false;
}

bool is_no_default(const Node* expression) {
    while (expression != nullptr && IsA(expression, TypeCast))
        expression = reinterpret_cast<const TypeCast*>(expression)->arg;
    return expression == nullptr || (IsA(expression, A_Const) && reinterpret_cast<const A_Const*>(expression)->isnull);
}

bool has_new_default(::Relation relation, AttrNumber column) {
    ::Relation defaults = table_open(AttrDefaultRelationId, AccessShareLock);
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attrdef_adrelid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(RelationGetRelid(relation)));
    ScanKeyInit(&keys[1], Anum_pg_attrdef_adnum, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(column));
    // A scan changes the keys that it is given.
    ScanKeyData same_keys[] = {keys[0], keys[1]};
    SysScanDesc scan = systable_beginscan(defaults, AttrDefaultIndexId, true, nullptr, lengthof(keys), keys);
    HeapTuple tuple = systable_getnext(scan);
    const bool is_new =
        HeapTupleIsValid(tuple) && is_new_row(tuple, AttrDefaultRelationId, AttrDefaultIndexId, same_keys);
    systable_endscan(scan);
    table_close(defaults, AccessShareLock);
    return is_new;
}

bool read_renamed_value(Oid type, const char* label, Command& command) {
    HeapTuple tuple = SearchSysCache2(ENUMTYPOIDNAME, ObjectIdGetDatum(type), CStringGetDatum(label));
    if (!HeapTupleIsValid(tuple)) return false;
    const Oid value = reinterpret_cast<Form_pg_enum>(GETSTRUCT(tuple))->oid;
    command.of_same_transaction = is_new_object(tuple, EnumRelationId, EnumOidIndexId, value);
    ReleaseSysCache(tuple);
    return true;
}

bool read_last_value(Oid type, Command& command) {
    HeapTuple row = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
    if (!HeapTupleIsValid(row)) return false;
    command.of_same_transaction = is_new_object(row, TypeRelationId, TypeOidIndexId, type);
    ReleaseSysCache(row);
    float4 last = 0;
    each_row(EnumRelationId, EnumTypIdSortOrderIndexId, {Anum_pg_enum_enumtypid, type}, nullptr,
             [&](HeapTuple tuple, TupleDesc) {
                 const auto* value = reinterpret_cast<Form_pg_enum>(GETSTRUCT(tuple));
                 if (!command.value.empty() && value->enumsortorder <= last) return true;
                 last = value->enumsortorder;
                 command.value = quote_literal_cstr(NameStr(value->enumlabel));
                 return true;
             });
    return !command.value.empty();
}

}  // namespace mana_guard::server
