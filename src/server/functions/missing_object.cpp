// What an exemption names and isn't there, for status().
#include "server/catalog/catalog_rows.hpp"
#include "server/prelude.hpp"

namespace mana_guard::server {
namespace {

bool is_pattern(const char* name) {
    return strpbrk(name, "*?") != nullptr;
}

bool has_extension(Oid schema, const char* name) {
    bool found = false;
    each_row(ExtensionRelationId, ExtensionOidIndexId, {Anum_pg_extension_oid, get_extension_oid(name, true)}, nullptr,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 found = reinterpret_cast<Form_pg_extension>(GETSTRUCT(tuple))->extnamespace == schema;
                 return false;
             });
    return found;
}

bool has_routine(Oid schema, const char* name) {
    CatCList* routines = SearchSysCacheList1(PROCNAMEARGSNSP, CStringGetDatum(name));
    bool found = false;
    for (int i = 0; i < routines->n_members && !found; ++i) {
        found = reinterpret_cast<Form_pg_proc>(GETSTRUCT(&routines->members[i]->tuple))->pronamespace == schema;
    }
    ReleaseSysCacheList(routines);
    return found;
}

// A relation has parts, and is looked up before.
bool has_definition(Oid schema, const char* name) {
    return SearchSysCacheExists2(TYPENAMENSP, CStringGetDatum(name), ObjectIdGetDatum(schema)) ||
           has_routine(schema, name) || has_extension(schema, name);
}

bool has_index(Oid relation, Oid schema, const char* name) {
    const Oid index = get_relname_relid(name, schema);
    return OidIsValid(index) && IndexGetRelation(index, true) == relation;
}

// A column, or an index, constraint, trigger or policy.
bool has_part(Oid relation, Oid schema, const char* name) {
    return get_attnum(relation, name) > 0 || has_index(relation, schema, name) ||
           OidIsValid(get_relation_constraint_oid(relation, name, true)) ||
           OidIsValid(get_trigger_oid(relation, name, true)) ||
           OidIsValid(get_relation_policy_oid(relation, name, true));
}

// Null is a column that isn't named. A pattern means whatever is called so, and is never missing.
bool is_there(const char* schema_name, const char* object, const char* part) {
    if (is_pattern(schema_name)) return true;
    const Oid schema = get_namespace_oid(schema_name, true);
    if (!OidIsValid(schema)) return false;
    if (is_pattern(object)) return true;
    const Oid relation = get_relname_relid(object, schema);
    if (!OidIsValid(relation)) return has_definition(schema, object);
    return part == nullptr || is_pattern(part) || has_part(relation, schema, part);
}

// As a reader would write it.
const char* quoted(const char* name) {
    return is_pattern(name) ? name : quote_identifier(name);
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entry below is C's

// missing_object(schema_pattern text, object_pattern text, column_pattern text): the quoted name, null where it is
// there.
MANA_GUARD_FUNCTION(mana_guard_missing_object) {
    if (PG_ARGISNULL(0) || PG_ARGISNULL(1)) PG_RETURN_NULL();
    const char* schema = text_to_cstring(PG_GETARG_TEXT_PP(0));
    const char* object = text_to_cstring(PG_GETARG_TEXT_PP(1));
    const char* part = PG_ARGISNULL(2) ? nullptr : text_to_cstring(PG_GETARG_TEXT_PP(2));
    if (is_there(schema, object, part)) PG_RETURN_NULL();
    const char* name = psprintf("%s.%s", quoted(schema), quoted(object));
    PG_RETURN_TEXT_P(cstring_to_text(part == nullptr ? name : psprintf("%s.%s", name, quoted(part))));
}
