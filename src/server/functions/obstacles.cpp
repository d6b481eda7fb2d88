#include "server/functions/obstacles.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

Table* table_of(const FindingRow& finding, std::span<Table> tables) {
    for (Table& table : tables) {
        if (&table == finding.object) return &table;
    }
    return nullptr;
}

Oid row_oid(Oid catalog, Oid index, Oid object, AttrNumber column) {
    Oid value = InvalidOid;
    each_row(catalog, index, {1, object}, nullptr, [&](HeapTuple tuple, TupleDesc descriptor) {
        bool is_null = false;
        value = DatumGetObjectId(heap_getattr(tuple, column, descriptor, &is_null));
        return false;
    });
    return value;
}

const char* named(const char* what, Oid relation) {
    FoundName name;
    return find_relation_name(relation, name) ? psprintf("%s %s", what, quoted(name)) : what;
}

const char* routine_named(Oid routine) {
    FoundName name;
    return find_routine_name(routine, name) ? psprintf("function %s", quoted(name)) : "a function";
}

// Whether the trigger is one of UPDATE OF columns or WHEN; those of constraints take any type.
bool is_internal_trigger(Oid trigger) {
    bool is_internal = true;
    each_row(TriggerRelationId, TriggerOidIndexId, {Anum_pg_trigger_oid, trigger}, nullptr,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 is_internal = reinterpret_cast<Form_pg_trigger>(GETSTRUCT(tuple))->tgisinternal;
                 return false;
             });
    return is_internal;
}

// What ALTER COLUMN ... TYPE stops at (ATExecAlterColumnType() in tablecmds.c); null for what it takes along.
const char* obstacle_in(const FormData_pg_depend& row, Oid relation, AttrNumber column) {
    switch (row.classid) {
        case RewriteRelationId: {
            const Oid view = row_oid(RewriteRelationId, RewriteOidIndexId, row.objid, Anum_pg_rewrite_ev_class);
            return view == relation ? "a rule" : named("view", view);
        }
        case TriggerRelationId:
            return is_internal_trigger(row.objid) ? nullptr : "a trigger";
        case PolicyRelationId:
            return "a row security policy";
        case ProcedureRelationId:
            return routine_named(row.objid);
        case AttrDefaultRelationId:
            return "a generated column";
        case RelationRelationId:
            // A generated column's expression: PostgreSQL notes it of the column.
            return row.objid == relation && row.objsubid != 0 && row.objsubid != column ? "a generated column"
                                                                                        : nullptr;
        default:
            return nullptr;
    }
}

bool is_own_default(const FormData_pg_depend& row, Oid relation, AttrNumber column) {
    return row.classid == AttrDefaultRelationId &&
           row_oid(AttrDefaultRelationId, AttrDefaultOidIndexId, row.objid, Anum_pg_attrdef_adrelid) == relation &&
           row_oid(AttrDefaultRelationId, AttrDefaultOidIndexId, row.objid, Anum_pg_attrdef_adnum) ==
               static_cast<Oid>(column);
}

const char* obstacle_of(Oid relation, AttrNumber column) {
    const char* obstacle = nullptr;
    each_dependent(RelationRelationId, relation, nullptr, [&](const FormData_pg_depend& row) {
        if (row.refobjsubid != column || is_own_default(row, relation, column)) return false;
        obstacle = obstacle_in(row, relation, column);
        return obstacle != nullptr;
    });
    return obstacle;
}

bool note_held(std::uint32_t number, Table& table) {
    const char* obstacle = obstacle_of(table.oid, static_cast<AttrNumber>(number));
    if (obstacle == nullptr) return false;
    auto* columns = static_cast<Column*>(palloc(sizeof(Column) * table.columns.size()));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns[i] = table.columns[i];
        if (columns[i].number == number) columns[i].held_by = obstacle;
    }
    table.columns = {columns, table.columns.size()};
    return true;
}

bool note_taken(const char* name, Table& table) {
    if (!OidIsValid(get_relname_relid(name, get_namespace_oid(pstrdup(table.schema.data()), true)))) return false;
    auto* names = static_cast<std::string_view*>(palloc(sizeof(std::string_view) * (table.taken_names.size() + 1)));
    std::size_t count = 0;
    for (const std::string_view taken : table.taken_names) names[count++] = taken;
    names[count++] = name;
    table.taken_names = {names, count};
    return true;
}

}  // namespace

bool note_obstacles(std::span<const FindingRow> findings, std::span<Table> tables) {
    bool is_changed = false;
    for (const FindingRow& finding : findings) {
        if (finding.fix == nullptr || (finding.new_name == nullptr && finding.retyped_column == 0)) continue;
        Table* table = table_of(finding, tables);
        if (table == nullptr) continue;
        if (finding.new_name != nullptr) is_changed |= note_taken(finding.new_name, *table);
        if (finding.retyped_column != 0) is_changed |= note_held(finding.retyped_column, *table);
    }
    return is_changed;
}

}  // namespace mana_guard::server
