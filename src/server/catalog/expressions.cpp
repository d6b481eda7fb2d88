#include "server/catalog/expressions.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/types.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

const char* name_of_function(Oid function) {
    FoundName found;
    return find_routine_name(function, found) ? psprintf("%s.%s", found.schema, found.name) : ".";
}

// PostgreSQL's check_functions_in_node() for a tree that may be of the past: to find a conversion's functions it raises
// where one of the types is gone.
bool check_functions(Node* node, check_function_callback checker, void* context) {
    if (IsA(node, CoerceViaIO)) {
        const auto* conversion = reinterpret_cast<const CoerceViaIO*>(node);
        if (!has_type(conversion->resulttype) || !has_type(exprType(reinterpret_cast<Node*>(conversion->arg))))
            return false;
    }
    return check_functions_in_node(node, checker, context);
}

bool is_volatile(Oid function, void* context) {
    if (volatility_of(function, nullptr) != PROVOLATILE_VOLATILE) return false;
    *static_cast<const char**>(context) = name_of_function(function);
    return true;
}

// The expressions that a call's missing arguments fall back on: the planner would fill them in.
List* defaults_taken(const FuncExpr* call) {
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(call->funcid));
    if (!HeapTupleIsValid(tuple)) return NIL;
    const int missing = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->pronargs - list_length(call->args);
    bool is_null = true;
    const Datum stored = missing > 0 ? SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_proargdefaults, &is_null) : 0;
    List* defaults = is_null ? NIL : static_cast<List*>(stringToNode(TextDatumGetCString(stored)));
    ReleaseSysCache(tuple);
    // Named arguments may leave out others than the last.
    bool are_named = false;
    for (int i = 0; i < list_length(call->args); ++i)
        are_named |= IsA(static_cast<Node*>(list_nth(call->args, i)), NamedArgExpr);
    const int spare = list_length(defaults) - missing;
    return are_named || spare <= 0 ? defaults : list_copy_tail(defaults, spare);
}

bool find_volatile(Node* node, void* context) {
    if (node == nullptr) return false;
    if (IsA(node, FuncExpr)) {
        List* defaults = defaults_taken(reinterpret_cast<FuncExpr*>(node));
        if (walk_expression(reinterpret_cast<Node*>(defaults), find_volatile, context)) return true;
    }
    if (IsA(node, NextValueExpr)) {
        *static_cast<const char**>(context) = "pg_catalog.nextval";
        return true;
    }
    return check_functions(node, is_volatile, context) || walk_expression(node, find_volatile, context);
}

// What a search through an expression looks for, and what it found.
struct Search {
    Snapshot snapshot = nullptr;
    bool per_row = false;     // only what is called for each row
    bool only_calls = false;  // not by an operator or a conversion
    const char* found = nullptr;
};

bool is_mutable(Oid function, void* context) {
    auto* search = static_cast<Search*>(context);
    const char volatility = volatility_of(function, search->snapshot);
    if (volatility == '\0' || volatility == PROVOLATILE_IMMUTABLE) return false;
    search->found = name_of_function(function);
    return true;
}

bool is_transaction_time(Oid function) {
    return function == F_NOW || function == F_TRANSACTION_TIMESTAMP || function == F_STATEMENT_TIMESTAMP;
}

bool contains_column(Node* node, void* context) {
    if (node == nullptr) return false;
    if (IsA(node, Var)) return true;
    return walk_expression(node, contains_column, context);
}

bool find_mutable(Node* node, void* context) {
    auto* search = static_cast<Search*>(context);
    if (node == nullptr) return false;
    if (search->per_row && IsA(node, SubLink)) return false;
    if (IsA(node, SQLValueFunction) && !search->per_row) {
        const auto op = reinterpret_cast<SQLValueFunction*>(node)->op;
        search->found = op <= SVFOP_LOCALTIMESTAMP_N ? "pg_catalog.now" : "pg_catalog.current_user";
        return true;
    }
    // It reads a variable: no cost to spare.
    if (search->per_row && IsA(node, FuncExpr) && is_transaction_time(reinterpret_cast<FuncExpr*>(node)->funcid)) {
        return false;
    }
    const bool is_fed =
        search->per_row && IsA(node, FuncExpr) &&
        contains_column(reinterpret_cast<Node*>(reinterpret_cast<FuncExpr*>(node)->args), nullptr) &&
        volatility_of(reinterpret_cast<FuncExpr*>(node)->funcid, search->snapshot) != PROVOLATILE_VOLATILE;
    if (!is_fed && !(search->only_calls && !IsA(node, FuncExpr)) && check_functions(node, is_mutable, context)) {
        return true;
    }
    return walk_expression(node, find_mutable, context);
}

Node* read_tree(const char* stored) {
    return static_cast<Node*>(stringToNode(stored));
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
                const bool is_cast =
                    call->funcformat == COERCE_EXPLICIT_CAST || call->funcformat == COERCE_IMPLICIT_CAST;
                if (!is_cast || call->args == NIL) return node;
                node = static_cast<const Node*>(linitial(call->args));
                break;
            }
            default:
                return node;
        }
    }
}

// An index expression's or a check's tree may be a list of one.
const Node* single(const Node* node) {
    if (node == nullptr || !IsA(node, List)) return node;
    const auto* list = reinterpret_cast<const List*>(node);
    return list_length(list) == 1 ? static_cast<const Node*>(linitial(list)) : nullptr;
}

bool is_current_time(const Node* node) {
    if (IsA(node, SQLValueFunction)) {
        const SQLValueFunctionOp op = reinterpret_cast<const SQLValueFunction*>(node)->op;
        return op == SVFOP_CURRENT_TIMESTAMP || op == SVFOP_CURRENT_TIMESTAMP_N;
    }
    return IsA(node, FuncExpr) && tells_current_time(reinterpret_cast<const FuncExpr*>(node)->funcid);
}

bool is_zoned_time(const Node* node) {
    if (!IsA(node, SQLValueFunction)) return false;
    const SQLValueFunctionOp op = reinterpret_cast<const SQLValueFunction*>(node)->op;
    return op == SVFOP_CURRENT_TIME || op == SVFOP_CURRENT_TIME_N;
}

// Any such function (pgcrypto's, uuid-ossp's, your team's own): without arguments, it generates a uuid.
bool makes_uuid(const FuncExpr* call, Snapshot snapshot) {
    return call->funcresulttype == UUIDOID && volatility_of(call->funcid, snapshot) == PROVOLATILE_VOLATILE;
}

const char* call_of(const FuncExpr* call) {
    FoundName found;
    if (call->args != NIL || !find_routine_name(call->funcid, found)) return "";
    if (strcmp(found.schema, "pg_catalog") == 0) found.schema = nullptr;
    return psprintf("%s()", quoted(found));
}

Default sequence_of(const FuncExpr* call) {
    const auto* argument = static_cast<const Node*>(linitial(call->args));
    if (!IsA(argument, Const) || reinterpret_cast<const Const*>(argument)->constisnull) return {DefaultKind::Sequence};
    const Oid sequence = DatumGetObjectId(reinterpret_cast<const Const*>(argument)->constvalue);
    FoundName found;
    return {DefaultKind::Sequence, find_relation_name(sequence, found) ? quoted(found) : "", sequence};
}

// Below the conversion of a uuid to text.
const Node* without_output(const Node* node) {
    if (node == nullptr || !IsA(node, CoerceViaIO)) return node;
    return without_casts(reinterpret_cast<const Node*>(reinterpret_cast<const CoerceViaIO*>(node)->arg));
}

// Whether it is an array of constants, as IN has it, perhaps converted as a whole.
bool is_list_of_constants(const Node* node) {
    node = without_casts(node);
    while (node != nullptr && IsA(node, ArrayCoerceExpr)) {
        node = without_casts(reinterpret_cast<const Node*>(reinterpret_cast<const ArrayCoerceExpr*>(node)->arg));
    }
    if (node == nullptr) return false;
    if (IsA(node, Const)) return true;
    if (!IsA(node, ArrayExpr)) return false;
    const List* elements = reinterpret_cast<const ArrayExpr*>(node)->elements;
    for (int i = 0; i < list_length(elements); ++i) {
        const Node* element = without_casts(static_cast<const Node*>(list_nth(elements, i)));
        if (element == nullptr || !IsA(element, Const)) return false;
    }
    return true;
}

// Null where it can't be written any more: its type, or the row of its enum, is gone.
const char* value_of(const Const* constant) {
    FoundType type;
    if (!find_type(constant->consttype, type)) return nullptr;
    if (type_is_enum(constant->consttype) && !SearchSysCacheExists1(ENUMOID, constant->constvalue)) return nullptr;
    const char* text = OidOutputFunctionCall(type.output, constant->constvalue);
    if (constant->consttype == BOOLOID) return DatumGetBool(constant->constvalue) ? "true" : "false";
    return text;
}

}  // namespace

char volatility_of(Oid function, Snapshot snapshot) {
    char volatility = '\0';
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
    const bool is_there = HeapTupleIsValid(tuple);
    bool may_be_ours = !is_there;
    if (is_there) {
        volatility = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->provolatile;
        may_be_ours = TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(tuple->t_data));
        ReleaseSysCache(tuple);
    }
    if (snapshot == nullptr || !may_be_ours) return volatility;
    each_row(ProcedureRelationId, ProcedureOidIndexId, {Anum_pg_proc_oid, function}, snapshot,
             [&volatility](HeapTuple row, TupleDesc /*descriptor*/) {
                 volatility = reinterpret_cast<Form_pg_proc>(GETSTRUCT(row))->provolatile;
                 return false;
             });
    return volatility;
}

const char* as_tree(const char* stored) {
    constexpr const char* location = ":location ";
    auto* tree = static_cast<char*>(palloc(strlen(stored) + 1));
    char* end = tree;
    for (const char* found = strstr(stored, location); found != nullptr; found = strstr(stored, location)) {
        memcpy(end, stored, static_cast<Size>(found - stored));
        end += found - stored;
        stored = found + strlen(location);
        stored += strspn(stored, "-0123456789");
    }
    memcpy(end, stored, strlen(stored) + 1);
    return tree;
}

const char* volatile_function(const char* stored, Snapshot snapshot) {
    Node* tree = read_tree(stored);
    Search search;
    search.snapshot = snapshot;
    // What was written as a call says more than the operator that takes its result.
    search.only_calls = true;
    find_mutable(tree, &search);
    search.only_calls = false;
    if (search.found == nullptr) find_mutable(tree, &search);
    return search.found;
}

const char* volatile_call(Node* expression) {
    const char* found = nullptr;
    find_volatile(expression, static_cast<void*>(&found));
    return found;
}

const char* unwrapped_function(const char* stored, Snapshot snapshot) {
    Search search;
    search.snapshot = snapshot;
    search.per_row = search.only_calls = true;
    find_mutable(read_tree(stored), &search);
    return search.found;
}

AttrNumber not_null_column(const char* stored) {
    const Node* node = single(read_tree(stored));
    if (node == nullptr || !IsA(node, NullTest)) return InvalidAttrNumber;
    const auto* test = reinterpret_cast<const NullTest*>(node);
    const Node* tested = without_casts(reinterpret_cast<const Node*>(test->arg));
    if (test->nulltesttype != IS_NOT_NULL || tested == nullptr || !IsA(tested, Var)) return InvalidAttrNumber;
    return reinterpret_cast<const Var*>(tested)->varattno;
}

AttrNumber listed_column(const char* stored) {
    return listed_column(single(read_tree(stored)));
}

AttrNumber listed_column(const Node* node) {
    if (node == nullptr || !IsA(node, ScalarArrayOpExpr)) return InvalidAttrNumber;
    const auto* test = reinterpret_cast<const ScalarArrayOpExpr*>(node);
    const bool is_equality = test->opno == TextEqualOperator || test->opno == BpcharEqualOperator;
    if (!test->useOr || !is_equality || list_length(test->args) != 2) return InvalidAttrNumber;
    const Node* tested = without_casts(static_cast<const Node*>(linitial(test->args)));
    if (tested == nullptr || !IsA(tested, Var)) return InvalidAttrNumber;
    const Oid type = base_type(reinterpret_cast<const Var*>(tested)->vartype);
    if (type != TEXTOID && type != VARCHAROID && type != BPCHAROID) return InvalidAttrNumber;
    if (!is_list_of_constants(static_cast<const Node*>(lsecond(test->args)))) return InvalidAttrNumber;
    return reinterpret_cast<const Var*>(tested)->varattno;
}

bool tells_current_time(Oid function) {
    switch (function) {
        case F_NOW:
        case F_TRANSACTION_TIMESTAMP:
        case F_STATEMENT_TIMESTAMP:
        case F_CLOCK_TIMESTAMP:
            return true;
        default:
            return false;
    }
}

Default default_of(const Node* expression, Snapshot snapshot) {
    const Node* node = without_casts(expression);
    if (node == nullptr) return {};
    if (IsA(node, NextValueExpr)) return {DefaultKind::Generated};
    if (IsA(node, FuncExpr)) {
        const auto* call = reinterpret_cast<const FuncExpr*>(node);
        if (call->funcid == F_NEXTVAL) return sequence_of(call);
    }
    const Node* shown = without_output(node);
    if (shown != nullptr && is_current_time(shown)) return {DefaultKind::CurrentTime};
    if (shown != nullptr && is_zoned_time(shown)) return {DefaultKind::ZonedTime};
    if (shown != nullptr && IsA(shown, FuncExpr)) {
        const auto* call = reinterpret_cast<const FuncExpr*>(shown);
        if (makes_uuid(call, snapshot)) return {DefaultKind::Uuid, call_of(call)};
    }
    if (!IsA(node, Const)) return {DefaultKind::Other};
    const auto* constant = reinterpret_cast<const Const*>(node);
    if (constant->constisnull) return {};
    const char* value = value_of(constant);
    return value == nullptr ? Default{DefaultKind::Other} : Default{DefaultKind::Constant, value};
}

}  // namespace mana_guard::server
