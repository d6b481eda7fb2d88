#include "server/commands/command_sql.hpp"

#include "server/catalog/types.hpp"
#include "server/commands/cooking.hpp"
#include "server/names.hpp"
#include "server/record/statement_text.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

void add_columns(StringInfo sql, const List* names) {
    for (int i = 0; i < list_length(names); ++i) {
        appendStringInfo(sql, "%s%s", i == 0 ? "" : ", ", quote_identifier(strVal(list_nth(names, i))));
    }
}

const char* qualified(const List* names) {
    StringInfoData sql;
    initStringInfo(&sql);
    for (int i = 0; i < list_length(names); ++i) {
        appendStringInfo(&sql, "%s%s", i == 0 ? "" : ".", quote_identifier(strVal(list_nth(names, i))));
    }
    return sql.data;
}

void add_key(StringInfo sql, ::Relation relation, const IndexElem* key, List* context) {
    if (key->name != nullptr) {
        appendStringInfoString(sql, quote_identifier(key->name));
    } else {
        appendStringInfo(sql, "(%s)", deparse_expression(cook_key(relation, key->expr), context, false, false));
    }
    if (key->collation != NIL) appendStringInfo(sql, " COLLATE %s", qualified(key->collation));
    if (key->opclass != NIL) appendStringInfo(sql, " %s", qualified(key->opclass));
    if (key->ordering == SORTBY_DESC) appendStringInfoString(sql, " DESC");
    if (key->nulls_ordering == SORTBY_NULLS_FIRST) appendStringInfoString(sql, " NULLS FIRST");
    if (key->nulls_ordering == SORTBY_NULLS_LAST) appendStringInfoString(sql, " NULLS LAST");
}

void add_keys(StringInfo sql, ::Relation relation, const List* keys, List* context) {
    for (int i = 0; i < list_length(keys); ++i) {
        if (i > 0) appendStringInfoString(sql, ", ");
        add_key(sql, relation, static_cast<const IndexElem*>(list_nth(keys, i)), context);
    }
}

void add_options(StringInfo sql, const List* options) {
    if (options == NIL) return;
    appendStringInfoString(sql, " WITH (");
    for (int i = 0; i < list_length(options); ++i) {
        auto* option = static_cast<DefElem*>(list_nth(options, i));
        const char* value = option->arg == nullptr ? "true" : defGetString(option);
        appendStringInfo(sql, "%s%s = %s", i == 0 ? "" : ", ", quote_identifier(option->defname),
                         quote_literal_cstr(value));
    }
    appendStringInfoString(sql, ")");
}

const char* action_words(char action) {
    switch (action) {
        case FKCONSTR_ACTION_CASCADE:
            return "CASCADE";
        case FKCONSTR_ACTION_RESTRICT:
            return "RESTRICT";
        case FKCONSTR_ACTION_SETNULL:
            return "SET NULL";
        case FKCONSTR_ACTION_SETDEFAULT:
            return "SET DEFAULT";
        default:
            return nullptr;
    }
}

void add_reference(StringInfo sql, const Constraint* constraint) {
    // By the schema where it is found, which another session's path may not lead to.
    FoundName target;
    if (!find_relation_name(relation_named(constraint->pktable), target))
        target = {constraint->pktable->schemaname, constraint->pktable->relname};
    appendStringInfo(sql, "REFERENCES %s", quoted(target));
    if (constraint->pk_attrs != NIL) {
        appendStringInfoString(sql, " (");
        add_columns(sql, constraint->pk_attrs);
        appendStringInfoString(sql, ")");
    }
    if (constraint->fk_matchtype == FKCONSTR_MATCH_FULL) appendStringInfoString(sql, " MATCH FULL");
    if (const char* words = action_words(constraint->fk_del_action)) {
        appendStringInfo(sql, " ON DELETE %s", words);
        if (constraint->fk_del_set_cols != NIL) {
            appendStringInfoString(sql, " (");
            add_columns(sql, constraint->fk_del_set_cols);
            appendStringInfoString(sql, ")");
        }
    }
    if (const char* words = action_words(constraint->fk_upd_action)) appendStringInfo(sql, " ON UPDATE %s", words);
}

void add_foreign_key(StringInfo sql, const Constraint* constraint) {
    appendStringInfoString(sql, "FOREIGN KEY (");
    add_columns(sql, constraint->fk_attrs);
    appendStringInfoString(sql, ") ");
    add_reference(sql, constraint);
}

// The columns that a raw expression names.
struct Named {
    Oid relation = InvalidOid;
    const char* only = nullptr;  // where there is one
    bool are_several = false;
    bool are_missing = false;  // one of them: the same statement may add it
};

bool note_named_column(Node* node, void* context) {
    if (node == nullptr) return false;
    if (!IsA(node, ColumnRef)) return walk_raw_expression(node, note_named_column, context);
    auto* last = static_cast<Node*>(llast(reinterpret_cast<ColumnRef*>(node)->fields));
    if (!IsA(last, String)) return false;
    auto* named = static_cast<Named*>(context);
    const char* column = strVal(last);
    named->are_missing |= get_attnum(named->relation, column) == InvalidAttrNumber;
    named->are_several |= named->only != nullptr && strcmp(named->only, column) != 0;
    named->only = column;
    return false;
}

Named columns_named(::Relation relation, Node* expression) {
    Named named;
    named.relation = RelationGetRelid(relation);
    note_named_column(expression, &named);
    return named;
}

// Whether one of these columns isn't there yet.
bool are_missing(::Relation relation, const List* names) {
    for (int i = 0; i < list_length(names); ++i) {
        if (get_attnum(RelationGetRelid(relation), strVal(list_nth(names, i))) == InvalidAttrNumber) return true;
    }
    return false;
}

bool add_check(StringInfo sql, ::Relation relation, const Constraint* constraint) {
    if (constraint->raw_expr == nullptr || columns_named(relation, constraint->raw_expr).are_missing) return false;
    Node* cooked = cook_condition(relation, constraint->raw_expr, EXPR_KIND_CHECK_CONSTRAINT, "CHECK");
    List* context = deparse_context_for(RelationGetRelationName(relation), RelationGetRelid(relation));
    appendStringInfo(sql, "CHECK (%s)%s", deparse_expression(cooked, context, false, false),
                     constraint->is_no_inherit ? " NO INHERIT" : "");
    return true;
}

// "(email, tenant)" of UNIQUE or PRIMARY KEY, and what may follow.
void add_unique(StringInfo sql, const Constraint* constraint, StringInfo keys) {
    appendStringInfoString(keys, "(");
    add_columns(keys, constraint->keys);
    appendStringInfoString(keys, ")");
    if (constraint->including != NIL) {
        appendStringInfoString(keys, " INCLUDE (");
        add_columns(keys, constraint->including);
        appendStringInfoString(keys, ")");
    }
    if (constraint->nulls_not_distinct) appendStringInfoString(keys, " NULLS NOT DISTINCT");
    appendStringInfoString(sql, constraint->contype == CONSTR_PRIMARY ? "PRIMARY KEY" : "UNIQUE");
}

void add_deferral(StringInfo sql, const Constraint* constraint) {
    if (constraint->deferrable) appendStringInfoString(sql, " DEFERRABLE");
    if (constraint->initdeferred) appendStringInfoString(sql, " INITIALLY DEFERRED");
}

// As PostgreSQL would choose it.
const char* chosen_name(::Relation relation, ConstrType type, const char* columns) {
    const char* label = type == CONSTR_FOREIGN   ? "fkey"
                        : type == CONSTR_UNIQUE  ? "key"
                        : type == CONSTR_PRIMARY ? "pkey"
                                                 : "check";
    return ChooseConstraintName(RelationGetRelationName(relation), type == CONSTR_PRIMARY ? nullptr : columns, label,
                                RelationGetNamespace(relation), NIL);
}

const char* chosen_name(::Relation relation, const Constraint* constraint) {
    if (constraint->contype == CONSTR_CHECK) {
        const Named named = columns_named(relation, constraint->raw_expr);
        return chosen_name(relation, CONSTR_CHECK, named.are_several ? nullptr : named.only);
    }
    const List* columns = constraint->contype == CONSTR_FOREIGN
                              ? constraint->fk_attrs
                              : list_concat_copy(constraint->keys, constraint->including);
    StringInfoData joined;
    initStringInfo(&joined);
    for (int i = 0; i < list_length(columns); ++i) {
        appendStringInfo(&joined, "%s%s", i == 0 ? "" : "_", strVal(list_nth(columns, i)));
    }
    return chosen_name(relation, constraint->contype, joined.len > 0 ? joined.data : nullptr);
}

// "CONSTRAINT name ", where the statement says so, behind a space where something is there already.
void begin_column_constraint(StringInfo sql, const Constraint* constraint) {
    if (sql->len > 0) appendStringInfoChar(sql, ' ');
    if (constraint->conname != nullptr) appendStringInfo(sql, "CONSTRAINT %s ", quote_identifier(constraint->conname));
}

void add_column_key(StringInfo sql, const Constraint* constraint) {
    begin_column_constraint(sql, constraint);
    appendStringInfoString(sql, constraint->contype == CONSTR_PRIMARY ? "PRIMARY KEY" : "UNIQUE");
    if (constraint->nulls_not_distinct) appendStringInfoString(sql, " NULLS NOT DISTINCT");
    add_options(sql, constraint->options);
    if (constraint->indexspace != nullptr)
        appendStringInfo(sql, " USING INDEX TABLESPACE %s", quote_identifier(constraint->indexspace));
    add_deferral(sql, constraint);
}

}  // namespace

void read_column_constraints(const ColumnDef* definition, Clauses& clauses) {
    StringInfoData keys;
    StringInfoData reference;
    initStringInfo(&keys);
    initStringInfo(&reference);
    for (int i = 0; i < list_length(definition->constraints); ++i) {
        const auto* constraint = static_cast<const Constraint*>(list_nth(definition->constraints, i));
        if (constraint->contype == CONSTR_PRIMARY || constraint->contype == CONSTR_UNIQUE) {
            add_column_key(&keys, constraint);
        } else if (constraint->contype == CONSTR_FOREIGN) {
            begin_column_constraint(&reference, constraint);
            add_reference(&reference, constraint);
            add_deferral(&reference, constraint);
        }
    }
    clauses.keys = keys.data;
    clauses.reference = reference.data;
}

const char* with_collation(const char* type, const CollateClause* clause) {
    return clause == nullptr ? type : psprintf("%s COLLATE %s", type, qualified(clause->collname));
}

const char* collation_clause(Oid collation, Oid type) {
    if (!OidIsValid(collation) || collation == get_typcollation(type)) return "";
    HeapTuple tuple = SearchSysCache1(COLLOID, ObjectIdGetDatum(collation));
    if (!HeapTupleIsValid(tuple)) return "";
    const auto* row = reinterpret_cast<Form_pg_collation>(GETSTRUCT(tuple));
    FoundName name{nullptr, pstrdup(NameStr(row->collname))};
    const bool is_system = row->collnamespace == PG_CATALOG_NAMESPACE;
    const bool is_found = is_system || find_schema_name(row->collnamespace, name.schema);
    ReleaseSysCache(tuple);
    if (!is_found) return "";
    return psprintf("COLLATE %s", is_system ? quote_identifier(name.name) : quoted(name));
}

const char* index_definition(::Relation relation, const IndexStmt* statement) {
    List* context = deparse_context_for(RelationGetRelationName(relation), RelationGetRelid(relation));
    StringInfoData sql;
    initStringInfo(&sql);
    if (strcmp(statement->accessMethod, "btree") != 0)
        appendStringInfo(&sql, "USING %s ", quote_identifier(statement->accessMethod));
    appendStringInfoString(&sql, "(");
    add_keys(&sql, relation, statement->indexParams, context);
    appendStringInfoString(&sql, ")");
    if (statement->indexIncludingParams != NIL) {
        appendStringInfoString(&sql, " INCLUDE (");
        add_keys(&sql, relation, statement->indexIncludingParams, context);
        appendStringInfoString(&sql, ")");
    }
    if (statement->nulls_not_distinct) appendStringInfoString(&sql, " NULLS NOT DISTINCT");
    add_options(&sql, statement->options);
    if (statement->tableSpace != nullptr)
        appendStringInfo(&sql, " TABLESPACE %s", quote_identifier(statement->tableSpace));
    if (statement->whereClause != nullptr) {
        Node* predicate = cook_condition(relation, statement->whereClause, EXPR_KIND_INDEX_PREDICATE, "WHERE");
        appendStringInfo(&sql, " WHERE %s", deparse_expression(predicate, context, false, false));
    }
    return sql.data;
}

void read_constraint_definition(::Relation relation, const Constraint* constraint, Command& command) {
    if (constraint->conname == nullptr) {
        command.name = chosen_name(relation, constraint);
        command.quoted_name = quote_identifier(command.name.data());
    }
    if (are_missing(relation, constraint->keys) || are_missing(relation, constraint->fk_attrs)) return;
    StringInfoData sql;
    initStringInfo(&sql);
    StringInfoData keys;
    initStringInfo(&keys);
    switch (constraint->contype) {
        case CONSTR_FOREIGN:
            add_foreign_key(&sql, constraint);
            break;
        case CONSTR_CHECK:
            if (!add_check(&sql, relation, constraint)) return;
            break;
        case CONSTR_UNIQUE:
        case CONSTR_PRIMARY:
            add_unique(&sql, constraint, &keys);
            break;
        default:
            return;
    }
    add_deferral(&sql, constraint);
    command.definition = sql.data;
    command.keys = keys.data;
}

AttrNumber only_column(HeapTuple tuple, TupleDesc descriptor) {
    bool is_null = false;
    Datum keys = heap_getattr(tuple, Anum_pg_constraint_conkey, descriptor, &is_null);
    if (is_null) return InvalidAttrNumber;
    ArrayType* array = DatumGetArrayTypeP(keys);
    if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != 1) return InvalidAttrNumber;
    return *reinterpret_cast<int16*>(ARR_DATA_PTR(array));
}

const char* stored_constraint_definition(Oid constraint) {
    LOCAL_FCINFO(call, 1);
    InitFunctionCallInfoData(*call, nullptr, 1, InvalidOid, nullptr, nullptr);
    call->args[0] = {ObjectIdGetDatum(constraint), false};
    const Datum definition = pg_get_constraintdef(call);
    return call->isnull ? nullptr : TextDatumGetCString(definition);
}

const char* name_of_column_constraint(::Relation relation, const ColumnDef* definition, const Constraint* constraint) {
    if (constraint->conname != nullptr) return constraint->conname;
    return chosen_name(relation, constraint->contype, definition->colname);
}

const char* value_for(Oid type) {
    const Oid base = base_type(type);
    switch (base) {
        case INT2OID:
        case INT4OID:
        case INT8OID:
        case NUMERICOID:
        case FLOAT4OID:
        case FLOAT8OID:
            return "0";
        case BOOLOID:
            return "false";
        case TEXTOID:
        case VARCHAROID:
            return "''";
        case TIMESTAMPTZOID:
        case TIMESTAMPOID:
            return "now()";
        case DATEOID:
            return "CURRENT_DATE";
        case JSONBOID:
        case JSONOID:
            return "'{}'";
        default:
            return OidIsValid(get_element_type(base)) ? "'{}'" : "";
    }
}

}  // namespace mana_guard::server
