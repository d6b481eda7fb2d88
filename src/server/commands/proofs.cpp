#include "server/commands/proofs.hpp"

#include "server/catalog/types.hpp"

namespace mana_guard::server {
namespace {

constexpr int not_equal_strategy = BTMaxStrategyNumber + 1;

Proof better(Proof one, Proof other) {
    if (one == Proof::Given || other == Proof::Given) return Proof::Given;
    return one == Proof::Unknown || other == Proof::Unknown ? Proof::Unknown : Proof::Missing;
}

Node* without_relabels(Node* node) {
    while (node != nullptr && IsA(node, RelabelType))
        node = reinterpret_cast<Node*>(reinterpret_cast<RelabelType*>(node)->arg);
    return node;
}

// Of a function in SQL PostgreSQL may take the body instead.
bool is_replaceable(Oid function, void* /*context*/) {
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
    if (!HeapTupleIsValid(tuple)) return false;
    const bool is_sql = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->prolang == SQLlanguageId;
    ReleaseSysCache(tuple);
    return is_sql;
}

bool calls_replaceable(Node* node, void* context) {
    if (node == nullptr) return false;
    return check_functions_in_node(node, is_replaceable, context) || walk_expression(node, calls_replaceable, context);
}

bool share_columns(Node* one, Node* other) {
    Bitmapset* columns = nullptr;
    Bitmapset* others = nullptr;
    pull_varattnos(one, 1, &columns);
    pull_varattnos(other, 1, &others);
    return bms_overlap(columns, others);
}

bool has_columns(Node* node) {
    Bitmapset* columns = nullptr;
    pull_varattnos(node, 1, &columns);
    return !bms_is_empty(columns);
}

// What is compared with a constant.
struct Comparison {
    Node* compared = nullptr;
    Node* value = nullptr;  // without columns
    Oid op = InvalidOid;
    Oid collation = InvalidOid;
};

// False where it is none.
bool read_comparison(Node* node, Comparison& comparison) {
    if (!IsA(node, OpExpr) || list_length(reinterpret_cast<OpExpr*>(node)->args) != 2) return false;
    const auto* call = reinterpret_cast<OpExpr*>(node);
    auto* left = without_relabels(static_cast<Node*>(linitial(call->args)));
    auto* right = without_relabels(static_cast<Node*>(lsecond(call->args)));
    const bool is_turned = !has_columns(left);
    if (is_turned == !has_columns(right)) return false;
    comparison = is_turned ? Comparison{right, left, get_commutator(call->opno), call->inputcollid}
                           : Comparison{left, right, call->opno, call->inputcollid};
    return OidIsValid(comparison.op);
}

// How the operator compares in the order that the type has by itself; 0 where it doesn't.
int strategy_of(Oid op, Oid type) {
    const Oid order = GetDefaultOpClass(type, BTREE_AM_OID);
    if (!OidIsValid(order)) return 0;
    const Oid family = get_opclass_family(order);
    const int strategy = get_op_opfamily_strategy(op, family);
    if (strategy != 0) return strategy;
    const Oid negator = get_negator(op);
    return OidIsValid(negator) && get_op_opfamily_strategy(negator, family) == BTEqualStrategyNumber
               ? not_equal_strategy
               : 0;
}

enum class Order : std::uint8_t { Before, Same, After, Different, Unknown };

Order order_of(std::int64_t one, std::int64_t other) {
    if (one == other) return Order::Same;
    return one < other ? Order::Before : Order::After;
}

// The value as a number that is ordered as the type is; false where there is none.
bool read_number(const Const* value, Oid type, std::int64_t* number) {
    switch (type) {
        case INT2OID:
            *number = DatumGetInt16(value->constvalue);
            return true;
        case INT4OID:
        case DATEOID:
            *number = DatumGetInt32(value->constvalue);
            return true;
        case INT8OID:
        case TIMESTAMPOID:
        case TIMESTAMPTZOID:
        case TIMEOID:
            *number = DatumGetInt64(value->constvalue);
            return true;
        case BOOLOID:
            *number = DatumGetBool(value->constvalue) ? 1 : 0;
            return true;
        case OIDOID:
            *number = DatumGetObjectId(value->constvalue);
            return true;
        default:
            return false;
    }
}

bool is_integer(Oid type) {
    return type == INT2OID || type == INT4OID || type == INT8OID;
}

bool is_text(Oid type) {
    return type == TEXTOID || type == VARCHAROID;
}

// Of two values of one of these types other bytes are another value.
bool tells_bytes(Oid type, Oid collation) {
    if (is_text(type)) return !OidIsValid(collation) || get_collation_isdeterministic(collation);
    return type == UUIDOID || get_typtype(type) == TYPTYPE_ENUM;
}

Order order_of(const Const* one, const Const* other, Oid collation) {
    const Oid type = base_type(one->consttype);
    const Oid other_type = base_type(other->consttype);
    const bool is_same_kind =
        type == other_type || (is_integer(type) && is_integer(other_type)) || (is_text(type) && is_text(other_type));
    if (!is_same_kind || one->constisnull || other->constisnull) return Order::Unknown;
    std::int64_t number = 0;
    std::int64_t other_number = 0;
    if (read_number(one, type, &number) && read_number(other, other_type, &other_number))
        return order_of(number, other_number);
    if (type == UUIDOID) {
        return order_of(memcmp(DatumGetUUIDP(one->constvalue), DatumGetUUIDP(other->constvalue), UUID_LEN), 0);
    }
    if (datum_image_eq(one->constvalue, other->constvalue, one->constbyval, one->constlen)) return Order::Same;
    return tells_bytes(type, collation) ? Order::Different : Order::Unknown;
}

Proof given_if(bool is_given) {
    return is_given ? Proof::Given : Proof::Missing;
}

// Whether what compares so with a value compares so with another one, which it stands to in this order.
Proof follows(int known, int wanted, Order order) {
    const bool is_unknown = order == Order::Unknown;
    const bool is_same = order == Order::Same;
    if (known == not_equal_strategy) {
        if (wanted != not_equal_strategy) return Proof::Missing;
        return is_unknown ? Proof::Unknown : given_if(is_same);
    }
    if (known == BTEqualStrategyNumber && (wanted == BTEqualStrategyNumber || wanted == not_equal_strategy)) {
        return is_unknown ? Proof::Unknown : given_if(is_same == (wanted == BTEqualStrategyNumber));
    }
    const bool is_upper = known <= BTLessEqualStrategyNumber;
    const bool wants_upper = wanted <= BTLessEqualStrategyNumber;
    if (wanted == BTEqualStrategyNumber) return Proof::Missing;
    if (known != BTEqualStrategyNumber && wanted != not_equal_strategy && is_upper != wants_upper)
        return Proof::Missing;
    if (is_unknown || order == Order::Different) return Proof::Unknown;
    // Which side of the value it has to be on, and whether the value itself will do.
    const bool below = known != BTEqualStrategyNumber ? is_upper : wants_upper;
    const bool takes_same = wanted == BTLessEqualStrategyNumber || wanted == BTGreaterEqualStrategyNumber ||
                            known == BTLessStrategyNumber || known == BTGreaterStrategyNumber;
    return given_if((is_same && takes_same) || order == (below ? Order::Before : Order::After));
}

// Whether PostgreSQL might make the one of the other.
Proof unlike(Node* known, Node* wanted) {
    const bool may_be_replaced = calls_replaceable(known, nullptr) || calls_replaceable(wanted, nullptr);
    return may_be_replaced && share_columns(known, wanted) ? Proof::Unknown : Proof::Missing;
}

Proof proves_one(Node* known, Node* wanted) {
    if (equal(known, wanted)) return Proof::Given;
    Comparison one;
    Comparison other;
    if (!read_comparison(known, one) || !read_comparison(wanted, other) || !equal(one.compared, other.compared))
        return unlike(known, wanted);
    if (one.op >= FirstNormalObjectId || other.op >= FirstNormalObjectId) return Proof::Unknown;
    if (!IsA(other.value, Const)) return Proof::Unknown;
    const Oid type = base_type(reinterpret_cast<Const*>(other.value)->consttype);
    const int strategy = strategy_of(one.op, type);
    const int wanted_strategy = strategy_of(other.op, type);
    if (strategy == 0 || wanted_strategy == 0) return Proof::Missing;
    const bool is_known = IsA(one.value, Const) && one.collation == other.collation;
    return follows(
        strategy, wanted_strategy,
        is_known ? order_of(reinterpret_cast<Const*>(one.value), reinterpret_cast<Const*>(other.value), one.collation)
                 : Order::Unknown);
}

// "a IN (1, 2)" as "a = 1" and "a = 2"; NIL where the list isn't one of constants.
List* elements_of(const ScalarArrayOpExpr* test) {
    Node* array = without_relabels(static_cast<Node*>(lsecond(test->args)));
    while (array != nullptr && IsA(array, ArrayCoerceExpr)) {
        const auto* coercion = reinterpret_cast<ArrayCoerceExpr*>(array);
        if (!IsA(coercion->elemexpr, RelabelType)) return NIL;
        array = without_relabels(reinterpret_cast<Node*>(coercion->arg));
    }
    if (array == nullptr || !IsA(array, ArrayExpr)) return NIL;
    List* elements = reinterpret_cast<ArrayExpr*>(array)->elements;
    List* tests = NIL;
    for (int i = 0; i < list_length(elements); ++i) {
        auto* element = static_cast<Expr*>(list_nth(elements, i));
        Expr* one = make_opclause(test->opno, BOOLOID, false, static_cast<Expr*>(linitial(test->args)), element,
                                  InvalidOid, test->inputcollid);
        tests = lappend(tests, one);
    }
    return tests;
}

// Conditions joined by AND or OR; a condition by itself is none of both.
struct Joined {
    List* parts = NIL;
    bool by_and = false;
    bool by_or = false;
};

Joined joined(Node* node) {
    if (IsA(node, List)) return {reinterpret_cast<List*>(node), true, false};
    if (IsA(node, ScalarArrayOpExpr)) {
        const auto* test = reinterpret_cast<ScalarArrayOpExpr*>(node);
        List* parts = elements_of(test);
        return {parts, parts != NIL && !test->useOr, parts != NIL && test->useOr};
    }
    if (!IsA(node, BoolExpr)) return {};
    const auto* expression = reinterpret_cast<BoolExpr*>(node);
    return {expression->args, expression->boolop == AND_EXPR, expression->boolop == OR_EXPR};
}

bool is_false(Node* node) {
    if (!IsA(node, Const)) return false;
    const auto* constant = reinterpret_cast<Const*>(node);
    return constant->consttype == BOOLOID && !constant->constisnull && !DatumGetBool(constant->constvalue);
}

// NOT moved inwards, which looks operators' negators up.
Node* without_not(Node* node) {
    if (!IsA(node, BoolExpr) || reinterpret_cast<BoolExpr*>(node)->boolop != NOT_EXPR) return node;
    return negate_clause(static_cast<Node*>(linitial(reinterpret_cast<BoolExpr*>(node)->args)));
}

Proof proves(Node* known, Node* wanted);

// All that is wanted, or any of what is known to hold: each by itself.
// NOLINTNEXTLINE(misc-no-recursion): as deep as what was written
Proof proves_all(Node* known, Node* wanted, const Joined& goal, const Joined& given) {
    Proof worst = Proof::Given;
    const List* parts = goal.by_and ? goal.parts : given.parts;
    for (int i = 0; i < list_length(parts); ++i) {
        auto* part = static_cast<Node*>(list_nth(parts, i));
        if (!goal.by_and && is_false(part)) continue;
        const Proof proof = goal.by_and ? proves(known, part) : proves(part, wanted);
        if (proof == Proof::Missing) return Proof::Missing;
        if (proof == Proof::Unknown) worst = Proof::Unknown;
    }
    return worst;
}

// As predicate_implied_by_recurse() in optimizer/util/predtest.c takes them apart.
Proof proves(Node* known, Node* wanted) {  // NOLINT(misc-no-recursion): as deep as what was written
    check_stack_depth();
    known = without_not(known);
    const Joined goal = joined(wanted);
    const Joined given = joined(known);
    if (equal(known, wanted)) return Proof::Given;
    if (goal.by_and || given.by_or) return proves_all(known, wanted, goal, given);
    if (!given.by_and && !goal.by_or) return proves_one(known, wanted);
    Proof best = Proof::Missing;
    for (int i = 0; given.by_and && i < list_length(given.parts) && best != Proof::Given; ++i)
        best = better(best, proves(static_cast<Node*>(list_nth(given.parts, i)), wanted));
    for (int i = 0; goal.by_or && i < list_length(goal.parts) && best != Proof::Given; ++i)
        best = better(best, proves(known, static_cast<Node*>(list_nth(goal.parts, i))));
    return best;
}

bool lets_no_null_pass(TupleDesc descriptor, int column) {
#if PG_VERSION_NUM >= 180000
    return TupleDescCompactAttr(descriptor, column)->attnullability == ATTNULLABLE_VALID;
#else
    return TupleDescAttr(descriptor, column)->attnotnull;
#endif
}

}  // namespace

bool is_before(const Node* one, const Node* other) {
    return order_of(reinterpret_cast<const Const*>(one), reinterpret_cast<const Const*>(other), InvalidOid) ==
           Order::Before;
}

Proof proof_of(::Relation relation, Node* condition) {
    const TupleDesc descriptor = RelationGetDescr(relation);
    List* known = NIL;
    for (int i = 0; i < descriptor->natts; ++i) {
        const Form_pg_attribute attribute = TupleDescAttr(descriptor, i);
        if (attribute->attisdropped || !lets_no_null_pass(descriptor, i)) continue;
        NullTest* test = makeNode(NullTest);
        test->arg = reinterpret_cast<Expr*>(
            makeVar(1, attribute->attnum, attribute->atttypid, attribute->atttypmod, attribute->attcollation, 0));
        test->nulltesttype = IS_NOT_NULL;
        test->argisrow = type_is_rowtype(attribute->atttypid);
        test->location = -1;
        known = lappend(known, test);
    }
    const TupleConstr* constraints = descriptor->constr;
    for (int i = 0; constraints != nullptr && i < constraints->num_check; ++i) {
        if (constraints->check[i].ccvalid) known = lappend(known, stringToNode(constraints->check[i].ccbin));
    }
    return known == NIL ? given_if(false) : proves(reinterpret_cast<Node*>(known), condition);
}

}  // namespace mana_guard::server
