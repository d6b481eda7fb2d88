#include "server/commands/rewrites.hpp"

#include "server/catalog/expressions.hpp"
#include "server/catalog/types.hpp"
#include "server/commands/command_sql.hpp"
#include "server/commands/cooking.hpp"
#include "server/commands/proofs.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

constexpr const char* serial_types[] = {"smallserial", "serial2", "serial", "serial4", "bigserial", "serial8"};

const Constraint* constraint_of(const ColumnDef* definition, ConstrType type) {
    for (int i = 0; i < list_length(definition->constraints); ++i) {
        const auto* constraint = static_cast<const Constraint*>(list_nth(definition->constraints, i));
        if (constraint->contype == type) return constraint;
    }
    return nullptr;
}

// The type; invalid where there is none of that name, which the statement itself will say.
Oid type_of(const TypeName* name, int32* modifier) {
    HeapTuple type = LookupTypeName(nullptr, name, modifier, true);
    if (type == nullptr) return InvalidOid;
    const Oid oid = typeTypeId(type);
    ReleaseSysCache(type);
    return oid;
}

// What a new column falls back on; null where that is NULL.
const Node* default_expression(::Relation relation, const ColumnDef* definition, Oid type, int32 modifier) {
    const Constraint* constraint = constraint_of(definition, CONSTR_DEFAULT);
    if (constraint == nullptr) return domain_default(type);
    return cook_default(relation, constraint->raw_expr, type, modifier, definition->colname);
}

// Whether it is the constant NULL, whatever type it is converted to.
bool is_null(const Node* expression) {
    for (;;) {
        switch (nodeTag(expression)) {
            case T_Const:
                return reinterpret_cast<const Const*>(expression)->constisnull;
            case T_CoerceToDomain:
                expression = reinterpret_cast<const Node*>(reinterpret_cast<const CoerceToDomain*>(expression)->arg);
                break;
            case T_RelabelType:
                expression = reinterpret_cast<const Node*>(reinterpret_cast<const RelabelType*>(expression)->arg);
                break;
            case T_CoerceViaIO:
                expression = reinterpret_cast<const Node*>(reinterpret_cast<const CoerceViaIO*>(expression)->arg);
                break;
            case T_ArrayCoerceExpr:
                expression = reinterpret_cast<const Node*>(reinterpret_cast<const ArrayCoerceExpr*>(expression)->arg);
                break;
            case T_FuncExpr: {
                const auto* call = reinterpret_cast<const FuncExpr*>(expression);
                const bool is_cast =
                    call->funcformat == COERCE_EXPLICIT_CAST || call->funcformat == COERCE_IMPLICIT_CAST;
                if (!is_cast || call->args == NIL || !func_strict(call->funcid)) return false;
                expression = static_cast<const Node*>(linitial(call->args));
                break;
            }
            default:
                return false;
        }
    }
}

// What simplifies the call of a function that coerces to a length, where the length doesn't matter: C of the server's
// own. Null for any other function.
PGFunction simplifies(Oid function) {
    switch (function) {
        case F_VARCHAR_VARCHAR_INT4_BOOL:
            return varchar_support;
        case F_NUMERIC_NUMERIC_INT4:
            return numeric_support;
        case F_VARBIT:
            return varbit_support;
        case F_INTERVAL_INTERVAL_INT4:
            return interval_support;
        case F_TIMESTAMP_TIMESTAMP_INT4:
        case F_TIMESTAMPTZ_TIMESTAMPTZ_INT4:
            return timestamp_support;
        case F_TIME_TIME_INT4:
        case F_TIMETZ_TIMETZ_INT4:
            return time_support;
        default:
            return nullptr;
    }
}

// As simplify_function() in optimizer/util/clauses.c asks; null where the call has to be made.
const Node* simplified(const FuncExpr* call) {
    const PGFunction support = simplifies(call->funcid);
    if (support == nullptr) return nullptr;
    SupportRequestSimplify request = {};
    request.type = T_SupportRequestSimplify;
    request.fcall = static_cast<FuncExpr*>(copyObjectImpl(call));
    return reinterpret_cast<const Node*>(
        DatumGetPointer(DirectFunctionCall1Coll(support, InvalidOid, PointerGetDatum(&request))));
}

// Whether the conversion leaves the rows as they are stored.
bool keeps_rows(const Node* conversion, AttrNumber column) {
    while (conversion != nullptr) {
        if (IsA(conversion, Var)) return reinterpret_cast<const Var*>(conversion)->varattno == column;
        if (IsA(conversion, RelabelType)) {
            conversion = reinterpret_cast<const Node*>(reinterpret_cast<const RelabelType*>(conversion)->arg);
        } else if (IsA(conversion, CoerceToDomain)) {
            const auto* domain = reinterpret_cast<const CoerceToDomain*>(conversion);
            if (has_domain_constraints(domain->resulttype)) return false;
            conversion = reinterpret_cast<const Node*>(domain->arg);
        } else if (IsA(conversion, FuncExpr)) {
            const auto* call = reinterpret_cast<const FuncExpr*>(conversion);
            if (const Node* simpler = simplified(call)) {
                conversion = simpler;
                continue;
            }
            const bool shifts_time = call->funcid == F_TIMESTAMPTZ_TIMESTAMP || call->funcid == F_TIMESTAMP_TIMESTAMPTZ;
            if (!shifts_time || TimestampTimestampTzRequiresRewrite()) return false;
            conversion = static_cast<const Node*>(linitial(call->args));
        } else {
            return false;
        }
    }
    return false;
}

}  // namespace

bool is_serial(const ColumnDef* definition) {
    const TypeName* name = definition->typeName;
    if (name == nullptr || list_length(name->names) != 1 || name->pct_type) return false;
    const char* text = strVal(linitial(name->names));
    bool is_one = false;
    for (const char* serial : serial_types) is_one |= strcmp(text, serial) == 0;
    return is_one;
}

bool may_be_domain(const ColumnDef* definition) {
    const TypeName* name = definition->typeName;
    if (name == nullptr || name->names == NIL) return true;
    // The grammar itself says pg_catalog for the types that SQL has keywords for.
    int32 modifier = -1;
    const Oid type = type_of(name, &modifier);
    return type >= FirstGenbkiObjectId;
}

void read_added_column(::Relation relation, ColumnDef* definition, Column& column, Command& command) {
    command.not_null = definition->is_not_null || constraint_of(definition, CONSTR_NOTNULL) != nullptr ||
                       constraint_of(definition, CONSTR_PRIMARY) != nullptr;
    const Constraint* generated = constraint_of(definition, CONSTR_GENERATED);
#if PG_VERSION_NUM >= 180000
    command.is_generated = generated != nullptr && generated->generated_kind == ATTRIBUTE_GENERATED_STORED;
#else
    command.is_generated = generated != nullptr;
#endif
    const Constraint* identity = constraint_of(definition, CONSTR_IDENTITY);
    if (is_serial(definition) || identity != nullptr) {
        const bool is_always = identity != nullptr && identity->generated_when == ATTRIBUTE_IDENTITY_ALWAYS;
        column.identity = is_always ? Identity::Always : Identity::ByDefault;
        command.has_default = command.rewrites = true;
        command.volatile_function = "pg_catalog.nextval";
        command.definition = "bigint";  // that its numbers last
        return;
    }
    int32 modifier = -1;
    const Oid type = definition->typeName == nullptr ? InvalidOid : type_of(definition->typeName, &modifier);
    if (!OidIsValid(type)) return;
    column.type = type_facts(type, modifier, nullptr).type;
    command.definition = with_collation(format_type_with_typemod(type, modifier), definition->collClause);
    command.value = value_for(type);
    command.rewrites = command.is_generated || has_domain_constraints(type);
    if (generated != nullptr) {
        command.has_default = true;
        return;
    }
    const Node* expression = default_expression(relation, definition, type, modifier);
    if (expression == nullptr || is_null(expression)) return;
    auto* read = const_cast<Node*>(expression);  // NOLINT(*-const-cast): PostgreSQL's walkers change nothing
    command.has_default = true;
    command.value = deparse_expression(read, NIL, false, false);
    // As it is declared: a volatile function in SQL that PostgreSQL would inline into something harmless counts, too.
    const char* function = volatile_call(read);
    if (function == nullptr) return;
    command.rewrites = true;
    command.volatile_function = function;
}

namespace {

bool mentions(Node* expression, AttrNumber column) {
    Bitmapset* columns = nullptr;
    pull_varattnos(expression, 1, &columns);
    return bms_is_member(column - FirstLowInvalidHeapAttributeNumber, columns);
}

// An index's expressions or predicate as pg_index has them; null where it has none.
Node* stored_tree(::Relation index, AttrNumber column) {
    HeapTuple tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(RelationGetRelid(index)));
    if (!HeapTupleIsValid(tuple)) return nullptr;
    bool is_null = true;
    const Datum stored = SysCacheGetAttr(INDEXRELID, tuple, column, &is_null);
    Node* tree = is_null ? nullptr : static_cast<Node*>(stringToNode(TextDatumGetCString(stored)));
    ReleaseSysCache(tuple);
    return tree;
}

// Whether the index is built anew although its values stay: one with expressions or a predicate always is
// (CheckIndexCompatible in commands/indexcmds.c), any other under another collation.
bool is_built_anew(::Relation index, AttrNumber column, Oid collation) {
    Node* expressions = stored_tree(index, Anum_pg_index_indexprs);
    Node* predicate = stored_tree(index, Anum_pg_index_indpred);
    bool has_key = false;
    for (int i = 0; i < index->rd_index->indnatts; ++i) {
        if (index->rd_index->indkey.values[i] != column) continue;
        has_key = true;
        const bool is_sorted_by = i < index->rd_index->indnkeyatts && OidIsValid(index->rd_indcollation[i]);
        if (is_sorted_by && index->rd_indcollation[i] != collation) return true;
    }
    if (expressions == nullptr && predicate == nullptr) return false;
    return has_key || mentions(expressions, column) || mentions(predicate, column);
}

// What of the column's PostgreSQL reads the table for although it keeps the rows, ready for a sentence; null for
// nothing. A valid check is checked again (ATPostAlterTypeParse in commands/tablecmds.c).
const char* redone(::Relation relation, AttrNumber column, Oid collation) {
    const TupleConstr* constraints = RelationGetDescr(relation)->constr;
    for (int i = 0; constraints != nullptr && i < constraints->num_check; ++i) {
        const ConstrCheck& check = constraints->check[i];
        if (check.ccvalid && mentions(static_cast<Node*>(stringToNode(check.ccbin)), column))
            return psprintf("check %s again", quote_identifier(check.ccname));
    }
    const List* indexes = RelationGetIndexList(relation);
    for (int i = 0; i < list_length(indexes); ++i) {
        // DROP INDEX CONCURRENTLY is stopped by no lock that is held here.
        ::Relation index = try_relation_open(list_nth_oid(indexes, i), AccessShareLock);
        if (index == nullptr) continue;
        const bool is_anew = is_built_anew(index, column, collation);
        const char* name = pstrdup(RelationGetRelationName(index));
        relation_close(index, AccessShareLock);
        if (is_anew) return psprintf("rebuild index %s", quote_identifier(name));
    }
    return nullptr;
}

}  // namespace

void read_type_change(::Relation relation, Form_pg_attribute attribute, ColumnDef* definition, Command& command) {
    int32 modifier = -1;
    const Oid type = type_of(definition->typeName, &modifier);
    if (!OidIsValid(type)) return;
    command.new_type = type_facts(type, modifier, nullptr).type;
    command.definition = with_collation(format_type_with_typemod(type, modifier), definition->collClause);
    const Node* conversion = cook_conversion(relation, attribute, definition->raw_default, type, modifier);
    command.rewrites = conversion != nullptr && !keeps_rows(conversion, attribute->attnum);
    if (command.rewrites || conversion == nullptr || !command.in_use) return;
    const char* work = redone(relation, attribute->attnum, GetColumnDefCollation(nullptr, definition, type));
    if (work != nullptr) command.value = work;
    command.checks_rows = work != nullptr;
}

namespace {

// Also where only PostgreSQL, which simplifies the checks first, can tell.
bool proves_not_null(::Relation relation, Form_pg_attribute attribute) {
    NullTest* test = makeNode(NullTest);
    test->arg = reinterpret_cast<Expr*>(
        makeVar(1, attribute->attnum, attribute->atttypid, attribute->atttypmod, attribute->attcollation, 0));
    test->nulltesttype = IS_NOT_NULL;
    test->argisrow = false;
    test->location = -1;
    return proof_of(relation, reinterpret_cast<Node*>(test)) != Proof::Missing;
}

// Whether SET NOT NULL of its column of that name reads the rows of this one table.
bool is_read_for_not_null(::Relation relation, const char* column) {
    if (!RELKIND_HAS_STORAGE(relation->rd_rel->relkind)) return false;
    const AttrNumber number = get_attnum(RelationGetRelid(relation), column);
    if (number == InvalidAttrNumber) return false;
    const Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(relation), number - 1);
    return !attribute->attnotnull && !proves_not_null(relation, attribute);
}

}  // namespace

bool reads_rows_for_not_null(::Relation relation, Form_pg_attribute attribute) {
    if (proves_not_null(relation, attribute)) return false;
    const char* column = NameStr(attribute->attname);
    if (!relation->rd_rel->relhassubclass) return is_read_for_not_null(relation, column);
    const List* members = find_members(RelationGetRelid(relation));
    for (int i = 0; i < list_length(members); ++i) {
        CHECK_FOR_INTERRUPTS();
        ::Relation member = try_relation_open(list_nth_oid(members, i), AccessShareLock);
        if (member == nullptr) continue;
        const bool is_read = is_read_for_not_null(member, column);
        relation_close(member, AccessShareLock);
        if (is_read) return true;
    }
    return false;
}

bool moves_to_tablespace(Oid now, const char* tablespace) {
    const Oid wanted = get_tablespace_oid(tablespace, true);
    return OidIsValid(wanted) && wanted != (OidIsValid(now) ? now : MyDatabaseTableSpace);
}

bool reads_rows_of_added_column(const ColumnDef* definition, const Constraint* constraint) {
    switch (constraint->contype) {
        case CONSTR_CHECK:
            return !constraint->skip_validation;
        case CONSTR_UNIQUE:
        case CONSTR_PRIMARY:
            return true;
        case CONSTR_FOREIGN:
            // PostgreSQL's transformAlterTableStmt(): what refers to nothing isn't looked up.
            return constraint_of(definition, CONSTR_DEFAULT) != nullptr || is_serial(definition);
        default:
            return false;
    }
}

List* nullable_keys(::Relation relation, const Constraint* constraint) {
    List* numbers = NIL;
    for (int i = 0; i < list_length(constraint->keys); ++i)
        numbers = lappend_int(numbers, get_attnum(RelationGetRelid(relation), strVal(list_nth(constraint->keys, i))));
    if (constraint->indexname != nullptr) {
        const Oid index = get_relname_relid(constraint->indexname, RelationGetNamespace(relation));
        HeapTuple tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(index));
        if (!HeapTupleIsValid(tuple)) return NIL;
        const auto* row = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple));
        for (int i = 0; i < row->indnkeyatts; ++i) numbers = lappend_int(numbers, row->indkey.values[i]);
        ReleaseSysCache(tuple);
    }
    List* nullable = NIL;
    for (int i = 0; i < list_length(numbers); ++i) {
        const int number = list_nth_int(numbers, i);
        if (number <= 0 || number > RelationGetDescr(relation)->natts) continue;
        const Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(relation), number - 1);
        if (attribute->attnotnull || !reads_rows_for_not_null(relation, attribute)) continue;
        nullable = lappend(nullable, makeString(pstrdup(NameStr(attribute->attname))));
    }
    return nullable;
}

}  // namespace mana_guard::server
