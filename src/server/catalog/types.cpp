#include "server/catalog/types.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/default_text.hpp"

namespace mana_guard::server {
namespace {

// "schema.type" of one that is gone by now, as the snapshot has it.
const char* name_of_past_type(Oid type, Snapshot snapshot) {
    NameData name = {};
    Oid schema = InvalidOid;
    each_row(TypeRelationId, TypeOidIndexId, {Anum_pg_type_oid, type}, snapshot, [&](HeapTuple tuple, TupleDesc) {
        const auto* form = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
        name = form->typname;
        schema = form->typnamespace;
        return false;
    });
    NameData schema_name = {};
    each_row(NamespaceRelationId, NamespaceOidIndexId, {Anum_pg_namespace_oid, schema}, snapshot,
             [&](HeapTuple tuple, TupleDesc) {
                 schema_name = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple))->nspname;
                 return false;
             });
    return quote_qualified_identifier(NameStr(schema_name), NameStr(name));
}

// The type's name as SQL has it. Types of pg_catalog are spelled without their schema whatever search_path says,
// all others with it.
const char* name_of_type(Oid type, int32 modifier, Snapshot snapshot) {
    if (snapshot != nullptr && !has_type(type)) return name_of_past_type(type, snapshot);
    bits16 flags = FORMAT_TYPE_FORCE_QUALIFY | FORMAT_TYPE_ALLOW_INVALID;
    if (modifier >= 0) flags |= FORMAT_TYPE_TYPEMOD_GIVEN;
    const char* name = format_type_extended(type, modifier, flags);
    constexpr std::string_view system_schema = "pg_catalog.";
    return std::string_view(name).substr(0, system_schema.size()) == system_schema ? name + system_schema.size() : name;
}

// The name in pg_type of a type of pg_catalog where it isn't SQL's.
const char* alias_of(Oid type, std::string_view sql_name) {
    HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
    if (!HeapTupleIsValid(tuple)) return "";
    const auto* form = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
    const bool differs = form->typnamespace == PG_CATALOG_NAMESPACE && sql_name != NameStr(form->typname);
    const char* alias = differs ? pstrdup(NameStr(form->typname)) : "";
    ReleaseSysCache(tuple);
    return alias;
}

// What is read of a row of pg_type.
struct TypeRow {
    bool is_there = false;
    bool is_domain = false;
    bool not_null = false;
    Oid base = InvalidOid;     // of a domain
    Oid element = InvalidOid;  // of an array
    const Node* default_expression = nullptr;
};

// `attribute` gets one of the row.
template <typename Attribute>
TypeRow row_of(HeapTuple tuple, const Attribute& attribute) {
    const auto* form = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
    TypeRow row;
    row.is_there = true;
    row.is_domain = form->typtype == TYPTYPE_DOMAIN;
    row.not_null = row.is_domain && form->typnotnull;
    row.base = form->typbasetype;
    row.element = IsTrueArrayType(form) ? form->typelem : InvalidOid;
    bool is_null = true;
    if (row.is_domain) {
        const Datum expression = attribute(Anum_pg_type_typdefaultbin, &is_null);
        if (!is_null) row.default_expression = static_cast<const Node*>(stringToNode(TextDatumGetCString(expression)));
    }
    return row;
}

// As the snapshot sees it, or as it stands where that is null.
TypeRow type_row(Oid type, Snapshot snapshot) {
    TypeRow row;
    if (snapshot == nullptr) {
        HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
        if (!HeapTupleIsValid(tuple)) return row;
        row = row_of(tuple, [tuple](AttrNumber number, bool* is_null) {
            return SysCacheGetAttr(TYPEOID, tuple, number, is_null);
        });
        ReleaseSysCache(tuple);
        return row;
    }
    ::Relation types = table_open(TypeRelationId, AccessShareLock);
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_type_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(type));
    SysScanDesc scan = systable_beginscan(types, TypeOidIndexId, true, snapshot, 1, &key);
    HeapTuple tuple = systable_getnext(scan);
    if (HeapTupleIsValid(tuple)) {
        row = row_of(tuple, [&](AttrNumber number, bool* is_null) {
            return heap_getattr(tuple, number, RelationGetDescr(types), is_null);
        });
    }
    systable_endscan(scan);
    table_close(types, AccessShareLock);
    return row;
}

// What is below the domains, whether one of them is NOT NULL, and the type's own default: a domain over a domain has
// copied its.
struct Undressed {
    Oid base;
    Oid element;  // of the base, where it is an array
    bool not_null;
    const Node* default_expression;
};

Undressed undressed(Oid type, Snapshot snapshot) {
    Undressed found{type, InvalidOid, false, nullptr};
    for (;;) {
        CHECK_FOR_INTERRUPTS();
        const TypeRow row = type_row(found.base, snapshot);
        found.not_null |= row.not_null;
        if (found.base == type) found.default_expression = row.default_expression;
        if (!row.is_domain) {
            found.element = row.element;
            return found;
        }
        found.base = row.base;
    }
}

TypeFacts read_type(Oid type, Snapshot snapshot) {
    TypeFacts facts;
    const Undressed outer = undressed(type, snapshot);
    const bool is_array = OidIsValid(outer.element);
    const Oid element = is_array ? undressed(outer.element, snapshot).base : outer.base;
    const char* element_name = name_of_type(element, -1, snapshot);
    facts.type.declared = type == element ? element_name : name_of_type(type, -1, snapshot);
    facts.type.element = element_name;
    facts.type.element_alias = alias_of(element, element_name);
    facts.type.base = is_array ? psprintf("%s[]", element_name) : element_name;
    facts.domain_not_null = outer.not_null;
    return facts;
}

struct CacheEntry {
    Oid type;
    TypeFacts facts;
};

HTAB* built_in_types = nullptr;

// Those with a small OID among them, which nearly all columns have, by that. Entries of such a table don't move.
constexpr Oid most_direct = 4096;
const TypeFacts* direct_types[most_direct] = {};

// What is known of a type that came with the server, which nobody can alter: read once a session.
const TypeFacts& built_in_type(Oid type) {
    if (type < most_direct && direct_types[type] != nullptr) return *direct_types[type];
    if (built_in_types == nullptr) {
        constexpr long expected_types = 64;
        HASHCTL control = {};
        control.keysize = sizeof(Oid);
        control.entrysize = sizeof(CacheEntry);
        control.hcxt = TopMemoryContext;
        built_in_types =
            hash_create("mana_guard built-in types", expected_types, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    }
    const auto* known = static_cast<const CacheEntry*>(hash_search(built_in_types, &type, HASH_FIND, nullptr));
    if (known != nullptr) return known->facts;
    MemoryContext caller = MemoryContextSwitchTo(TopMemoryContext);
    const TypeFacts facts = read_type(type, nullptr);
    MemoryContextSwitchTo(caller);
    auto* entry = static_cast<CacheEntry*>(hash_search(built_in_types, &type, HASH_ENTER, nullptr));
    entry->facts = facts;
    if (type < most_direct) direct_types[type] = &entry->facts;
    return entry->facts;
}

bool owns_sequence(const FormData_pg_attribute& attribute, Oid sequence) {
    Oid table = InvalidOid;
    int32 column = 0;
    return OidIsValid(sequence) && sequenceIsOwned(sequence, DEPENDENCY_AUTO, &table, &column) &&
           table == attribute.attrelid && column == attribute.attnum;
}

}  // namespace

TypeFacts type_facts(Oid type, int32 modifier, Snapshot snapshot) {
    TypeFacts facts = type < FirstNormalObjectId ? built_in_type(type) : read_type(type, snapshot);
    if (modifier >= 0) facts.type.declared = name_of_type(type, modifier, snapshot);
    return facts;
}

bool has_type(Oid type) {
    return SearchSysCacheExists1(TYPEOID, ObjectIdGetDatum(type));
}

Oid base_type(Oid type) {
    return undressed(type, nullptr).base;
}

bool has_domain_constraints(Oid type) {
    for (TypeRow row = type_row(type, nullptr); row.is_domain; row = type_row(type, nullptr)) {
        CHECK_FOR_INTERRUPTS();
        bool has = row.not_null;
        each_row(ConstraintRelationId, ConstraintTypidIndexId, {Anum_pg_constraint_contypid, type}, nullptr,
                 [&has](HeapTuple, TupleDesc) {
                     has = true;
                     return false;
                 });
        if (has) return true;
        type = row.base;
    }
    return false;
}

const Node* domain_default(Oid type) {
    return type_row(type, nullptr).default_expression;
}

namespace {

// Built for tests it is compared with what the whole expression says.
Default checked(const Default& quick, [[maybe_unused]] const char* expression, [[maybe_unused]] Snapshot snapshot) {
#ifdef MANA_GUARD_TEST_RULES
    const Default full = default_of(static_cast<const Node*>(stringToNode(expression)), snapshot);
    if (full.kind != quick.kind || strcmp(full.value, quick.value) != 0 || full.sequence != quick.sequence)
        elog(ERROR, "default %s read as \"%s\" instead of \"%s\"", expression, quick.value, full.value);
    elog(DEBUG1, "default [%s] read from its text", quick.value);
#endif
    return quick;
}

}  // namespace

Default stored_default(const FormData_pg_attribute& attribute, const char* expression, Snapshot snapshot) {
    if (attribute.attgenerated != '\0' || attribute.attidentity != '\0') return {DefaultKind::Generated};
    if (expression != nullptr) {
        Default quick;
        if (!quote_all_identifiers && read_default_text(expression, quick)) return checked(quick, expression, snapshot);
        return default_of(static_cast<const Node*>(stringToNode(expression)), snapshot);
    }
    if (attribute.atttypid < FirstNormalObjectId) return {};
    return default_of(undressed(attribute.atttypid, snapshot).default_expression, snapshot);
}

Default column_default(::Relation relation, AttrNumber column) {
    const TupleDesc descriptor = RelationGetDescr(relation);
    const FormData_pg_attribute& attribute = *TupleDescAttr(descriptor, column - 1);
    const char* expression = nullptr;
    const TupleConstr* constraints = descriptor->constr;
    for (int i = 0; attribute.atthasdef && constraints != nullptr && i < constraints->num_defval; ++i) {
        if (constraints->defval[i].adnum == column) expression = constraints->defval[i].adbin;
    }
    return stored_default(attribute, expression, nullptr);
}

void fill_column(const FormData_pg_attribute& attribute, const Default& falls_back, Snapshot snapshot, Column& column) {
    const TypeFacts facts = type_facts(attribute.atttypid, attribute.atttypmod, snapshot);
    const char* name = pstrdup(NameStr(attribute.attname));
    column.number = static_cast<std::uint32_t>(attribute.attnum);
    column.name = name;
    column.quoted_name = quote_identifier(name);
    column.type = facts.type;
    column.default_kind = falls_back.kind;
    column.default_value = falls_back.value;
    column.owns_sequence = owns_sequence(attribute, falls_back.sequence);
    column.identity = attribute.attidentity == ATTRIBUTE_IDENTITY_ALWAYS       ? Identity::Always
                      : attribute.attidentity == ATTRIBUTE_IDENTITY_BY_DEFAULT ? Identity::ByDefault
                                                                               : Identity::None;
    column.length = attribute.attlen;
    column.alignment = attribute.attalign;
    column.not_null = attribute.attnotnull || facts.domain_not_null;
    column.inherited = attribute.attinhcount > 0;
}

}  // namespace mana_guard::server
