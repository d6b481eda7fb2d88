#include "server/policy/deprecations.hpp"

#include "server/policy/owner_sql.hpp"
#include "server/policy/stored_rows.hpp"

namespace mana_guard::server {
namespace {

constexpr const char* table_name = "deprecations";
constexpr const char* index_name = "deprecations_object_key";

// The columns that are read, in the order in which they were made.
enum : AttrNumber { SchemaName = 1, ObjectName = 2, ColumnName = 3, DeprecatedAt = 4 };

Datum name_datum(const char* text, NameData* name) {
    namestrcpy(name, text);
    return NameGetDatum(name);
}

bool is_empty(Oid table) {
    ::Relation relation = table_open(table, AccessShareLock);
    const bool empty = RelationGetNumberOfBlocks(relation) == 0;
    table_close(relation, AccessShareLock);
    return empty;
}

// Calls with each announcement of the relation and its columns, as the snapshot sees them, or as they stand where that
// is null.
template <typename Call>
void each_announcement(const char* schema, const char* object, Snapshot seen_by, const Call& call) {
    const Oid table = guard_table(table_name);
    if (!OidIsValid(table) || is_empty(table)) return;
    ::Relation relation = table_open(table, AccessShareLock);
    const Oid index = get_relname_relid(index_name, RelationGetNamespace(relation));
    NameData schema_name;
    NameData object_name;
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], SchemaName, BTEqualStrategyNumber, F_NAMEEQ, name_datum(schema, &schema_name));
    ScanKeyInit(&keys[1], ObjectName, BTEqualStrategyNumber, F_NAMEEQ, name_datum(object, &object_name));
    Snapshot snapshot = RegisterSnapshot(seen_by == nullptr ? GetLatestSnapshot() : seen_by);
    SysScanDesc scan = systable_beginscan(relation, index, OidIsValid(index), snapshot, lengthof(keys), keys);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        call(tuple, RelationGetDescr(relation));
    }
    systable_endscan(scan);
    UnregisterSnapshot(snapshot);
    table_close(relation, AccessShareLock);
}

bool has_announcement(const char* schema, const char* object) {
    bool found = false;
    each_announcement(schema, object, nullptr,
                      [&found](HeapTuple /*tuple*/, TupleDesc /*descriptor*/) { found = true; });
    return found;
}

Argument text_argument(const char* text) {
    return {TEXTOID, CStringGetTextDatum(text)};
}

// No column has an empty name.
constexpr const char* write_announcement =
    "INSERT INTO mana_guard.deprecations AS known (schema_name, object_name, column_name, reason, deprecated_by) "
    "VALUES ($1, $2, CASE WHEN $3 OPERATOR(pg_catalog.<>) '' THEN $3 END, $4, $5) "
    "ON CONFLICT ON CONSTRAINT deprecations_object_key DO UPDATE SET reason = excluded.reason";

// Each first makes room for what is moved: an announcement of what had the name before would be in the way.
constexpr const char* make_room =
    "DELETE FROM mana_guard.deprecations WHERE schema_name OPERATOR(pg_catalog.=) $1 "
    "AND object_name OPERATOR(pg_catalog.=) $2";
constexpr const char* move =
    "UPDATE mana_guard.deprecations SET schema_name = $3, object_name = $4 "
    "WHERE schema_name OPERATOR(pg_catalog.=) $1 AND object_name OPERATOR(pg_catalog.=) $2";
constexpr const char* make_room_for_column =
    "DELETE FROM mana_guard.deprecations WHERE schema_name OPERATOR(pg_catalog.=) $1 "
    "AND object_name OPERATOR(pg_catalog.=) $2 AND column_name OPERATOR(pg_catalog.=) $3";
constexpr const char* rename_column =
    "UPDATE mana_guard.deprecations SET column_name = $4 WHERE schema_name OPERATOR(pg_catalog.=) $1 "
    "AND object_name OPERATOR(pg_catalog.=) $2 AND column_name OPERATOR(pg_catalog.=) $3";
constexpr const char* forget =
    "DELETE FROM mana_guard.deprecations WHERE schema_name OPERATOR(pg_catalog.=) $1 "
    "AND object_name OPERATOR(pg_catalog.=) $2";
constexpr const char* forget_column =
    "DELETE FROM mana_guard.deprecations WHERE schema_name OPERATOR(pg_catalog.=) $1 "
    "AND object_name OPERATOR(pg_catalog.=) $2 AND column_name OPERATOR(pg_catalog.=) $3";

}  // namespace

std::int64_t deprecated_at(const Table& table, const char* column, Snapshot snapshot) {
    std::int64_t announced = 0;
    each_announcement(table.schema.data(), table.name.data(), snapshot, [&](HeapTuple tuple, TupleDesc descriptor) {
        bool is_null = true;
        const Datum name = heap_getattr(tuple, ColumnName, descriptor, &is_null);
        const bool is_same =
            column == nullptr ? is_null : !is_null && strcmp(NameStr(*DatumGetName(name)), column) == 0;
        if (!is_same) return;
        const Datum at = heap_getattr(tuple, DeprecatedAt, descriptor, &is_null);
        if (!is_null) announced = DatumGetTimestampTz(at);
    });
    return announced;
}

void announce(const FoundName& relation, const char* column, const char* reason, const char* user) {
    const Argument arguments[] = {text_argument(relation.schema), text_argument(relation.name),
                                  text_argument(column == nullptr ? "" : column), text_argument(reason),
                                  text_argument(user)};
    run_as_owner(table_name, write_announcement, arguments);
}

void move_deprecations(const char* schema, const char* object, const char* new_schema, const char* new_object) {
    if (!has_announcement(schema, object)) return;
    const Argument room[] = {text_argument(new_schema), text_argument(new_object)};
    run_as_owner(table_name, make_room, room);
    const Argument arguments[] = {text_argument(schema), text_argument(object), text_argument(new_schema),
                                  text_argument(new_object)};
    run_as_owner(table_name, move, arguments);
}

void rename_deprecated_column(const char* schema, const char* object, const char* column, const char* new_column) {
    if (!has_announcement(schema, object)) return;
    const Argument room[] = {text_argument(schema), text_argument(object), text_argument(new_column)};
    run_as_owner(table_name, make_room_for_column, room);
    const Argument arguments[] = {text_argument(schema), text_argument(object), text_argument(column),
                                  text_argument(new_column)};
    run_as_owner(table_name, rename_column, arguments);
}

bool has_deprecations() {
    const Oid table = guard_table(table_name);
    return OidIsValid(table) && !is_empty(table);
}

void forget_deprecation(const char* schema, const char* object, const char* column) {
    // Whoever drops something else waits for nobody's row.
    if (!has_announcement(schema, object)) return;
    const Argument arguments[] = {text_argument(schema), text_argument(object),
                                  text_argument(column == nullptr ? "" : column)};
    if (column == nullptr) {
        run_as_owner(table_name, forget, {arguments, 2});
    } else {
        run_as_owner(table_name, forget_column, arguments);
    }
}

}  // namespace mana_guard::server
