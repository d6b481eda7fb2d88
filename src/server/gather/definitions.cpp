#include "server/gather/definitions.hpp"

#include "server/catalog/kinds.hpp"
#include "server/catalog/types.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/grants.hpp"
#include "server/gather/parts.hpp"
#include "server/gather/stored.hpp"

namespace mana_guard::server {
namespace {

// What all of them have; false for the system's and temporary ones.
bool read_name(Oid oid, const char* name, Oid schema, Snapshot snapshot, Definition& definition) {
    if (oid < FirstNormalObjectId || isAnyTempNamespace(schema)) return false;
    const char* schema_name = stored_schema_name(schema, snapshot);
    if (schema_name == nullptr || is_system_relation(oid, schema, schema_name)) return false;
    definition.oid = oid;
    definition.schema = schema_name;
    definition.name = pstrdup(name);
    definition.quoted_name = quote_identifier(definition.name.data());
    definition.identity = quote_qualified_identifier(schema_name, definition.name.data());
    definition.touched = Fact::Definition;
    return true;
}

bool kind_of_type(const FormData_pg_type& form, Snapshot snapshot, ObjectKind* kind) {
    switch (form.typtype) {
        case TYPTYPE_ENUM:
            *kind = ObjectKind::Enum;
            return true;
        case TYPTYPE_DOMAIN:
            *kind = ObjectKind::Domain;
            return true;
        case TYPTYPE_RANGE:
            *kind = ObjectKind::Range;
            return true;
        case TYPTYPE_COMPOSITE: {
            // Every table has one too.
            FormData_pg_class row;
            *kind = ObjectKind::Composite;
            return read_stored_class(form.typrelid, snapshot, row) && row.relkind == RELKIND_COMPOSITE_TYPE;
        }
        default:
            return false;
    }
}

bool has_check(Oid domain, Snapshot snapshot) {
    bool has = false;
    each_row(ConstraintRelationId, ConstraintTypidIndexId, {Anum_pg_constraint_contypid, domain}, snapshot,
             [&](HeapTuple, TupleDesc) {
                 has = true;
                 return false;
             });
    return has;
}

bool pins_search_path(HeapTuple tuple, TupleDesc descriptor) {
    bool is_null = true;
    const Datum settings = heap_getattr(tuple, Anum_pg_proc_proconfig, descriptor, &is_null);
    if (is_null) return false;
    Datum* items = nullptr;
    int count = 0;
    deconstruct_array(DatumGetArrayTypeP(settings), TEXTOID, -1, false, TYPALIGN_INT, &items, nullptr, &count);
    for (int i = 0; i < count; ++i) {
        if (strncmp(TextDatumGetCString(items[i]), "search_path=", strlen("search_path=")) == 0) return true;
    }
    return false;
}

// Whether PUBLIC holds EXECUTE, which it does by default.
bool is_public(HeapTuple tuple, TupleDesc descriptor) {
    bool is_null = true;
    const Datum datum = heap_getattr(tuple, Anum_pg_proc_proacl, descriptor, &is_null);
    if (is_null) return true;
    const Acl* list = DatumGetAclP(datum);
    for (int i = 0; i < ACL_NUM(list); ++i) {
        const AclItem& item = ACL_DAT(list)[i];
        if (item.ai_grantee == ACL_ID_PUBLIC && (ACLITEM_GET_PRIVS(item) & ACL_EXECUTE) != 0) return true;
    }
    return false;
}

// Whether it is a constructor that came with a range type (commands/typecmds.c, makeRangeConstructors).
bool belongs_to_type(Oid function, Snapshot snapshot) {
    bool belongs = false;
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(ProcedureRelationId));
    ScanKeyInit(&keys[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(function));
    each_row(DependRelationId, DependDependerIndexId, keys, 2, snapshot, [&](HeapTuple tuple, TupleDesc) {
        const auto* form = reinterpret_cast<Form_pg_depend>(GETSTRUCT(tuple));
        belongs = form->deptype == DEPENDENCY_INTERNAL && form->refclassid == TypeRelationId;
        return !belongs;
    });
    return belongs;
}

std::span<const Grant> grants_of_routine(HeapTuple tuple, TupleDesc descriptor, Oid owner) {
    bool is_null = true;
    const Datum datum = heap_getattr(tuple, Anum_pg_proc_proacl, descriptor, &is_null);
    if (is_null) return {};
    return grants_in(DatumGetAclP(datum), owner, ACL_EXECUTE);
}

// The same whatever search_path is.
const char* arguments_of(HeapTuple tuple, Snapshot snapshot) {
    const auto* form = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple));
    StringInfoData text;
    initStringInfo(&text);
    for (int i = 0; i < form->pronargs; ++i) {
        appendStringInfo(&text, "%s%s", i == 0 ? "" : ", ",
                         type_facts(form->proargtypes.values[i], -1, snapshot).type.declared.data());
    }
    return text.data;
}

using Read = bool (*)(HeapTuple, TupleDesc, Snapshot, Definition&);
struct Catalog {
    Oid catalog;
    Oid index;
    AttrNumber oid_column;
    Read read;
};
constexpr Catalog catalogs[] = {
    {TypeRelationId, TypeOidIndexId, Anum_pg_type_oid, read_type_definition},
    {ProcedureRelationId, ProcedureOidIndexId, Anum_pg_proc_oid, read_routine},
    {ExtensionRelationId, ExtensionOidIndexId, Anum_pg_extension_oid, read_extension},
};

bool read_one(const Catalog& catalog, Oid oid, Snapshot snapshot, Definition& definition) {
    bool is_judged = false;
    each_row(catalog.catalog, catalog.index, {catalog.oid_column, oid}, snapshot,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 is_judged = catalog.read(tuple, descriptor, snapshot, definition);
                 return false;
             });
    return is_judged;
}

const Catalog* catalog_named(Oid oid) {
    for (const Catalog& catalog : catalogs) {
        if (catalog.catalog == oid) return &catalog;
    }
    return nullptr;
}

}  // namespace

bool read_type_definition(HeapTuple tuple, TupleDesc /*descriptor*/, Snapshot snapshot, Definition& definition) {
    const auto& form = *reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
    if (form.oid < FirstNormalObjectId || !kind_of_type(form, snapshot, &definition.kind)) return false;
    if (!read_name(form.oid, NameStr(form.typname), form.typnamespace, snapshot, definition)) return false;
    definition.owner = owner_named(form.typowner);
    definition.has_constraint = form.typtype == TYPTYPE_DOMAIN && (form.typnotnull || has_check(form.oid, snapshot));
    return true;
}

bool read_routine(HeapTuple tuple, TupleDesc descriptor, Snapshot snapshot, Definition& definition) {
    const auto& form = *reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple));
    if (form.oid < FirstNormalObjectId || form.prokind == PROKIND_AGGREGATE) return false;
    if (form.prolang == INTERNALlanguageId && belongs_to_type(form.oid, snapshot)) return false;
    definition.kind = form.prokind == PROKIND_PROCEDURE ? ObjectKind::Procedure : ObjectKind::Function;
    if (!read_name(form.oid, NameStr(form.proname), form.pronamespace, snapshot, definition)) return false;
    definition.identity = psprintf("%s(%s)", definition.identity.data(), arguments_of(tuple, snapshot));
    definition.owner = owner_named(form.proowner);
    const char* language = get_language_name(form.prolang, true);
    definition.language = language == nullptr ? "" : language;
    definition.is_security_definer = form.prosecdef;
    definition.pins_search_path = pins_search_path(tuple, descriptor);
    definition.is_public = is_public(tuple, descriptor);
    definition.grants = grants_of_routine(tuple, descriptor, form.proowner);
    return true;
}

bool read_extension(HeapTuple tuple, TupleDesc descriptor, Snapshot snapshot, Definition& definition) {
    const auto& form = *reinterpret_cast<Form_pg_extension>(GETSTRUCT(tuple));
    definition.kind = ObjectKind::Extension;
    if (!read_name(form.oid, NameStr(form.extname), form.extnamespace, snapshot, definition)) return false;
    definition.identity = definition.quoted_name;
    definition.owner = owner_named(form.extowner);
    definition.is_relocatable = form.extrelocatable;
    bool is_null = true;
    const Datum version = heap_getattr(tuple, Anum_pg_extension_extversion, descriptor, &is_null);
    if (!is_null) definition.version = TextDatumGetCString(version);
    return true;
}

bool read_definition(Oid catalog, Oid oid, Snapshot snapshot, Definition& definition) {
    const Catalog* known = catalog_named(catalog);
    return known != nullptr && read_one(*known, oid, snapshot, definition);
}

const Definition* definition_before(const Definition& after, Snapshot snapshot) {
    auto* before = static_cast<Definition*>(palloc(sizeof(Definition)));
    *before = Definition();
    return snapshot != nullptr && read_definition(catalog_of(after), after.oid, snapshot, *before) ? before : nullptr;
}

}  // namespace mana_guard::server
