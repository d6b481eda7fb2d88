#include "server/events/column_obstacles.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/types.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

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

const char* name_of(const Table& table, std::uint32_t number) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].number == number) return table.columns[i].name.data();
    }
    return "";
}

Obstacles known_obstacles(std::uint32_t number, const Table& table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].number == number) return obstacles_of(table.columns[i]);
    }
    return no_obstacles;
}

void note_at_column(const Obstacles& obstacles, std::uint32_t number, Table& table) {
    auto* noted = static_cast<Obstacles*>(palloc(sizeof(Obstacles)));
    *noted = obstacles;
    auto* columns = static_cast<Column*>(palloc(sizeof(Column) * table.columns.size()));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns[i] = table.columns[i];
        if (columns[i].number == number) columns[i].obstacles = noted;
    }
    table.columns = {columns, table.columns.size()};
}

// An expression counts as one of this column.
bool is_partition_key_column(Oid relation, AttrNumber column) {
    // PostgreSQL would remember for good that there is none.
    if (get_rel_relkind(relation) != RELKIND_PARTITIONED_TABLE) return false;
    HeapTuple tuple = SearchSysCache1(PARTRELID, ObjectIdGetDatum(relation));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* form = reinterpret_cast<Form_pg_partitioned_table>(GETSTRUCT(tuple));
    bool is_of_key = false;
    for (int i = 0; i < form->partnatts; ++i) {
        const AttrNumber one = form->partattrs.values[i];
        is_of_key = is_of_key || one == column || one == InvalidAttrNumber;
    }
    ReleaseSysCache(tuple);
    return is_of_key;
}

// What keeps the column of that name from another type; null for nothing.
const char* holder_of(const char* name, Oid relation) {
    const List* relations = changed_along(relation);
    const char* obstacle = nullptr;
    for (int i = 0; i < list_length(relations) && obstacle == nullptr; ++i) {
        CHECK_FOR_INTERRUPTS();
        const AttrNumber column = get_attnum(list_nth_oid(relations, i), name);
        if (column <= 0) continue;
        obstacle = is_partition_key_column(list_nth_oid(relations, i), column)
                       ? "the partition key"
                       : obstacle_of(list_nth_oid(relations, i), column);
    }
    return obstacle;
}

struct KeyColumn {
    Oid relation;
    AttrNumber column;
};

void add_key_columns(Growing<KeyColumn>& found, const KeyColumn& target, Oid constraint) {
    each_row(
        ConstraintRelationId, ConstraintOidIndexId, {Anum_pg_constraint_oid, constraint}, nullptr,
        [&](HeapTuple tuple, TupleDesc descriptor) {
            const auto& form = *reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
            // A partition's changes with that of its parent.
            if (form.contype != CONSTRAINT_FOREIGN || form.confrelid != target.relation || OidIsValid(form.conparentid))
                return false;
            const auto own = int16_array(tuple, descriptor, Anum_pg_constraint_conkey);
            const auto targets = int16_array(tuple, descriptor, Anum_pg_constraint_confkey);
            for (std::size_t i = 0; i < own.size() && i < targets.size(); ++i) {
                if (targets[i] != target.column) continue;
                bool is_known = false;
                for (const KeyColumn& one : found.span())
                    is_known |= one.relation == form.conrelid && one.column == own[i];
                if (!is_known) found.add() = {form.conrelid, own[i]};
            }
            return false;
        });
}

// The columns that refer to this one, and those that refer to these; itself first.
std::span<const KeyColumn> referring_columns(Oid relation, std::uint32_t number) {
    Growing<KeyColumn> found;
    found.add() = {relation, static_cast<AttrNumber>(number)};
    for (std::size_t i = 0; i < found.span().size(); ++i) {
        CHECK_FOR_INTERRUPTS();
        const KeyColumn target = found.span()[i];
        each_dependent(RelationRelationId, target.relation, nullptr, [&](const FormData_pg_depend& row) {
            if (row.refobjsubid == target.column && row.classid == ConstraintRelationId)
                add_key_columns(found, target, row.objid);
            return false;
        });
    }
    return found.span();
}

// What keeps a referring column from another type; null for nothing.
const char* holder_of(const FormData_pg_attribute& attribute, const FormData_pg_class& row) {
    if (attribute.attinhcount > 0) return "a parent of its table";
    if (OidIsValid(row.reloftype)) return "the type of its table";
    return holder_of(NameStr(attribute.attname), row.oid);
}

Oid owned_sequence(Oid relation, std::uint32_t number) {
    Oid sequence = InvalidOid;
    each_dependent(RelationRelationId, relation, nullptr, [&](const FormData_pg_depend& row) {
        const bool is_owned = row.classid == RelationRelationId && row.deptype == DEPENDENCY_AUTO &&
                              row.refobjsubid == static_cast<int32>(number) &&
                              get_rel_relkind(row.objid) == RELKIND_SEQUENCE;
        if (is_owned) sequence = row.objid;
        return is_owned;
    });
    return sequence;
}

// What uses the sequence other than the column's default; null for nothing.
const char* user_of(const FormData_pg_depend& row, Oid relation, AttrNumber column) {
    switch (row.classid) {
        case AttrDefaultRelationId: {
            if (is_own_default(row, relation, column)) return nullptr;
            const Oid other = row_oid(AttrDefaultRelationId, AttrDefaultOidIndexId, row.objid, Anum_pg_attrdef_adrelid);
            return other == relation ? "another column" : named("table", other);
        }
        case RewriteRelationId:
            return named("view", row_oid(RewriteRelationId, RewriteOidIndexId, row.objid, Anum_pg_rewrite_ev_class));
        case ProcedureRelationId:
            return routine_named(row.objid);
        default:
            return nullptr;
    }
}

}  // namespace

const List* changed_along(Oid relation) {
    List* relations = list_copy(find_members(relation));
    FormData_pg_class row;
    if (!find_class(relation, row) || !OidIsValid(row.reloftype)) return relations;
    each_dependent(TypeRelationId, row.reloftype, nullptr, [&relations](const FormData_pg_depend& dependent) {
        if (dependent.classid == RelationRelationId && dependent.objsubid == 0)
            relations = lappend_oid(relations, dependent.objid);
        return false;
    });
    return relations;
}

bool note_held(std::uint32_t number, Table& table) {
    Obstacles obstacles = known_obstacles(number, table);
    if (!obstacles.held_by.empty()) return false;
    const char* obstacle = holder_of(name_of(table, number), table.oid);
    if (obstacle == nullptr) return false;
    obstacles.held_by = obstacle;
    note_at_column(obstacles, number, table);
    return true;
}

bool note_referrers(std::uint32_t number, Table& table) {
    Obstacles obstacles = known_obstacles(number, table);
    if (!obstacles.referrers.empty()) return false;
    Growing<Referrer> referrers;
    const auto columns = referring_columns(table.oid, number);
    for (std::size_t i = 1; i < columns.size(); ++i) {
        FormData_pg_class row;
        FoundName name;
        if (!find_class(columns[i].relation, row) || !find_relation_name(row.oid, name)) continue;
        HeapTuple tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(row.oid), Int16GetDatum(columns[i].column));
        if (!HeapTupleIsValid(tuple)) continue;
        const FormData_pg_attribute attribute = *reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
        ReleaseSysCache(tuple);
        Referrer& referrer = referrers.add();
        referrer.schema = name.schema;
        referrer.table = name.name;
        referrer.identity = quoted(name);
        referrer.name = pstrdup(NameStr(attribute.attname));
        referrer.quoted_name = quote_identifier(referrer.name.data());
        referrer.type = type_facts(attribute.atttypid, attribute.atttypmod, nullptr).type;
        const char* holder = holder_of(attribute, row);
        referrer.held_by = holder == nullptr ? "" : holder;
    }
    if (referrers.span().empty()) return false;
    obstacles.referrers = referrers.span();
    note_at_column(obstacles, number, table);
    return true;
}

bool note_sequence_used(std::uint32_t number, Table& table) {
    Obstacles obstacles = known_obstacles(number, table);
    if (!obstacles.sequence_used_by.empty()) return false;
    const Oid sequence = owned_sequence(table.oid, number);
    if (!OidIsValid(sequence)) return false;
    const char* user = nullptr;
    each_dependent(RelationRelationId, sequence, nullptr, [&](const FormData_pg_depend& row) {
        user = user_of(row, table.oid, static_cast<AttrNumber>(number));
        return user != nullptr;
    });
    if (user == nullptr) return false;
    obstacles.sequence_used_by = user;
    note_at_column(obstacles, number, table);
    return true;
}

}  // namespace mana_guard::server
