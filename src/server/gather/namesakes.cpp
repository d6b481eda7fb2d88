#include "server/gather/namesakes.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// InvalidOid where there is none. A cache would keep an entry for each name that doesn't exist.
Oid partitioned_table_seen(const char* name, Oid schema, Snapshot snapshot) {
    NameData key{};
    namestrcpy(&key, name);
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_class_relname, BTEqualStrategyNumber, F_NAMEEQ, NameGetDatum(&key));
    ScanKeyInit(&keys[1], Anum_pg_class_relnamespace, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(schema));
    Oid found = InvalidOid;
    each_row(RelationRelationId, ClassNameNspIndexId, keys, 2, snapshot, [&](HeapTuple tuple, TupleDesc /*unused*/) {
        const auto* row = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple));
        if (row->relkind == RELKIND_PARTITIONED_TABLE) found = row->oid;
        return true;
    });
    return found;
}

// Of a schema that is gone too.
Oid schema_seen(const char* name, Snapshot snapshot) {
    NameData key{};
    namestrcpy(&key, name);
    ScanKeyData keys[1];
    ScanKeyInit(&keys[0], Anum_pg_namespace_nspname, BTEqualStrategyNumber, F_NAMEEQ, NameGetDatum(&key));
    Oid found = InvalidOid;
    each_row(NamespaceRelationId, NamespaceNameIndexId, keys, 1, snapshot, [&](HeapTuple tuple, TupleDesc /*unused*/) {
        found = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple))->oid;
        return false;
    });
    return found;
}

Oid partitioned_table_now(const char* name, Oid schema) {
    const Oid other = get_relname_relid(name, schema);
    FormData_pg_class row;
    const bool is_one = OidIsValid(other) && find_class(other, row) && row.relkind == RELKIND_PARTITIONED_TABLE;
    return is_one ? other : InvalidOid;
}

}  // namespace

List* partitioned_namesakes(const Table& table, Snapshot snapshot) {
    List* found = NIL;
    if (table.name.empty()) return found;
    Oid schema = get_namespace_oid(table.schema.data(), true);
    if (!OidIsValid(schema) && snapshot != nullptr) schema = schema_seen(table.schema.data(), snapshot);
    if (!OidIsValid(schema)) return found;
    for (std::size_t end = table.name.find('_', 1); end != std::string_view::npos;
         end = table.name.find('_', end + 1)) {
        const char* name = pnstrdup(table.name.data(), end);
        const Oid other =
            snapshot == nullptr ? partitioned_table_now(name, schema) : partitioned_table_seen(name, schema, snapshot);
        if (OidIsValid(other)) found = lappend_oid(found, other);
    }
    return found;
}

}  // namespace mana_guard::server
