#include "server/gather/namesakes.hpp"

#include "server/names.hpp"

namespace mana_guard::server {

List* partitioned_namesakes(const Table& table) {
    List* found = NIL;
    if (table.name.empty()) return found;
    const Oid schema = get_namespace_oid(table.schema.data(), true);
    if (!OidIsValid(schema)) return found;
    for (std::size_t end = table.name.find('_', 1); end != std::string_view::npos;
         end = table.name.find('_', end + 1)) {
        const Oid other = get_relname_relid(pnstrdup(table.name.data(), end), schema);
        FormData_pg_class row;
        if (OidIsValid(other) && find_class(other, row) && row.relkind == RELKIND_PARTITIONED_TABLE)
            found = lappend_oid(found, other);
    }
    return found;
}

}  // namespace mana_guard::server
