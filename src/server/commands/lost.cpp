#include "server/commands/lost.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/kinds.hpp"
#include "server/commands/named_objects.hpp"
#include "server/commands/past_rows.hpp"
#include "server/commands/reliance.hpp"
#include "server/commands/unused.hpp"
#include "server/gather/definitions.hpp"
#include "server/gather/stored.hpp"
#include "server/policy/deprecations.hpp"
#include "server/record/file.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

// Whether it was a member of an extension of a superuser's. What isn't a superuser's its owner may have added.
bool was_trusted_member(Oid catalog, Oid object, Oid owner, Snapshot snapshot) {
    if (!superuser_arg(owner)) return false;
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(catalog));
    ScanKeyInit(&keys[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(object));
    bool is_member = false;
    each_row(DependRelationId, DependDependerIndexId, keys, 2, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 is_member = reinterpret_cast<Form_pg_depend>(GETSTRUCT(tuple))->deptype == DEPENDENCY_EXTENSION;
                 return !is_member;
             });
    return is_member;
}

// The owner of an object of the catalog, as the snapshot sees it; invalid where it sees none.
Oid owner_seen(Oid catalog, Oid object, Snapshot snapshot) {
    Oid owner = InvalidOid;
    each_row(catalog, get_object_oid_index(catalog), {get_object_attnum_oid(catalog), object}, snapshot,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 bool is_null = true;
                 owner = DatumGetObjectId(heap_getattr(tuple, get_object_attnum_owner(catalog), descriptor, &is_null));
                 return false;
             });
    return owner;
}

// Whether it stood before the transaction, and the statement, and isn't a superuser's extension's.
bool is_loss(Oid catalog, Oid object, const Past& past) {
    if (was_made_in_file(catalog, object) || !OidIsValid(owner_seen(catalog, object, past.transaction))) return false;
    const Oid owner = owner_seen(catalog, object, past.statement);
    return OidIsValid(owner) && !was_trusted_member(catalog, object, owner, past.statement);
}

// Whether the table still has the column.
bool has_column(Oid relation, AttrNumber number) {
    HeapTuple tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relation), Int16GetDatum(number));
    if (!HeapTupleIsValid(tuple)) return false;
    const bool has = !reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple))->attisdropped;
    ReleaseSysCache(tuple);
    return has;
}

bool has_one_of(Oid relation, std::span<const int16> numbers) {
    bool has = false;
    for (const int16 number : numbers) has = has || has_column(relation, number);
    return has;
}

bool has_default(Oid relation, AttrNumber number, Snapshot snapshot) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attrdef_adrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relation));
    ScanKeyInit(&keys[1], Anum_pg_attrdef_adnum, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(number));
    bool has = false;
    each_row(AttrDefaultRelationId, AttrDefaultIndexId, keys, lengthof(keys), snapshot,
             [&has](HeapTuple /*tuple*/, TupleDesc /*descriptor*/) {
                 has = true;
                 return false;
             });
    return has;
}

bool held_standing_tables(Oid schema, const Past& past) {
    bool held = false;
    each_dependent(NamespaceRelationId, schema, past.statement, [&](const FormData_pg_depend& dependent) {
        FormData_pg_class row;
        ObjectKind kind{};
        held = dependent.classid == RelationRelationId && is_loss(RelationRelationId, dependent.objid, past) &&
               read_stored_class(dependent.objid, past.statement, row) && object_kind_of(row.relkind, &kind) &&
               tables_of_any_kind.has(kind);
        return held;
    });
    return held;
}

// The relation's row in pg_class before the statement.
bool read_class_before(Oid relation, const Past& past, FormData_pg_class& row) {
    if (past.catalog == nullptr) past.catalog = table_open(RelationRelationId, AccessShareLock);
    past.classes =
        begin_scan_by_oid(past.classes, past.catalog, ClassOidIndexId, Anum_pg_class_oid, relation, past.statement);
    HeapTuple tuple = systable_getnext(past.classes);
    if (!HeapTupleIsValid(tuple)) return false;
    memcpy(&row, GETSTRUCT(tuple), CLASS_TUPLE_SIZE);
    return true;
}

}  // namespace

void end_past(const Past& past) {
    if (past.classes != nullptr) systable_endscan(past.classes);
    if (past.catalog != nullptr) table_close(past.catalog, AccessShareLock);
}

const Table* lost_relation(Oid relation, const Past& past) {
    FormData_pg_class row;
    FormData_pg_class earlier;
    if (was_made_in_file(RelationRelationId, relation) || !read_class_before(relation, past, row) ||
        row.relispartition || !read_stored_class(relation, past.transaction, earlier) ||
        was_trusted_member(RelationRelationId, relation, row.relowner, past.statement)) {
        return nullptr;
    }
    auto* table = static_cast<Table*>(palloc0(sizeof(Table)));
    *table = Table();
    return read_stored_table(row, nullptr, Fact::Placement, past.statement, *table) ? table : nullptr;
}

const Column* lost_column(Oid relation, AttrNumber number, const Past& past) {
    if (was_made_in_file(RelationRelationId, relation, number) ||
        stored_column_name(relation, number, past.transaction) == nullptr) {
        return nullptr;
    }
    const char* name = stored_column_name(relation, number, past.statement);
    if (name == nullptr) return nullptr;
    auto* column = static_cast<Column*>(palloc0(sizeof(Column)));
    *column = Column();
    column->number = number;
    column->name = name;
    column->quoted_name = quote_identifier(name);
    return column;
}

const Schema* lost_schema(Oid schema, const Past& past) {
    const char* name = stored_schema_name(schema, past.statement);
    if (name == nullptr || is_left_alone(name) || !is_loss(NamespaceRelationId, schema, past)) return nullptr;
    auto* lost = static_cast<Schema*>(palloc0(sizeof(Schema)));
    *lost = Schema();
    lost->oid = schema;
    lost->kind = ObjectKind::Schema;
    lost->schema = name;
    lost->identity = lost->quoted_name = quote_identifier(name);
    lost->holds_tables = held_standing_tables(schema, past);
    return lost;
}

const Object* lost_definition(Oid catalog, Oid oid, const Past& past) {
    auto* definition = static_cast<Definition*>(palloc0(sizeof(Definition)));
    *definition = Definition();
    const bool is_one = is_loss(catalog, oid, past) && read_definition(catalog, oid, past.statement, *definition);
    if (!is_one) return nullptr;
    // pg_repack makes its types in its own schema, and drops them.
    const bool is_extensions = all_types.has(definition->kind) && is_in_trusted_schema(definition->schema.data());
    return is_extensions ? nullptr : definition;
}

bool stood_before(Oid catalog, Oid object) {
    const bool stood = OidIsValid(owner_seen(catalog, object, push_snapshot_at_start()));
    PopActiveSnapshot();
    return stood && !was_made_in_file(catalog, object);
}

bool was_part(Oid relation, Snapshot snapshot) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(RelationRelationId));
    ScanKeyInit(&keys[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relation));
    bool was_one = false;
    each_row(DependRelationId, DependDependerIndexId, keys, lengthof(keys), snapshot,
             [&was_one](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto* row = reinterpret_cast<Form_pg_depend>(GETSTRUCT(tuple));
                 was_one = row->refclassid == RelationRelationId &&
                           (row->deptype == DEPENDENCY_AUTO || row->deptype == DEPENDENCY_INTERNAL);
                 return !was_one;
             });
    return was_one;
}

void fill_use(const Table& table, const Column* column, const Past& past, Command& command) {
    const auto number = static_cast<AttrNumber>(column == nullptr ? InvalidAttrNumber : column->number);
    command.stood = true;
    command.now = GetCurrentTimestamp();
    command.deprecated_at = deprecated_at(table, column == nullptr ? nullptr : column->name.data(), past.statement);
    command.in_use = was_in_use(table.oid, past.statement);
    command.is_assumed = command.in_use && settings().assume_in_use;
    // A foreign table's rows are elsewhere.
    command.was_emptied = !command.in_use && held_rows(table.oid, past.transaction);
    command.is_unused = !command.had_rows() && table.kind != ObjectKind::ForeignTable &&
                        !has_dependents(table.oid, number, past.statement);
    command.was_partition = was_partition(table, past.statement);
}

bool read_lost_constraint(Oid constraint, const Past& past, Command& command) {
    FormData_pg_constraint before;
    const bool is_new = was_made_in_file(ConstraintRelationId, constraint) ||
                        !find_constraint_seen(constraint, past.transaction, before);
    bool is_one = false;
    each_row(ConstraintRelationId, ConstraintOidIndexId, {Anum_pg_constraint_oid, constraint}, past.statement,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const auto* row = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
                 const Oid table = row->conrelid;
                 if (!OidIsValid(table) || OidIsValid(row->conparentid)) return false;
                 if (is_new && !took_place(tuple, past.transaction, past.statement)) return false;
                 is_one = true;
                 name(command, NameStr(row->conname));
                 if (has_one_of(table, int16_array(tuple, descriptor, Anum_pg_constraint_conkey)))
                     command.definition = what_it_is(row->contype);
                 if (row->contype == CONSTRAINT_PRIMARY)
                     command.relied_on_by = relied_on(table, row->conindid, past.statement, command.is_replaced);
                 return false;
             });
    return is_one;
}

bool has_lost_default(Oid relation, AttrNumber number, const Past& past) {
    return !has_default(relation, number, nullptr) && has_default(relation, number, past.transaction) &&
           has_default(relation, number, past.statement) && has_column(relation, number);
}

}  // namespace mana_guard::server
