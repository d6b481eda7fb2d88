#include "server/catalog/truth.hpp"

namespace mana_guard::server {
namespace {

// "Open": it depends on the row, or on what isn't looked into.
enum class Truth : std::uint8_t { Open, False, True, Null };

Truth truth_of(const Node* node);

Truth truth_of(bool value) {
    return value ? Truth::True : Truth::False;
}

Truth opposite(Truth truth) {
    if (truth == Truth::True) return Truth::False;
    return truth == Truth::False ? Truth::True : truth;
}

Truth truth_of_boolean(const BoolExpr* expression) {
    if (expression->boolop == NOT_EXPR) return opposite(truth_of(static_cast<const Node*>(linitial(expression->args))));
    // One of these decides, whatever the others are.
    const Truth deciding = expression->boolop == AND_EXPR ? Truth::False : Truth::True;
    Truth truth = opposite(deciding);
    for (int i = 0; i < list_length(expression->args); ++i) {
        const Truth one = truth_of(static_cast<const Node*>(list_nth(expression->args, i)));
        if (one == deciding) return deciding;
        if (one == Truth::Open || (one == Truth::Null && truth != Truth::Open)) truth = one;
    }
    return truth;
}

bool is_integer_cast(Oid function) {
    switch (function) {
        case F_INT2_INT4:
        case F_INT2_INT8:
        case F_INT4_INT2:
        case F_INT4_INT8:
        case F_INT8_INT2:
        case F_INT8_INT4:
            return true;
        default:
            return false;
    }
}

// Below conversions that change no value.
const Node* without_conversions(const Node* node) {
    for (;;) {
        if (node == nullptr) return nullptr;
        if (IsA(node, RelabelType)) {
            node = reinterpret_cast<const Node*>(reinterpret_cast<const RelabelType*>(node)->arg);
        } else if (IsA(node, FuncExpr) && is_integer_cast(reinterpret_cast<const FuncExpr*>(node)->funcid)) {
            node = static_cast<const Node*>(linitial(reinterpret_cast<const FuncExpr*>(node)->args));
        } else {
            return node;
        }
    }
}

// Null where it is none.
const Const* constant_of(const Node* node) {
    const Node* bare = without_conversions(node);
    return bare != nullptr && IsA(bare, Const) ? reinterpret_cast<const Const*>(bare) : nullptr;
}

// Whether it is a whole number or a boolean, which it puts into `value`.
bool read_integer(const Const* constant, int64& value) {
    switch (constant->consttype) {
        case BOOLOID:
            value = DatumGetBool(constant->constvalue) ? 1 : 0;
            return true;
        case INT2OID:
            value = DatumGetInt16(constant->constvalue);
            return true;
        case INT4OID:
            value = DatumGetInt32(constant->constvalue);
            return true;
        case INT8OID:
            value = DatumGetInt64(constant->constvalue);
            return true;
        default:
            return false;
    }
}

Truth compared(int64 left, int64 right, int strategy) {
    switch (strategy) {
        case BTLessStrategyNumber:
            return truth_of(left < right);
        case BTLessEqualStrategyNumber:
            return truth_of(left <= right);
        case BTEqualStrategyNumber:
            return truth_of(left == right);
        case BTGreaterEqualStrategyNumber:
            return truth_of(left >= right);
        case BTGreaterStrategyNumber:
            return truth_of(left > right);
        default:
            return Truth::Open;
    }
}

bool is_builtin(Oid oid) {
    return oid < FirstUnpinnedObjectId;
}

// Of two constants that are the same to the byte: every type of PostgreSQL's own has such equal to itself, but those
// that hold values of others' types.
Truth compared_same(const OpExpr* expression, const Const* constant) {
    const bool holds_others =
        get_typtype(constant->consttype) == TYPTYPE_PSEUDO || OidIsValid(get_element_type(constant->consttype));
    if (!is_builtin(constant->consttype) || holds_others) return Truth::Open;
    if (op_mergejoinable(expression->opno, constant->consttype)) return Truth::True;
    const Oid negator = get_negator(expression->opno);
    const bool is_inequality = OidIsValid(negator) && op_mergejoinable(negator, constant->consttype);
    return is_inequality ? Truth::False : Truth::Open;
}

// Of two texts that differ, by = and <>: a deterministic collation tells them by their bytes.
Truth compared_different(const OpExpr* expression, const Const* constant) {
    const bool is_deterministic =
        expression->inputcollid == DEFAULT_COLLATION_OID || expression->inputcollid == C_COLLATION_OID;
    if (constant->consttype != TEXTOID || !is_deterministic) return Truth::Open;
    if (expression->opno == TextEqualOperator) return Truth::False;
    return get_negator(expression->opno) == TextEqualOperator ? Truth::True : Truth::Open;
}

Truth truth_of_comparison(const OpExpr* expression) {
    if (!is_builtin(expression->opno) || expression->opresulttype != BOOLOID || list_length(expression->args) != 2)
        return Truth::Open;
    const Const* left = constant_of(static_cast<const Node*>(linitial(expression->args)));
    const Const* right = constant_of(static_cast<const Node*>(lsecond(expression->args)));
    if (left == nullptr || right == nullptr) return Truth::Open;
    int64 first = 0;
    int64 second = 0;
    if (left->constisnull || right->constisnull) {
        const bool gives_null = get_op_opfamily_strategy(expression->opno, INTEGER_BTREE_FAM_OID) != 0 ||
                                op_mergejoinable(expression->opno, left->consttype);
        return gives_null ? Truth::Null : Truth::Open;
    }
    if (read_integer(left, first) && read_integer(right, second)) {
        const Oid family = left->consttype == BOOLOID ? BOOL_BTREE_FAM_OID : INTEGER_BTREE_FAM_OID;
        const int strategy = get_op_opfamily_strategy(expression->opno, family);
        if (strategy != 0) return compared(first, second, strategy);
        const Oid negator = get_negator(expression->opno);
        const bool is_inequality =
            OidIsValid(negator) && get_op_opfamily_strategy(negator, family) == BTEqualStrategyNumber;
        return is_inequality ? truth_of(first != second) : Truth::Open;
    }
    if (left->consttype != right->consttype) return Truth::Open;
    const bool are_same = datumIsEqual(left->constvalue, right->constvalue, left->constbyval, left->constlen);
    return are_same ? compared_same(expression, left) : compared_different(expression, left);
}

Truth truth_of_null_test(const NullTest* test) {
    const Const* constant = test->argisrow ? nullptr : constant_of(reinterpret_cast<const Node*>(test->arg));
    return constant == nullptr ? Truth::Open : truth_of(constant->constisnull == (test->nulltesttype == IS_NULL));
}

Truth truth_of_boolean_test(const BooleanTest* test) {
    const Truth tested = truth_of(reinterpret_cast<const Node*>(test->arg));
    if (tested == Truth::Open) return Truth::Open;
    switch (test->booltesttype) {
        case IS_TRUE:
            return truth_of(tested == Truth::True);
        case IS_NOT_TRUE:
            return truth_of(tested != Truth::True);
        case IS_FALSE:
            return truth_of(tested == Truth::False);
        case IS_NOT_FALSE:
            return truth_of(tested != Truth::False);
        case IS_UNKNOWN:
            return truth_of(tested == Truth::Null);
        case IS_NOT_UNKNOWN:
            return truth_of(tested != Truth::Null);
    }
    return Truth::Open;
}

// As policies wrap what is to be called once: (SELECT true).
Truth truth_of_select(const SubLink* link) {
    if (link->subLinkType != EXPR_SUBLINK || !IsA(link->subselect, Query)) return Truth::Open;
    const auto* query = reinterpret_cast<const Query*>(link->subselect);
    const bool gives_one_row = query->commandType == CMD_SELECT && query->rtable == NIL && query->cteList == NIL &&
                               query->jointree != nullptr && query->jointree->quals == nullptr &&
                               query->havingQual == nullptr && query->groupingSets == NIL && !query->hasTargetSRFs &&
                               query->limitCount == nullptr && query->limitOffset == nullptr &&
                               query->setOperations == nullptr && list_length(query->targetList) == 1;
    if (!gives_one_row) return Truth::Open;
    return truth_of(reinterpret_cast<const Node*>(static_cast<const TargetEntry*>(linitial(query->targetList))->expr));
}

Truth truth_of_cast(const FuncExpr* call) {
    if (call->funcid != F_BOOL_INT4) return Truth::Open;
    const Const* constant = constant_of(static_cast<const Node*>(linitial(call->args)));
    int64 value = 0;
    if (constant == nullptr || constant->constisnull || !read_integer(constant, value)) return Truth::Open;
    return truth_of(value != 0);
}

Truth truth_of(const Node* node) {
    check_stack_depth();
    if (node == nullptr) return Truth::Open;
    switch (nodeTag(node)) {
        case T_Const: {
            const auto* constant = reinterpret_cast<const Const*>(node);
            if (constant->constisnull) return Truth::Null;
            return constant->consttype == BOOLOID ? truth_of(DatumGetBool(constant->constvalue)) : Truth::Open;
        }
        case T_RelabelType:
            return truth_of(reinterpret_cast<const Node*>(reinterpret_cast<const RelabelType*>(node)->arg));
        case T_CoerceToDomain:
            return truth_of(reinterpret_cast<const Node*>(reinterpret_cast<const CoerceToDomain*>(node)->arg));
        case T_FuncExpr:
            return truth_of_cast(reinterpret_cast<const FuncExpr*>(node));
        case T_BoolExpr:
            return truth_of_boolean(reinterpret_cast<const BoolExpr*>(node));
        case T_OpExpr:
            return truth_of_comparison(reinterpret_cast<const OpExpr*>(node));
        case T_NullTest:
            return truth_of_null_test(reinterpret_cast<const NullTest*>(node));
        case T_BooleanTest:
            return truth_of_boolean_test(reinterpret_cast<const BooleanTest*>(node));
        case T_SubLink:
            return truth_of_select(reinterpret_cast<const SubLink*>(node));
        default:
            return Truth::Open;
    }
}

}  // namespace

bool is_true(const char* stored) {
    return truth_of(static_cast<const Node*>(stringToNode(stored))) == Truth::True;
}

}  // namespace mana_guard::server
