#include "server/types.hpp"

namespace mana_guard::server {
namespace {

// The type's name as SQL has it. Types of pg_catalog are spelled without their schema whatever search_path says,
// all others with it.
const char* name_of_type(Oid type, int32 modifier) {
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

// Whether any of the domains from `type` down to its base is NOT NULL.
bool is_not_null_domain(Oid type) {
    for (;;) {
        HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
        if (!HeapTupleIsValid(tuple)) return false;
        const auto* form = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
        const bool is_domain = form->typtype == TYPTYPE_DOMAIN;
        const bool not_null = is_domain && form->typnotnull;
        type = form->typbasetype;
        ReleaseSysCache(tuple);
        if (not_null || !is_domain) return not_null;
    }
}

TypeFacts read_type(Oid type) {
    TypeFacts facts;
    const Oid base = getBaseType(type);
    const Oid element = get_element_type(base);
    const Oid element_base = OidIsValid(element) ? getBaseType(element) : base;
    const char* element_name = name_of_type(element_base, -1);
    facts.type.declared = type == element_base ? element_name : name_of_type(type, -1);
    facts.type.element = element_name;
    facts.type.element_alias = alias_of(element_base, element_name);
    facts.type.base = OidIsValid(element) ? psprintf("%s[]", element_name) : element_name;
    if (base != type) facts.domain_not_null = is_not_null_domain(type);
    return facts;
}

struct CacheEntry {
    Oid type;
    TypeFacts facts;
};

HTAB* built_in_types = nullptr;

// What is known of a type that came with the server, which nobody can alter: read once a session.
const TypeFacts& built_in_type(Oid type) {
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
    const TypeFacts facts = read_type(type);
    MemoryContextSwitchTo(caller);
    auto* entry = static_cast<CacheEntry*>(hash_search(built_in_types, &type, HASH_ENTER, nullptr));
    entry->facts = facts;
    return entry->facts;
}

// Below conversions that PostgreSQL or the user wrote round the expression.
const Node* without_casts(const Node* node) {
    for (;;) {
        if (node == nullptr) return nullptr;
        switch (nodeTag(node)) {
            case T_RelabelType:
                node = reinterpret_cast<const Node*>(reinterpret_cast<const RelabelType*>(node)->arg);
                break;
            case T_CoerceToDomain:
                node = reinterpret_cast<const Node*>(reinterpret_cast<const CoerceToDomain*>(node)->arg);
                break;
            case T_FuncExpr: {
                const auto* call = reinterpret_cast<const FuncExpr*>(node);
                if (call->funcformat == COERCE_EXPLICIT_CALL || call->args == NIL) return node;
                node = static_cast<const Node*>(linitial(call->args));
                break;
            }
            default:
                return node;
        }
    }
}

bool is_current_time(const Node* expression) {
    const Node* node = without_casts(expression);
    if (node == nullptr) return false;
    if (IsA(node, SQLValueFunction)) {
        const SQLValueFunctionOp op = reinterpret_cast<const SQLValueFunction*>(node)->op;
        return op == SVFOP_CURRENT_TIMESTAMP || op == SVFOP_CURRENT_TIMESTAMP_N;
    }
    if (!IsA(node, FuncExpr)) return false;
    switch (reinterpret_cast<const FuncExpr*>(node)->funcid) {
        case F_NOW:
        case F_TRANSACTION_TIMESTAMP:
        case F_STATEMENT_TIMESTAMP:
        case F_CLOCK_TIMESTAMP:
            return true;
        default:
            return false;
    }
}

DefaultKind kind_of(const Node* expression) {
    if (expression == nullptr) return DefaultKind::None;
    if (is_current_time(expression)) return DefaultKind::CurrentTime;
    const Node* node = without_casts(expression);
    const bool is_null = IsA(node, Const) && reinterpret_cast<const Const*>(node)->constisnull;
    return is_null ? DefaultKind::None : DefaultKind::Other;
}

}  // namespace

TypeFacts type_facts(Oid type, int32 modifier) {
    TypeFacts facts = type < FirstNormalObjectId ? built_in_type(type) : read_type(type);
    if (modifier >= 0) facts.type.declared = name_of_type(type, modifier);
    return facts;
}

DefaultKind default_kind(::Relation relation, AttrNumber column) {
    const TupleDesc descriptor = RelationGetDescr(relation);
    const Form_pg_attribute attribute = TupleDescAttr(descriptor, column - 1);
    if (attribute->atthasdef && attribute->attgenerated == '\0') {
        const TupleConstr* constraints = descriptor->constr;
        for (int i = 0; constraints != nullptr && i < constraints->num_defval; ++i) {
            if (constraints->defval[i].adnum != column) continue;
            return kind_of(static_cast<const Node*>(stringToNode(constraints->defval[i].adbin)));
        }
    }
    if (attribute->attgenerated != '\0' || attribute->attidentity != '\0') return DefaultKind::Generated;
    if (attribute->atttypid < FirstNormalObjectId) return DefaultKind::None;
    return kind_of(get_typdefault(attribute->atttypid));
}

}  // namespace mana_guard::server
