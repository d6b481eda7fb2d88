#include "server/gather/stored.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/kinds.hpp"
#include "server/catalog/types.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/parts.hpp"
#include "server/names.hpp"
#include "server/record/file.hpp"

namespace mana_guard::server {
namespace {

// The texts of the relation's defaults, by column number.
const char** read_defaults(Oid relation, int columns, Snapshot snapshot) {
    auto** defaults = static_cast<const char**>(palloc0(sizeof(char*) * (static_cast<Size>(columns) + 1)));
    each_row(AttrDefaultRelationId, AttrDefaultIndexId, {Anum_pg_attrdef_adrelid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const auto* form = reinterpret_cast<Form_pg_attrdef>(GETSTRUCT(tuple));
                 bool is_null = true;
                 const Datum expression = heap_getattr(tuple, Anum_pg_attrdef_adbin, descriptor, &is_null);
                 if (!is_null && form->adnum <= columns) defaults[form->adnum] = TextDatumGetCString(expression);
                 return true;
             });
    return defaults;
}

Column* read_columns(const FormData_pg_class& row, Snapshot snapshot, Table& table) {
    auto* columns = static_cast<Column*>(palloc0(sizeof(Column) * static_cast<Size>(Max(row.relnatts, 1))));
    std::size_t count = 0;
    const char** defaults = read_defaults(row.oid, row.relnatts, snapshot);
    each_row(AttributeRelationId, AttributeRelidNumIndexId, {Anum_pg_attribute_attrelid, row.oid}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto& attribute = *reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
                 if (attribute.attnum <= 0 || attribute.attisdropped || attribute.attnum > row.relnatts) return true;
                 Column& column = columns[count++];
                 column = Column();
                 fill_column(attribute, stored_default(attribute, defaults[attribute.attnum], snapshot), snapshot,
                             column);
                 return true;
             });
    table.columns = {columns, count};
    return columns;
}

// What tables and materialized views alone have.
void read_table_parts(const FormData_pg_class& row, Facts wanted, Snapshot snapshot, Table& table) {
    Column* columns = wanted.overlaps(facts_by_column) ? read_columns(row, snapshot, table) : nullptr;
    if (columns != nullptr) read_partition_key(table, columns);
    if (wanted.has(Fact::Constraints) && parts_of(row).constraints) read_constraints(row.oid, snapshot, table);
    if (wanted.has(Fact::Indexes) && row.relhasindex) read_indexes(row.oid, snapshot, nullptr, table);
    if (wanted.has(Fact::Comments)) read_comments(row.oid, snapshot, table, columns);
}

}  // namespace

bool read_stored_class(Oid relation, Snapshot snapshot, FormData_pg_class& row) {
    bool is_there = false;
    each_row(RelationRelationId, ClassOidIndexId, {Anum_pg_class_oid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 memcpy(&row, GETSTRUCT(tuple), CLASS_TUPLE_SIZE);
                 is_there = true;
                 return false;
             });
    return is_there;
}

bool find_class_seen(Oid relation, Snapshot snapshot, FormData_pg_class& row) {
    return snapshot == nullptr ? find_class(relation, row) : read_stored_class(relation, snapshot, row);
}

Snapshot push_snapshot_at_start() {
    PushCopiedSnapshot(GetLatestSnapshot());
    GetActiveSnapshot()->curcid = first_command_of_file();
    return GetActiveSnapshot();
}

bool find_class_at_start(Oid relation, FormData_pg_class& row) {
    const bool is_there = read_stored_class(relation, push_snapshot_at_start(), row);
    PopActiveSnapshot();
    return is_there;
}

bool find_constraint_seen(Oid constraint, Snapshot snapshot, FormData_pg_constraint& row) {
    if (snapshot == nullptr) return find_constraint(constraint, row);
    bool is_there = false;
    each_row(ConstraintRelationId, ConstraintOidIndexId, {Anum_pg_constraint_oid, constraint}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 memcpy(&row, GETSTRUCT(tuple), sizeof(row));
                 is_there = true;
                 return false;
             });
    return is_there;
}

const char* stored_schema_name(Oid schema, Snapshot snapshot) {
    SeenSchema* seen = schema_seen_last(snapshot);
    if (seen != nullptr && seen->oid == schema) return pstrdup(NameStr(seen->name));
    const char* name = nullptr;
    each_row(NamespaceRelationId, NamespaceOidIndexId, {Anum_pg_namespace_oid, schema}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto* form = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple));
                 name = pstrdup(NameStr(form->nspname));
                 if (seen != nullptr) *seen = {schema, form->nspname};
                 return false;
             });
    return name;
}

bool read_stored_table(const FormData_pg_class& row, HeapTuple tuple, Facts wanted, Snapshot snapshot, Table& table) {
    if (row.relpersistence == RELPERSISTENCE_TEMP || !object_kind_of(row.relkind, &table.kind)) return false;
    const char* schema = stored_schema_name(row.relnamespace, snapshot);
    if (schema == nullptr || is_system_relation(row.oid, row.relnamespace, schema)) return false;
    const char* name = pstrdup(NameStr(row.relname));
    table.oid = row.oid;
    table.schema = schema;
    table.name = name;
    table.quoted_name = quote_identifier(name);
    table.identity = qualified(quote_identifier(schema), table.quoted_name);
    // Also where that type is lost: an audit looks at damaged databases too.
    constexpr bits16 flags = FORMAT_TYPE_FORCE_QUALIFY | FORMAT_TYPE_ALLOW_INVALID;
    table.of_type = OidIsValid(row.reloftype) ? format_type_extended(row.reloftype, -1, flags) : "";
    table.is_partition = row.relispartition;
    // Before the indexes, which mostly are behind it in pg_class.
    if (wanted.has(Fact::Storage)) read_toast(row, snapshot, table);
    if (tables_of_any_kind.has(table.kind) || table.kind == ObjectKind::MaterializedView) {
        read_table_parts(row, wanted, snapshot, table);
    }
    if (wanted.has(Fact::Storage)) {
        read_storage(row, snapshot, table);
        with_class_tuple(row.oid, tuple, snapshot, [&](HeapTuple found, TupleDesc descriptor) {
            table.autovacuum_is_off = RELKIND_HAS_TABLE_AM(row.relkind) && switches_autovacuum_off(found, descriptor);
        });
    }
    if (wanted.has(Fact::Parents)) read_parents(row, snapshot, table);
    if (wanted.has(Fact::Triggers) && parts_of(row).triggers) read_triggers(row.oid, snapshot, table);
    if (wanted.has(Fact::Security)) read_security(row, tuple, snapshot, false, table);
    if (wanted.has(Fact::ViewBody)) read_view(row, tuple, snapshot, table);
    if (wanted.has(Fact::SequenceState) && table.kind == ObjectKind::Sequence) {
        read_sequence_state(row.oid, snapshot, table);
    }
    return true;
}

const char* stored_column_name(Oid relation, AttrNumber number, Snapshot snapshot) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relation));
    ScanKeyInit(&keys[1], Anum_pg_attribute_attnum, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(number));
    const char* name = nullptr;
    each_row(AttributeRelationId, AttributeRelidNumIndexId, keys, 2, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 name = pstrdup(NameStr(reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple))->attname));
                 return false;
             });
    return name;
}

bool schema_holds_tables(Oid schema, Snapshot snapshot) {
    bool holds = false;
    each_dependent(NamespaceRelationId, schema, snapshot, [&](const FormData_pg_depend& dependent) {
        if (dependent.classid != RelationRelationId || dependent.objsubid != 0) return false;
        FormData_pg_class row;
        ObjectKind kind{};
        holds = read_stored_class(dependent.objid, snapshot, row) && object_kind_of(row.relkind, &kind) &&
                tables_of_any_kind.has(kind) && !is_trusted_member(RelationRelationId, dependent.objid, false);
        return holds;
    });
    return holds;
}

}  // namespace mana_guard::server
