#include "server/catalog/length_checks.hpp"

#include "server/catalog/expressions.hpp"

namespace mana_guard::server {
namespace {

constexpr Oid length_functions[] = {F_LENGTH_TEXT, F_CHAR_LENGTH_TEXT, F_CHARACTER_LENGTH_TEXT, F_OCTET_LENGTH_TEXT};

// pg_operator.dat: of two integers.
constexpr Oid equal = 96;
constexpr Oid less = 97;
constexpr Oid greater = 521;
constexpr Oid less_or_equal = 523;
constexpr Oid greater_or_equal = 525;

const Node* below_relabel(const Node* node) {
    while (node != nullptr && IsA(node, RelabelType))
        node = reinterpret_cast<const Node*>(reinterpret_cast<const RelabelType*>(node)->arg);
    return node;
}

bool is_column(const Node* node, AttrNumber column) {
    node = below_relabel(node);
    return node != nullptr && IsA(node, Var) && reinterpret_cast<const Var*>(node)->varattno == column;
}

bool is_length_of(const Node* node, AttrNumber column) {
    if (node == nullptr || !IsA(node, FuncExpr)) return false;
    const auto* call = reinterpret_cast<const FuncExpr*>(node);
    bool measures = false;
    for (const Oid function : length_functions) measures |= call->funcid == function;
    return measures && list_length(call->args) == 1 &&
           is_column(static_cast<const Node*>(linitial(call->args)), column);
}

bool is_value(const Node* node) {
    return node != nullptr && IsA(node, Const) && !reinterpret_cast<const Const*>(node)->constisnull;
}

bool compares_length(const OpExpr* comparison, AttrNumber column) {
    if (list_length(comparison->args) != 2) return false;
    const auto* left = static_cast<const Node*>(linitial(comparison->args));
    const auto* right = static_cast<const Node*>(lsecond(comparison->args));
    switch (comparison->opno) {
        case equal:
            return (is_length_of(left, column) && is_value(right)) || (is_value(left) && is_length_of(right, column));
        case less:
        case less_or_equal:
            return is_length_of(left, column) && is_value(right);
        case greater:
        case greater_or_equal:
            return is_value(left) && is_length_of(right, column);
        default:
            return false;
    }
}

bool is_null_test(const Node* node, AttrNumber column) {
    if (node == nullptr || !IsA(node, NullTest)) return false;
    const auto* test = reinterpret_cast<const NullTest*>(node);
    return test->nulltesttype == IS_NULL && is_column(reinterpret_cast<const Node*>(test->arg), column);
}

}  // namespace

const Node* length_check(const char* stored) {
    if (strstr(stored, "{SCALARARRAYOPEXPR ") != nullptr) return static_cast<const Node*>(stringToNode(stored));
    for (const Oid function : length_functions) {
        if (strstr(stored, psprintf(":funcid %u ", function)) != nullptr)
            return static_cast<const Node*>(stringToNode(stored));
    }
    return nullptr;
}

bool limits_length(const Node* check, AttrNumber column) {
    if (check == nullptr) return false;
    if (IsA(check, ScalarArrayOpExpr)) return listed_column(check) == column;
    if (IsA(check, OpExpr)) return compares_length(reinterpret_cast<const OpExpr*>(check), column);
    if (!IsA(check, BoolExpr)) return is_null_test(check, column);
    const auto* joined = reinterpret_cast<const BoolExpr*>(check);
    int limiting = 0;
    for (int i = 0; i < list_length(joined->args); ++i)
        limiting += limits_length(static_cast<const Node*>(list_nth(joined->args, i)), column) ? 1 : 0;
    return joined->boolop == AND_EXPR ? limiting > 0
                                      : joined->boolop == OR_EXPR && limiting == list_length(joined->args);
}

}  // namespace mana_guard::server
