#include "server/commands/cooking.hpp"

#include "server/record/statement_text.hpp"

namespace mana_guard::server {
namespace {

// Whether the server alone reads and compares values of the type. The domains and rows that came with it aren't among
// them: their owner may add to them.
bool is_own_type(Oid type) {
    HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* row = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
    const bool is_built_in = type < FirstNormalObjectId && row->typnamespace == PG_CATALOG_NAMESPACE;
    const bool is_own = row->typtype == TYPTYPE_ENUM ||
                        (is_built_in && (row->typtype == TYPTYPE_BASE || row->typtype == TYPTYPE_RANGE ||
                                         row->typtype == TYPTYPE_MULTIRANGE));
    ReleaseSysCache(tuple);
    return is_own;
}

// A literal that isn't read: it is shown as it was written, and its type is known.
Node* unread(Const* literal, Oid type) {
    return reinterpret_cast<Node*>(
        makeRelabelType(reinterpret_cast<Expr*>(literal), type, -1, get_typcollation(type), COERCE_EXPLICIT_CAST));
}

Const* unknown_literal(const char* text) {
    return makeConst(UNKNOWNOID, -1, InvalidOid, -2, CStringGetDatum(text), false, false);
}

// The literals of an expression, which stand in it as parameters with the numbers -1, -2, ...: so PostgreSQL asks the
// guard what becomes of them, and not their types. A statement's own parameters have positive numbers.
struct Literals {
    List* texts;
};

bool take_literals(Node* node, void* context) {
    if (node == nullptr) return false;
    // 50 of varchar(50) is PostgreSQL's to read.
    if (IsA(node, TypeName)) return false;
    if (!IsA(node, A_Const)) return walk_raw_expression(node, take_literals, context);
    auto* constant = reinterpret_cast<A_Const*>(node);
    if (constant->isnull || !IsA(&constant->val.node, String)) return false;
    auto* literals = static_cast<Literals*>(context);
    literals->texts = lappend(literals->texts, pstrdup(strVal(&constant->val.node)));
    const int location = constant->location;
    static_assert(sizeof(ParamRef) <= sizeof(A_Const), "one takes the place of the other");
    auto* parameter = reinterpret_cast<ParamRef*>(node);
    parameter->type = T_ParamRef;
    parameter->number = -list_length(literals->texts);
    parameter->location = location;
    return false;
}

const char* text_of_literal(const Literals* literals, int number) {
    return static_cast<const char*>(list_nth(literals->texts, -number - 1));
}

Node* give_parameter(ParseState* /*state*/, ParamRef* reference) {
    if (reference->number >= 0) return nullptr;
    Param* parameter = makeNode(Param);
    parameter->paramkind = PARAM_EXTERN;
    parameter->paramid = reference->number;
    parameter->paramtype = UNKNOWNOID;
    parameter->paramtypmod = -1;
    parameter->paramcollid = InvalidOid;
    parameter->location = reference->location;
    return reinterpret_cast<Node*>(parameter);
}

// As coerce_type() in parser/parse_coerce.c has it.
Node* give_value(ParseState* state, Param* parameter, Oid type, int32 modifier, int /*location*/) {
    if (parameter->paramid >= 0) return nullptr;
    const char* text = text_of_literal(static_cast<const Literals*>(state->p_ref_hook_state), parameter->paramid);
    int32 base_modifier = modifier;
    const Oid base = getBaseTypeAndTypmod(type, &base_modifier);
    // The length is coerced to afterwards; of an interval it says which fields there are.
    Node* value = read_literal(text, base, base == INTERVALOID ? base_modifier : -1);
    if (value == nullptr) value = unread(unknown_literal(text), base);
    if (base == type) return value;
    return coerce_to_domain(value, base, base_modifier, type, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST,
                            parameter->location, false);
}

// Literals that took no type ("any").
Node* give_back(Node* node, void* context) {
    if (node == nullptr) return nullptr;
    if (IsA(node, Param) && reinterpret_cast<Param*>(node)->paramid < 0) {
        return reinterpret_cast<Node*>(unknown_literal(
            text_of_literal(static_cast<const Literals*>(context), reinterpret_cast<Param*>(node)->paramid)));
    }
    return change_expression(node, give_back, context);
}

// An expression under analysis, over the columns of the relation.
struct Cooking {
    ParseState* state;
    Node* raw;  // a copy
};

Cooking begin_cooking(::Relation relation, const Node* raw) {
    Cooking cooking{parse_state(), static_cast<Node*>(copyObjectImpl(raw))};
    auto* literals = static_cast<Literals*>(palloc0(sizeof(Literals)));
    take_literals(cooking.raw, literals);
    cooking.state->p_paramref_hook = give_parameter;
    cooking.state->p_coerce_param_hook = give_value;
    cooking.state->p_ref_hook_state = literals;
    ParseNamespaceItem* item =
        addRangeTableEntryForRelation(cooking.state, relation, AccessShareLock, nullptr, false, true);
    addNSItemToQuery(cooking.state, item, true, true, true);
    return cooking;
}

Node* end_cooking(const Cooking& cooking, Node* cooked) {
    cooked = give_back(cooked, cooking.state->p_ref_hook_state);
    if (cooked != nullptr) assign_expr_collations(cooking.state, cooked);
    free_parsestate(cooking.state);
    return cooked;
}

}  // namespace

Node* read_literal(const char* text, Oid type, int32 modifier) {
    FoundType found;
    if (!is_own_type(type) || !find_type(type, found)) return nullptr;
    const Datum value = OidInputFunctionCall(found.input, pstrdup(text), found.parameter, modifier);
    return reinterpret_cast<Node*>(
        makeConst(type, modifier, get_typcollation(type), found.length, value, false, found.by_value));
}

Node* cook_default(::Relation relation, const Node* raw, Oid type, int32 modifier, const char* column) {
    const Cooking cooking = begin_cooking(relation, raw);
    return end_cooking(cooking, cookDefault(cooking.state, cooking.raw, type, modifier, column, '\0'));
}

Node* cook_condition(::Relation relation, const Node* raw, ParseExprKind kind, const char* clause) {
    const Cooking cooking = begin_cooking(relation, raw);
    Node* cooked = transformExpr(cooking.state, cooking.raw, kind);
    return end_cooking(cooking, coerce_to_boolean(cooking.state, cooked, clause));
}

Node* cook_key(::Relation relation, const Node* raw) {
    const Cooking cooking = begin_cooking(relation, raw);
    return end_cooking(cooking, transformExpr(cooking.state, cooking.raw, EXPR_KIND_INDEX_EXPRESSION));
}

Node* cook_conversion(::Relation relation, Form_pg_attribute attribute, const Node* raw, Oid type, int32 modifier) {
    const Cooking cooking = begin_cooking(relation, raw);
    Node* value = raw != nullptr ? transformExpr(cooking.state, cooking.raw, EXPR_KIND_ALTER_COL_TRANSFORM)
                                 : reinterpret_cast<Node*>(makeVar(1, attribute->attnum, attribute->atttypid,
                                                                   attribute->atttypmod, attribute->attcollation, 0));
    value = coerce_to_target_type(cooking.state, value, exprType(value), type, modifier, COERCION_ASSIGNMENT,
                                  COERCE_IMPLICIT_CAST, -1);
    return end_cooking(cooking, value);
}

}  // namespace mana_guard::server
