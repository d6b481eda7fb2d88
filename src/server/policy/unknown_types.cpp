#include "server/policy/unknown_types.hpp"

#include "engine/judge.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// The name as the rule matches it, without what belongs to a column: a modifier, an interval's fields, brackets.
const char* bare(const JsonbValue& key) {
    char* name = pnstrdup(key.val.string.val, static_cast<Size>(key.val.string.len));
    char* opening = strchr(name, '(');
    char* closing = opening == nullptr ? nullptr : strchr(opening, ')');
    if (closing != nullptr) name = psprintf("%.*s%s", static_cast<int>(opening - name), name, closing + 1);
    constexpr std::string_view interval = "interval ";
    if (strncmp(name, interval.data(), interval.size()) == 0) name[interval.size() - 1] = '\0';
    constexpr std::string_view brackets = "[]";
    const std::size_t length = strlen(name);
    if (length > brackets.size() && strcmp(name + length - brackets.size(), brackets.data()) == 0)
        name[length - brackets.size()] = '\0';
    return name;
}

// PostgreSQL's own types go by SQL's name and the catalog's, all others by their schema's and theirs.
bool is_type_named(const Form_pg_type type, const char* pattern) {
    if (type->typnamespace == PG_CATALOG_NAMESPACE) {
        constexpr std::string_view schema = "pg_catalog.";
        const char* name = format_type_extended(type->oid, -1, FORMAT_TYPE_FORCE_QUALIFY | FORMAT_TYPE_ALLOW_INVALID);
        if (strncmp(name, schema.data(), schema.size()) == 0) name += schema.size();
        return matches_pattern(pattern, name) || matches_pattern(pattern, NameStr(type->typname));
    }
    const char* schema = nullptr;
    return find_schema_name(type->typnamespace, schema) &&
           matches_pattern(pattern, quote_qualified_identifier(schema, NameStr(type->typname)));
}

bool is_any_type_named(const char* pattern) {
    bool found = false;
    ::Relation types = table_open(TypeRelationId, AccessShareLock);
    SysScanDesc scan = systable_beginscan(types, InvalidOid, false, nullptr, 0, nullptr);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple) && !found; tuple = systable_getnext(scan)) {
        CHECK_FOR_INTERRUPTS();
        found = is_type_named(reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple)), pattern);
    }
    systable_endscan(scan);
    table_close(types, AccessShareLock);
    return found;
}

}  // namespace

void warn_of_unknown_types(Jsonb* parameters) {
    JsonbValue found;
    JsonbContainer* container = &parameters->root;
    if (!JsonContainerIsObject(container)) return;
    constexpr std::string_view name = "types";
    const JsonbValue* types =
        getKeyJsonValueFromContainer(container, name.data(), static_cast<int>(name.size()), &found);
    if (types == nullptr || types->type != jbvBinary || !JsonContainerIsObject(types->val.binary.data)) return;
    JsonbIterator* iterator = JsonbIteratorInit(types->val.binary.data);
    JsonbValue key;
    for (JsonbIteratorToken token = JsonbIteratorNext(&iterator, &key, true); token != WJB_DONE;
         token = JsonbIteratorNext(&iterator, &key, true)) {
        if (token != WJB_KEY || is_any_type_named(bare(key))) continue;
        ereport(WARNING, (errmsg("type \"%s\" does not exist",
                                 pnstrdup(key.val.string.val, static_cast<Size>(key.val.string.len))),
                          errdetail("That entry of parameter \"types\" forbids nothing until the type exists."),
                          errhint("Name a type that isn't PostgreSQL's own with its schema.")));
    }
}

}  // namespace mana_guard::server
