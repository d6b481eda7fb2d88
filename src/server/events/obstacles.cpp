#include "server/events/obstacles.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/events/column_obstacles.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// Whether the catalog has a row with these two keys.
bool has_row(Oid catalog, Oid index, ScanKeyData (&keys)[2]) {
    bool has = false;
    each_row(catalog, index, keys, lengthof(keys), nullptr, [&has](HeapTuple /*tuple*/, TupleDesc /*descriptor*/) {
        has = true;
        return false;
    });
    return has;
}

// Whether pg_class or pg_type has the name there, by its index over name and schema. A cache would keep each name that
// it doesn't have for as long as the session lasts.
bool is_named(Oid catalog, Oid index, const char* name, Oid schema) {
    NameData key;
    namestrcpy(&key, name);
    ScanKeyData keys[2];
    static_assert(Anum_pg_class_relname == Anum_pg_type_typname);
    static_assert(Anum_pg_class_relnamespace == Anum_pg_type_typnamespace);
    ScanKeyInit(&keys[0], Anum_pg_class_relname, BTEqualStrategyNumber, F_NAMEEQ, NameGetDatum(&key));
    ScanKeyInit(&keys[1], Anum_pg_class_relnamespace, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(schema));
    return has_row(catalog, index, keys);
}

// Whether PostgreSQL would refuse the name there: tables and views have a type of their name.
bool is_in_schema(const char* name, Oid schema) {
    return OidIsValid(schema) && (is_named(RelationRelationId, ClassNameNspIndexId, name, schema) ||
                                  is_named(TypeRelationId, TypeNameNspIndexId, name, schema));
}

Oid schema_of(const Object& object) {
    return get_namespace_oid(object.schema.data(), true);
}

// The names that fix() has given in this statement of the client's. They hold for its other relations too, since all
// that it says may be run together.
struct GivenName {
    Oid schema;
    NameData name;
};
struct Given {
    GivenName key;
    Oid relation;  // to which, or to whose index
};
HTAB* given_names = nullptr;
TimestampTz given_in = 0;

void forget_given(void* /*unused*/) {
    given_names = nullptr;
}

HTAB* names_of_statement() {
    const TimestampTz statement = GetCurrentStatementStartTimestamp();
    if (given_names != nullptr && given_in == statement) return given_names;
    constexpr long expected = 64;
    HASHCTL control{};
    control.keysize = sizeof(GivenName);
    control.entrysize = sizeof(Given);
    MemoryContext context = AllocSetContextCreate(TopTransactionContext, "names given by fix()", ALLOCSET_SMALL_SIZES);
    control.hcxt = context;
    auto* callback =
        static_cast<MemoryContextCallback*>(MemoryContextAllocZero(context, sizeof(MemoryContextCallback)));
    callback->func = forget_given;
    HTAB* names = hash_create("names given by fix()", expected, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    MemoryContextRegisterResetCallback(context, callback);
    given_names = names;
    given_in = statement;
    return names;
}

// Whether another relation is given the name; if not, this one is.
bool is_given_elsewhere(const char* name, const Object& object) {
    GivenName key{};
    key.schema = schema_of(object);
    namestrcpy(&key.name, name);
    bool is_found = false;
    auto* given = static_cast<Given*>(hash_search(names_of_statement(), &key, HASH_ENTER, &is_found));
    if (!is_found) given->relation = object.oid;
    return given->relation != object.oid;
}

// Calls with each name that the fix gives to an index, after it has renamed its table.
template <typename Call>
void each_index_name(const char* fix, const Call& call) {
    constexpr const char* words = " RENAME TO ";
    for (const char* at = strstr(fix, "\nALTER INDEX "); at != nullptr; at = strstr(at + 1, "\nALTER INDEX ")) {
        const char* name = strstr(at, words);
        if (name == nullptr) return;
        name += strlen(words);
        const char* end = strchr(name, ';');
        if (end == nullptr || *name == '"') continue;
        call(pnstrdup(name, end - name));
    }
}

bool is_of_type(Oid relation, const char* column, const char* type) {
    const Oid own = get_atttype(relation, get_attnum(relation, column));
    if (!OidIsValid(own)) return false;
    // Its type may go meanwhile.
    const char* name = format_type_extended(own, -1, FORMAT_TYPE_ALLOW_INVALID);
    return strcmp(name, type) == 0 || (own == TIMESTAMPTZOID && strcmp(type, "timestamptz") == 0);
}

// Whether there is a column in the way. One that is added may be there, if it is of the same type.
bool is_column_of_heir(const FindingRow& finding, const Table& table) {
    const char* name = finding.new_column;
    const List* relations = changed_along(table.oid);
    for (int i = 0; i < list_length(relations); ++i) {
        CHECK_FOR_INTERRUPTS();
        const Oid heir = list_nth_oid(relations, i);
        if (heir == table.oid || !has_column(heir, name)) continue;
        if (finding.added_type == nullptr || !is_of_type(heir, name, finding.added_type)) return true;
    }
    return false;
}

bool is_noted(const char* name, const Object& object) {
    std::size_t i = 0;
    while (i < object.taken_names.size() && object.taken_names[i] != name) ++i;
    return i < object.taken_names.size();
}

bool note_taken(const char* name, Object& object) {
    if (is_noted(name, object)) return false;
    auto* names = static_cast<std::string_view*>(palloc(sizeof(std::string_view) * (object.taken_names.size() + 1)));
    std::size_t count = 0;
    for (const std::string_view taken : object.taken_names) names[count++] = taken;
    names[count++] = pstrdup(name);
    object.taken_names = {names, count};
    return true;
}

bool note_there(const char* name, const char* schema_name, Object& object) {
    if (!is_in_schema(name, get_namespace_oid(schema_name, true))) return false;
    return note_taken(psprintf("%s.%s", schema_name, name), object);
}

// What moves along with the relation: its indexes, and the sequences of its columns.
const List* moved_along(Oid relation) {
    List* relations = NIL;
    each_row(IndexRelationId, IndexIndrelidIndexId, {Anum_pg_index_indrelid, relation}, nullptr,
             [&relations](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 relations = lappend_oid(relations, reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple))->indexrelid);
                 return true;
             });
    each_dependent(RelationRelationId, relation, nullptr, [&relations](const FormData_pg_depend& row) {
        if (row.classid == RelationRelationId && get_rel_relkind(row.objid) == RELKIND_SEQUENCE)
            relations = lappend_oid(relations, row.objid);
        return false;
    });
    return relations;
}

bool has_routine_there(const Object& object, const char* schema_name) {
    HeapTuple routine = SearchSysCache1(PROCOID, ObjectIdGetDatum(object.oid));
    if (!HeapTupleIsValid(routine)) return false;
    auto* row = reinterpret_cast<Form_pg_proc>(GETSTRUCT(routine));
    const Oid schema = get_namespace_oid(schema_name, true);
    const bool has =
        OidIsValid(schema) && SearchSysCacheExists3(PROCNAMEARGSNSP, CStringGetDatum(NameStr(row->proname)),
                                                    PointerGetDatum(&row->proargtypes), ObjectIdGetDatum(schema));
    ReleaseSysCache(routine);
    return has;
}

// A table gets its new name first.
const char* name_there(std::span<const FindingRow> findings, const Object& object) {
    for (const FindingRow& finding : findings) {
        if (finding.object == &object && finding.new_name != nullptr && finding.part_name == nullptr)
            return finding.new_name;
    }
    return object.name.data();
}

bool note_move(std::span<const FindingRow> findings, const FindingRow& move, Object& object) {
    if (all_routines.has(object.kind)) {
        return has_routine_there(object, move.new_schema) &&
               note_taken(psprintf("%s.%s", move.new_schema, object.name.data()), object);
    }
    bool is_changed = note_there(name_there(findings, object), move.new_schema, object);
    // What is made elsewhere has its indexes there.
    const List* along = all_relations.has(object.kind) && !object.created ? moved_along(object.oid) : NIL;
    for (int i = 0; i < list_length(along) && !is_changed; ++i) {
        CHECK_FOR_INTERRUPTS();
        FoundName name;
        if (find_relation_name(list_nth_oid(along, i), name))
            is_changed = note_there(name.name, move.new_schema, object);
    }
    return is_changed;
}

bool is_taken(const char* name, const Object& object) {
    if (object.kind == ObjectKind::Schema) return OidIsValid(get_namespace_oid(name, true));
    return is_in_schema(name, schema_of(object));
}

template <typename T>
T* found_among(std::span<T> objects, const Object* object) {
    for (T& one : objects) {
        if (&one == object) return &one;
    }
    return nullptr;
}

// The tables among them are returned as tables, too.
Object* object_of(const FindingRow& finding, const JudgedObjects& judged, Table*& table) {
    table = found_among(judged.tables, finding.object);
    if (table != nullptr) return table;
    Schema* schema = found_among(judged.schemas, finding.object);
    if (schema != nullptr) return schema;
    return found_among(judged.definitions, finding.object);
}

bool note_name(const char* name, Object& object, bool are_run_together) {
    if (name == nullptr) return false;
    if (!is_taken(name, object) && !(are_run_together && is_given_elsewhere(name, object))) return false;
    return note_taken(name, object);
}

bool note_obstacles_of(const FindingRow& finding, Table& table, bool are_run_together) {
    bool is_changed = false;
    each_index_name(finding.fix, [&](const char* name) { is_changed |= note_name(name, table, are_run_together); });
    if (finding.new_column != nullptr && is_column_of_heir(finding, table))
        is_changed |= note_taken(finding.new_column, table);
    if (finding.retyped_column != 0) {
        is_changed |= note_held(finding.retyped_column, table);
        is_changed |= note_referrers(finding.retyped_column, table);
    }
    if (finding.numbered_column != 0) is_changed |= note_sequence_used(finding.numbered_column, table);
    return is_changed;
}

}  // namespace

bool has_column(Oid relation, const char* name) {
    NameData key;
    namestrcpy(&key, name);
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relation));
    ScanKeyInit(&keys[1], Anum_pg_attribute_attname, BTEqualStrategyNumber, F_NAMEEQ, NameGetDatum(&key));
    return has_row(AttributeRelationId, AttributeRelidNameIndexId, keys);
}

bool note_obstacles(std::span<const FindingRow> findings, const JudgedObjects& judged, bool are_run_together) {
    bool is_changed = false;
    for (const FindingRow& finding : findings) {
        Table* table = nullptr;
        Object* object = finding.fix == nullptr ? nullptr : object_of(finding, judged, table);
        if (object == nullptr) continue;
        for (const char* name : {finding.new_name, finding.new_index, finding.cure_name})
            is_changed |= note_name(name, *object, are_run_together);
        if (finding.new_schema != nullptr) is_changed |= note_move(findings, finding, *object);
        if (table != nullptr) is_changed |= note_obstacles_of(finding, *table, are_run_together);
    }
    return is_changed;
}

bool note_taken_indexes(std::span<const char* const> names, Table& table) {
    bool is_changed = false;
    for (const char* name : names) is_changed |= note_name(name, table, true);
    return is_changed;
}

bool is_name_taken(const Table& table, const char* name) {
    return is_in_schema(name, schema_of(table)) || has_column(table.oid, name) ||
           ConstraintNameIsUsed(CONSTRAINT_RELATION, table.oid, name);
}

}  // namespace mana_guard::server
