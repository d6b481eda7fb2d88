#include "server/policy/own_function.hpp"

#include "engine/judge.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

Oid function_named(std::string_view schema_name, std::string_view name) {
    const Oid schema = get_namespace_oid(pnstrdup(schema_name.data(), schema_name.size()), true);
    const Oid arguments[] = {REGCLASSOID};
    if (!OidIsValid(schema)) return InvalidOid;
    return GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(pnstrdup(name.data(), name.size())),
                           PointerGetDatum(buildoidvector(arguments, 1)), ObjectIdGetDatum(schema));
}

Oid finding_type() {
    const Oid schema = get_namespace_oid("mana_guard", true);
    return OidIsValid(schema)
               ? GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("finding"), ObjectIdGetDatum(schema))
               : InvalidOid;
}

}  // namespace

const char* obstacle_to(std::string_view schema, std::string_view name, Oid role, Oid* function) {
    *function = function_named(schema, name);
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(*function));
    if (!HeapTupleIsValid(tuple)) {
        return psprintf(
            "function %s(regclass) does not exist",
            quote_qualified_identifier(pnstrdup(schema.data(), schema.size()), pnstrdup(name.data(), name.size())));
    }
    const FormData_pg_proc row = *reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple));
    ReleaseSysCache(tuple);
    const char* called =
        psprintf("function %s(regclass)",
                 quote_qualified_identifier(pnstrdup(schema.data(), schema.size()), NameStr(row.proname)));
    if (row.prokind != PROKIND_FUNCTION || !row.proretset || row.prorettype != finding_type())
        return psprintf("%s does not return SETOF mana_guard.finding", called);
    if (row.provolatile == PROVOLATILE_VOLATILE) return psprintf("%s is not STABLE", called);
    // Whoever owns it may replace what it does, and would do that as this role.
    if (row.proowner != role && !superuser_arg(row.proowner))
        return psprintf("%s belongs to another role than the one that added the rule, and to no superuser", called);
    return nullptr;
}

const char* obstacle_to(const OwnRuleRow& row) {
    const char* name = pnstrdup(row.role.data(), row.role.size());
    const Oid role = get_role_oid(name, true);
    if (!OidIsValid(role)) return psprintf("role %s, which added it, does not exist", quote_identifier(name));
    Oid function = InvalidOid;
    return obstacle_to(row.function_schema, row.function_name, role, &function);
}

void check_own_function(const OwnRuleRow& row, Oid role) {
    Oid function = InvalidOid;
    const char* obstacle = obstacle_to(row.function_schema, row.function_name, role, &function);
    if (obstacle == nullptr) return;
    Failure failure;
    strlcpy(failure.message, obstacle, sizeof(failure.message));
    raise_policy_error("own_rules", failure);
}

}  // namespace mana_guard::server
