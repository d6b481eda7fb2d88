#include "server/policy/owner_sql.hpp"

#include "server/policy/stored_rows.hpp"

namespace mana_guard::server {

void run_as_owner(const char* table, const char* sql, std::span<const Argument> arguments) {
    constexpr std::size_t most = 5;
    HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(guard_table(table)));
    if (!HeapTupleIsValid(tuple)) return;
    const Oid owner = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relowner;
    ReleaseSysCache(tuple);
    Oid user = InvalidOid;
    int security_context = 0;
    GetUserIdAndSecContext(&user, &security_context);
    SetUserIdAndSecContext(owner, security_context | SECURITY_LOCAL_USERID_CHANGE);
    Oid types[most];
    Datum values[most];
    Assert(arguments.size() <= most);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        types[i] = arguments[i].type;
        values[i] = arguments[i].value;
    }
    SPI_connect();
    SPI_execute_with_args(sql, static_cast<int>(arguments.size()), types, values, nullptr, false, 0);
    SPI_finish();
    SetUserIdAndSecContext(user, security_context);
}

}  // namespace mana_guard::server
