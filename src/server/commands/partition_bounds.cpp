#include "server/commands/partition_bounds.hpp"

#include "server/catalog/types.hpp"
#include "server/commands/cooking.hpp"
#include "server/commands/proofs.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// One column of a partition key, or one expression.
struct KeyPart {
    Node* expression;
    Oid type;
    int32 modifier;
    Oid collation;  // of the column
    Oid sorted_by;  // the key's own
    Oid operator_family;
    Oid operator_type;
};

struct PartitionedBy {
    char strategy;
    int count;
    KeyPart parts[PARTITION_MAX_KEYS];
};

bool read_key_part(Oid relation, AttrNumber column, Node* expression, Oid operator_class, Oid collation,
                   KeyPart& part) {
    part = KeyPart();
    part.sorted_by = collation;
    if (column != 0) {
        get_atttypetypmodcoll(relation, column, &part.type, &part.modifier, &part.collation);
        part.expression = reinterpret_cast<Node*>(makeVar(1, column, part.type, part.modifier, part.collation, 0));
    } else {
        part.expression = expression;
        part.type = exprType(expression);
        part.modifier = exprTypmod(expression);
        part.collation = exprCollation(expression);
    }
    HeapTuple tuple = SearchSysCache1(CLAOID, ObjectIdGetDatum(operator_class));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* row = reinterpret_cast<Form_pg_opclass>(GETSTRUCT(tuple));
    part.operator_family = row->opcfamily;
    part.operator_type = row->opcintype;
    ReleaseSysCache(tuple);
    return true;
}

// False where it has none.
bool read_key(Oid relation, PartitionedBy& key) {
    HeapTuple tuple = SearchSysCache1(PARTRELID, ObjectIdGetDatum(relation));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* row = reinterpret_cast<Form_pg_partitioned_table>(GETSTRUCT(tuple));
    const auto vector = [tuple](AttrNumber column) {
        bool is_null = true;
        return reinterpret_cast<const oidvector*>(DatumGetPointer(SysCacheGetAttr(PARTRELID, tuple, column, &is_null)));
    };
    const oidvector* classes = vector(Anum_pg_partitioned_table_partclass);
    const oidvector* collations = vector(Anum_pg_partitioned_table_partcollation);
    bool is_null = true;
    const Datum stored = SysCacheGetAttr(PARTRELID, tuple, Anum_pg_partitioned_table_partexprs, &is_null);
    List* expressions = is_null ? NIL : static_cast<List*>(stringToNode(TextDatumGetCString(stored)));
    key.strategy = row->partstrat;
    key.count = row->partnatts;
    int next_expression = 0;
    bool is_read = true;
    for (int i = 0; i < key.count && is_read; ++i) {
        const AttrNumber column = row->partattrs.values[i];
        is_read = column != 0 || next_expression < list_length(expressions);
        if (!is_read) break;
        auto* expression = column != 0 ? nullptr : static_cast<Node*>(list_nth(expressions, next_expression++));
        is_read = read_key_part(relation, column, expression, classes->values[i], collations->values[i], key.parts[i]);
    }
    ReleaseSysCache(tuple);
    return is_read;
}

bool is_number(Oid type) {
    return type == INT2OID || type == INT4OID || type == INT8OID || type == NUMERICOID || type == FLOAT4OID ||
           type == FLOAT8OID;
}

// A value of the key's type; null where it isn't a literal of it that the server alone can read.
Const* read_value(const Node* written, const KeyPart& part) {
    if (IsA(written, TypeCast)) {
        const auto* cast = reinterpret_cast<const TypeCast*>(written);
        const Oid type = LookupTypeNameOid(nullptr, cast->typeName, true);
        return type == part.type && IsA(cast->arg, A_Const) ? read_value(cast->arg, part) : nullptr;
    }
    if (!IsA(written, A_Const)) return nullptr;
    const auto* literal = reinterpret_cast<const A_Const*>(written);
    const Oid base = base_type(part.type);
    std::int16_t length = 0;
    bool by_value = false;
    get_typlenbyval(part.type, &length, &by_value);
    if (literal->isnull) return makeConst(part.type, part.modifier, part.collation, length, Datum{0}, true, by_value);
    const char* text = nullptr;
    switch (nodeTag(&literal->val.node)) {
        case T_Integer:
            if (is_number(base)) text = psprintf("%d", literal->val.ival.ival);
            break;
        case T_Float:
            if (is_number(base)) text = literal->val.fval.fval;
            break;
        case T_Boolean:
            if (base == BOOLOID) text = literal->val.boolval.boolval ? "true" : "false";
            break;
        case T_String:
            text = literal->val.sval.sval;
            break;
        default:
            break;
    }
    auto* value = text == nullptr ? nullptr : reinterpret_cast<Const*>(read_literal(text, base, part.modifier));
    if (value != nullptr) {
        value->consttype = part.type;
        value->constcollid = part.collation;
    }
    return value;
}

// MINVALUE and MAXVALUE are columns to the grammar (parser/parse_utilcmd.c, transformPartitionRangeBounds).
PartitionRangeDatum* read_limit(const Node* written, const KeyPart& part) {
    auto* limit = makeNode(PartitionRangeDatum);
    limit->location = -1;
    limit->kind = PARTITION_RANGE_DATUM_VALUE;
    if (IsA(written, ColumnRef)) {
        const List* fields = reinterpret_cast<const ColumnRef*>(written)->fields;
        if (list_length(fields) != 1 || !IsA(linitial(fields), String)) return nullptr;
        const char* word = strVal(linitial(fields));
        if (strcmp(word, "minvalue") == 0) {
            limit->kind = PARTITION_RANGE_DATUM_MINVALUE;
            return limit;
        }
        if (strcmp(word, "maxvalue") != 0) return nullptr;
        limit->kind = PARTITION_RANGE_DATUM_MAXVALUE;
        return limit;
    }
    Const* value = read_value(written, part);
    if (value == nullptr || value->constisnull) return nullptr;
    limit->value = reinterpret_cast<Node*>(value);
    return limit;
}

bool read_limits(const List* written, const PartitionedBy& key, List** limits) {
    if (list_length(written) != key.count) return false;
    for (int i = 0; i < key.count; ++i) {
        PartitionRangeDatum* limit = read_limit(static_cast<const Node*>(list_nth(written, i)), key.parts[i]);
        if (limit == nullptr) return false;
        *limits = lappend(*limits, limit);
    }
    return true;
}

Expr* null_test(const KeyPart& part, NullTestType type) {
    NullTest* test = makeNode(NullTest);
    test->arg = reinterpret_cast<Expr*>(copyObjectImpl(part.expression));
    test->nulltesttype = type;
    test->argisrow = false;
    test->location = -1;
    return reinterpret_cast<Expr*>(test);
}

// As make_partition_op_expr() in partitioning/partbounds.c has it.
Expr* compared(const KeyPart& part, StrategyNumber strategy, Node* value) {
    const Oid op = get_opfamily_member(part.operator_family, part.operator_type, part.operator_type,
                                       static_cast<std::int16_t>(strategy));
    auto* expression = static_cast<Expr*>(copyObjectImpl(part.expression));
    const bool is_of_other_type =
        part.type != part.operator_type && part.operator_type != RECORDOID && !IsPolymorphicType(part.operator_type);
    if (is_of_other_type || part.sorted_by != part.collation) {
        expression = reinterpret_cast<Expr*>(
            makeRelabelType(expression, part.operator_type, -1, part.sorted_by, COERCE_EXPLICIT_CAST));
    }
    return make_opclause(op, BOOLOID, false, expression, reinterpret_cast<Expr*>(value), InvalidOid, part.sorted_by);
}

Expr* all_of(List* conditions) {
    return list_length(conditions) == 1 ? static_cast<Expr*>(linitial(conditions))
                                        : makeBoolExpr(AND_EXPR, conditions, -1);
}

Expr* any_of(List* conditions) {
    return list_length(conditions) == 1 ? static_cast<Expr*>(linitial(conditions))
                                        : makeBoolExpr(OR_EXPR, conditions, -1);
}

List* conditions_of_list(const PartitionedBy& key, const List* values) {
    const KeyPart& part = key.parts[0];
    List* elements = NIL;
    bool takes_null = false;
    for (int i = 0; i < list_length(values); ++i) {
        auto* value = static_cast<Const*>(list_nth(values, i));
        takes_null |= value->constisnull;
        if (!value->constisnull) elements = lappend(elements, value);
    }
    Expr* is_one = nullptr;
    if (list_length(elements) > 1 && !type_is_array(part.type)) {
        const auto* pattern = reinterpret_cast<const OpExpr*>(
            compared(part, BTEqualStrategyNumber, static_cast<Node*>(linitial(elements))));
        auto* array = makeNode(ArrayExpr);
        array->array_typeid = get_array_type(part.type);
        array->array_collid = part.collation;
        array->element_typeid = part.type;
        array->elements = elements;
        array->location = -1;
        auto* test = makeNode(ScalarArrayOpExpr);
        test->opno = pattern->opno;
        test->opfuncid = get_opcode(pattern->opno);
        test->useOr = true;
        test->inputcollid = part.sorted_by;
        test->args = list_make2(linitial(pattern->args), array);
        test->location = -1;
        is_one = reinterpret_cast<Expr*>(test);
    } else if (elements != NIL) {
        List* tests = NIL;
        for (int i = 0; i < list_length(elements); ++i)
            tests = lappend(tests, compared(part, BTEqualStrategyNumber, static_cast<Node*>(list_nth(elements, i))));
        is_one = any_of(tests);
    }
    List* conditions = list_make1(null_test(part, takes_null ? IS_NULL : IS_NOT_NULL));
    if (is_one != nullptr) conditions = lappend(conditions, is_one);
    return takes_null ? list_make1(any_of(conditions)) : conditions;
}

List* conditions_of_hash(Oid parent, const PartitionedBy& key, const PartitionBoundSpec* bounds) {
    const auto number = [](Oid type, Datum value) {
        return makeConst(type, -1, InvalidOid, sizeof(std::int32_t), value, false, true);
    };
    List* arguments =
        list_make3(number(OIDOID, ObjectIdGetDatum(parent)), number(INT4OID, Int32GetDatum(bounds->modulus)),
                   number(INT4OID, Int32GetDatum(bounds->remainder)));
    for (int i = 0; i < key.count; ++i) arguments = lappend(arguments, copyObjectImpl(key.parts[i].expression));
    return list_make1(
        makeFuncExpr(F_SATISFIES_HASH_PARTITION, BOOLOID, arguments, InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL));
}

Const* limit_at(const List* limits, int i, PartitionRangeDatumKind* kind) {
    const auto* limit = static_cast<const PartitionRangeDatum*>(list_nth(limits, i));
    *kind = limit->kind;
    return limit->kind == PARTITION_RANGE_DATUM_VALUE ? reinterpret_cast<Const*>(limit->value) : nullptr;
}

// One side of a range, from the column at `first` on: (a > 1) OR (a = 1 AND b >= 2); null where any value will do.
Expr* side_of_range(const PartitionedBy& key, const List* limits, int first, bool is_lower) {
    const PartitionRangeDatumKind endless = is_lower ? PARTITION_RANGE_DATUM_MINVALUE : PARTITION_RANGE_DATUM_MAXVALUE;
    List* arms = NIL;
    List* equals = NIL;
    for (int i = first; i < key.count; ++i) {
        PartitionRangeDatumKind kind{};
        Const* value = limit_at(limits, i, &kind);
        if (value == nullptr) break;
        PartitionRangeDatumKind next = PARTITION_RANGE_DATUM_VALUE;
        const bool is_last = i == key.count - 1;
        if (!is_last) limit_at(limits, i + 1, &next);
        const bool takes_same = is_lower ? is_last || next == endless : next == endless;
        StrategyNumber strategy = 0;
        if (is_lower) {
            strategy = takes_same ? BTGreaterEqualStrategyNumber : BTGreaterStrategyNumber;
        } else {
            strategy = takes_same ? BTLessEqualStrategyNumber : BTLessStrategyNumber;
        }
        auto* own = reinterpret_cast<Node*>(value);
        arms = lappend(arms, all_of(lappend(list_copy(equals), compared(key.parts[i], strategy, own))));
        equals = lappend(equals, compared(key.parts[i], BTEqualStrategyNumber, own));
        if (next != PARTITION_RANGE_DATUM_VALUE) break;
    }
    return arms == NIL ? nullptr : any_of(arms);
}

// get_qual_for_range() in partitioning/partbounds.c. Values that are equal and not the same, 1.0 and 1.00, it joins
// into one; the longer condition says the same.
List* conditions_of_range(const PartitionedBy& key, const PartitionBoundSpec* bounds) {
    List* conditions = NIL;
    for (int i = 0; i < key.count; ++i) conditions = lappend(conditions, null_test(key.parts[i], IS_NOT_NULL));
    int first = 0;
    for (; first < key.count - 1; ++first) {
        PartitionRangeDatumKind kind{};
        Const* lower = limit_at(bounds->lowerdatums, first, &kind);
        Const* upper = limit_at(bounds->upperdatums, first, &kind);
        if (lower == nullptr || upper == nullptr || !equal(lower, upper)) break;
        conditions =
            lappend(conditions, compared(key.parts[first], BTEqualStrategyNumber, reinterpret_cast<Node*>(lower)));
    }
    Expr* lower = side_of_range(key, bounds->lowerdatums, first, true);
    Expr* upper = side_of_range(key, bounds->upperdatums, first, false);
    if (lower != nullptr) conditions = lappend(conditions, lower);
    if (upper != nullptr) conditions = lappend(conditions, upper);
    return conditions;
}

// The bounds of a partition that is there; null for none.
PartitionBoundSpec* stored_bounds(Oid partition) {
    HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(partition));
    if (!HeapTupleIsValid(tuple)) return nullptr;
    bool is_null = true;
    const Datum stored = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_relpartbound, &is_null);
    auto* bounds = is_null ? nullptr : static_cast<PartitionBoundSpec*>(stringToNode(TextDatumGetCString(stored)));
    ReleaseSysCache(tuple);
    return bounds;
}

List* conditions_by(Oid parent, const PartitionedBy& key, const PartitionBoundSpec* bounds);

// What a default partition has is what none of the others has.
List* conditions_of_default(Oid parent, const PartitionedBy& key) {  // NOLINT(misc-no-recursion): the others are none
    List* others = NIL;
    const List* partitions = find_children(parent);
    for (int i = 0; i < list_length(partitions); ++i) {
        CHECK_FOR_INTERRUPTS();
        const PartitionBoundSpec* bounds = stored_bounds(list_nth_oid(partitions, i));
        if (bounds != nullptr && !bounds->is_default)
            others = lappend(others, all_of(conditions_by(parent, key, bounds)));
    }
    return others == NIL ? NIL : list_make1(negate_clause(reinterpret_cast<Node*>(any_of(others))));
}

List* conditions_by(Oid parent, const PartitionedBy& key,
                    const PartitionBoundSpec* bounds) {  // NOLINT(misc-no-recursion)
    if (bounds->is_default) return conditions_of_default(parent, key);
    switch (key.strategy) {
        case PARTITION_STRATEGY_LIST:
            return conditions_of_list(key, bounds->listdatums);
        case PARTITION_STRATEGY_RANGE:
            return conditions_of_range(key, bounds);
        default:
            return conditions_of_hash(parent, key, bounds);
    }
}

// Whether the one range of a single column begins before the other ends, as far as it can be told.
bool begins_before_end(const PartitionBoundSpec* begins, const PartitionBoundSpec* ends) {
    const auto* lower = static_cast<const PartitionRangeDatum*>(linitial(begins->lowerdatums));
    const auto* upper = static_cast<const PartitionRangeDatum*>(linitial(ends->upperdatums));
    if (lower->kind == PARTITION_RANGE_DATUM_MINVALUE) return upper->kind != PARTITION_RANGE_DATUM_MINVALUE;
    if (upper->kind == PARTITION_RANGE_DATUM_MAXVALUE) return lower->kind != PARTITION_RANGE_DATUM_MAXVALUE;
    return lower->kind == PARTITION_RANGE_DATUM_VALUE && upper->kind == PARTITION_RANGE_DATUM_VALUE &&
           is_before(lower->value, upper->value);
}

bool ranges_overlap(const PartitionBoundSpec* left, const PartitionBoundSpec* right) {
    return list_length(left->lowerdatums) == 1 && begins_before_end(left, right) && begins_before_end(right, left);
}

bool share_values(const List* some, const List* others) {
    for (int i = 0; i < list_length(some); ++i) {
        if (list_member(others, list_nth(some, i))) return true;
    }
    return false;
}

}  // namespace

PartitionBoundSpec* read_bounds(Oid parent, const PartitionBoundSpec* written) {
    PartitionedBy key;
    if (!read_key(parent, key)) return nullptr;
    auto* bounds = static_cast<PartitionBoundSpec*>(copyObjectImpl(written));
    if (bounds->is_default) {
        bounds->strategy = static_cast<decltype(bounds->strategy)>(key.strategy);  // an enum since 16
        return key.strategy == PARTITION_STRATEGY_HASH ? nullptr : bounds;
    }
    if (bounds->strategy != key.strategy) return nullptr;
    if (key.strategy == PARTITION_STRATEGY_HASH) {
        return bounds->modulus > 0 && bounds->remainder >= 0 && bounds->remainder < bounds->modulus ? bounds : nullptr;
    }
    if (key.strategy == PARTITION_STRATEGY_RANGE) {
        bounds->lowerdatums = bounds->upperdatums = NIL;
        return read_limits(written->lowerdatums, key, &bounds->lowerdatums) &&
                       read_limits(written->upperdatums, key, &bounds->upperdatums)
                   ? bounds
                   : nullptr;
    }
    bounds->listdatums = NIL;
    for (int i = 0; i < list_length(written->listdatums); ++i) {
        Const* value = read_value(static_cast<const Node*>(list_nth(written->listdatums, i)), key.parts[0]);
        if (value == nullptr) return nullptr;
        if (!list_member(bounds->listdatums, value)) bounds->listdatums = lappend(bounds->listdatums, value);
    }
    return bounds;
}

List* conditions_of(Oid parent, const PartitionBoundSpec* bounds) {
    PartitionedBy key;
    return read_key(parent, key) ? conditions_by(parent, key, bounds) : NIL;
}

bool overlap_others(Oid parent, const PartitionBoundSpec* bounds) {
    const List* partitions = find_children(parent);
    for (int i = 0; i < list_length(partitions); ++i) {
        CHECK_FOR_INTERRUPTS();
        const PartitionBoundSpec* other = stored_bounds(list_nth_oid(partitions, i));
        if (other == nullptr) continue;
        if (bounds->is_default != other->is_default) continue;
        if (bounds->is_default || share_values(bounds->listdatums, other->listdatums)) return true;
        if (bounds->strategy == PARTITION_STRATEGY_RANGE && ranges_overlap(bounds, other)) return true;
        if (bounds->strategy == PARTITION_STRATEGY_HASH && bounds->modulus == other->modulus &&
            bounds->remainder == other->remainder) {
            return true;
        }
    }
    return false;
}

List* conditions_above(::Relation relation) {
    Oid parent = InvalidOid;
    if (!find_partition_parent(RelationGetRelid(relation), parent)) return NIL;
    const PartitionBoundSpec* bounds = stored_bounds(RelationGetRelid(relation));
    ::Relation above = bounds == nullptr ? nullptr : try_relation_open(parent, AccessShareLock);
    if (above == nullptr) return NIL;
    List* conditions = list_concat(conditions_above(above), conditions_of(parent, bounds));
    conditions = map_partition_varattnos(conditions, 1, relation, above);
    relation_close(above, AccessShareLock);
    return conditions;
}

Node* none_of(List* conditions) {
    return negate_clause(reinterpret_cast<Node*>(all_of(conditions)));
}

}  // namespace mana_guard::server
