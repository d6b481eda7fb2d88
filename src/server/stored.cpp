#include "server/stored.hpp"

#include "server/gather.hpp"
#include "server/types.hpp"

namespace mana_guard::server {
namespace {

struct OidKey {
    AttrNumber column;
    Oid value;
};

// Calls with each row that the index finds by one OID, as long as the call returns true.
template <typename Each>
void each_row(Oid catalog, Oid index, const OidKey& oid, Snapshot snapshot, const Each& call) {
    ::Relation relation = table_open(catalog, AccessShareLock);
    ScanKeyData key;
    ScanKeyInit(&key, oid.column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid.value));
    SysScanDesc scan = systable_beginscan(relation, index, true, snapshot, 1, &key);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        if (!call(tuple, RelationGetDescr(relation))) break;
    }
    systable_endscan(scan);
    table_close(relation, AccessShareLock);
}

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

void read_columns(const FormData_pg_class& row, Snapshot snapshot, Table& table) {
    auto* columns = static_cast<Column*>(palloc0(sizeof(Column) * static_cast<Size>(Max(row.relnatts, 1))));
    std::size_t count = 0;
    const char** defaults = read_defaults(row.oid, row.relnatts, snapshot);
    each_row(AttributeRelationId, AttributeRelidNumIndexId, {Anum_pg_attribute_attrelid, row.oid}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto& attribute = *reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
                 if (attribute.attnum <= 0 || attribute.attisdropped || attribute.attnum > row.relnatts) return true;
                 const TypeFacts facts = type_facts(attribute.atttypid, attribute.atttypmod, snapshot);
                 Column& column = columns[count++];
                 column = Column();
                 const char* name = pstrdup(NameStr(attribute.attname));
                 column.number = static_cast<std::uint32_t>(attribute.attnum);
                 column.name = name;
                 column.quoted_name = quote_identifier(name);
                 column.type = facts.type;
                 column.default_kind = stored_default_kind(attribute, defaults[attribute.attnum], snapshot);
                 column.not_null = attribute.attnotnull || facts.domain_not_null;
                 column.inherited = attribute.attinhcount > 0;
                 return true;
             });
    table.columns = {columns, count};
}

// The index in Table::columns of the column with this number.
std::uint32_t index_of_column(const Table& table, int number) {
    std::uint32_t index = 0;
    while (index < table.columns.size() && table.columns[index].number != static_cast<std::uint32_t>(number)) ++index;
    return index;
}

const char* name_of_relation(Oid relation, Snapshot snapshot) {
    FormData_pg_class row;
    if (!read_stored_class(relation, snapshot, row)) return "";
    const char* schema = stored_schema_name(row.relnamespace, snapshot);
    return psprintf("%s.%s", schema == nullptr ? "" : schema, NameStr(row.relname));
}

void read_foreign_keys(Oid relation, Snapshot snapshot, Table& table) {
    List* keys = NIL;
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId, {Anum_pg_constraint_conrelid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const auto* form = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
                 if (form->contype != CONSTRAINT_FOREIGN) return true;
                 bool is_null = true;
                 const Datum numbers = heap_getattr(tuple, Anum_pg_constraint_conkey, descriptor, &is_null);
                 if (is_null) return true;
                 const ArrayType* array = DatumGetArrayTypeP(numbers);
                 const int count = ARR_DIMS(array)[0];
                 const auto* values = reinterpret_cast<const int16*>(ARR_DATA_PTR(array));
                 auto* columns = static_cast<std::uint32_t*>(palloc(sizeof(std::uint32_t) * static_cast<Size>(count)));
                 for (int i = 0; i < count; ++i) columns[i] = index_of_column(table, values[i]);
                 auto* key = static_cast<ForeignKey*>(palloc0(sizeof(ForeignKey)));
                 key->columns = {columns, static_cast<std::size_t>(count)};
                 key->target = name_of_relation(form->confrelid, snapshot);
                 keys = lappend(keys, key);
                 return true;
             });
    auto* copies = static_cast<ForeignKey*>(palloc0(sizeof(ForeignKey) * static_cast<Size>(list_length(keys) + 1)));
    for (int i = 0; i < list_length(keys); ++i) copies[i] = *static_cast<ForeignKey*>(list_nth(keys, i));
    table.foreign_keys = {copies, static_cast<std::size_t>(list_length(keys))};
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

const char* stored_schema_name(Oid schema, Snapshot snapshot) {
    const char* name = nullptr;
    each_row(NamespaceRelationId, NamespaceOidIndexId, {Anum_pg_namespace_oid, schema}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 name = pstrdup(NameStr(reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple))->nspname));
                 return false;
             });
    return name;
}

bool read_stored_table(const FormData_pg_class& row, Facts wanted, Snapshot snapshot, Table& table) {
    if (row.relpersistence == RELPERSISTENCE_TEMP || !object_kind_of(row.relkind, &table.kind)) return false;
    const char* schema = stored_schema_name(row.relnamespace, snapshot);
    if (schema == nullptr || is_system_relation(row.oid, row.relnamespace, schema)) return false;
    const char* name = pstrdup(NameStr(row.relname));
    table.oid = row.oid;
    table.schema = schema;
    table.name = name;
    table.quoted_name = quote_identifier(name);
    table.identity = quote_qualified_identifier(schema, name);
    // Also where that type is lost: an audit looks at damaged databases too.
    constexpr bits16 flags = FORMAT_TYPE_FORCE_QUALIFY | FORMAT_TYPE_ALLOW_INVALID;
    table.of_type = OidIsValid(row.reloftype) ? format_type_extended(row.reloftype, -1, flags) : "";
    table.is_partition = row.relispartition;
    if (tables_of_any_kind.has(table.kind)) {
        if (wanted.has(Fact::Columns)) read_columns(row, snapshot, table);
        if (wanted.has(Fact::ForeignKeys)) read_foreign_keys(row.oid, snapshot, table);
    }
    return true;
}

bool schema_holds_tables(Oid schema, Snapshot snapshot) {
    bool holds = false;
    ::Relation depend = table_open(DependRelationId, AccessShareLock);
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(NamespaceRelationId));
    ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(schema));
    SysScanDesc scan = systable_beginscan(depend, DependReferenceIndexId, true, snapshot, 2, keys);
    for (HeapTuple tuple = systable_getnext(scan); !holds && HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        CHECK_FOR_INTERRUPTS();
        const auto* form = reinterpret_cast<Form_pg_depend>(GETSTRUCT(tuple));
        if (form->classid != RelationRelationId || form->objsubid != 0) continue;
        FormData_pg_class row;
        ObjectKind kind{};
        holds = read_stored_class(form->objid, snapshot, row) && object_kind_of(row.relkind, &kind) &&
                tables_of_any_kind.has(kind) && !is_trusted_member(RelationRelationId, form->objid, false);
    }
    systable_endscan(scan);
    table_close(depend, AccessShareLock);
    return holds;
}

}  // namespace mana_guard::server
