#include "server/commands/column_clauses.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/commands/command_sql.hpp"

namespace mana_guard::server {
namespace {

const ColumnDef* column_among(const List* elements, const char* name) {
    for (int i = 0; i < list_length(elements); ++i) {
        const auto* element = static_cast<const Node*>(list_nth(elements, i));
        if (!IsA(element, ColumnDef)) continue;
        const auto* definition = reinterpret_cast<const ColumnDef*>(element);
        if (strcmp(definition->colname, name) == 0) return definition;
    }
    return nullptr;
}

const ColumnDef* added_column(const AlterTableStmt* statement, const char* name) {
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        const auto* command = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        if (command->subtype != AT_AddColumn) continue;
        const auto* definition = reinterpret_cast<const ColumnDef*>(command->def);
        if (strcmp(definition->colname, name) == 0) return definition;
    }
    return nullptr;
}

// Of a table that a CREATE SCHEMA makes.
const ColumnDef* column_in_schema(const CreateSchemaStmt* statement, const char* relation, const char* name) {
    for (int i = 0; i < list_length(statement->schemaElts); ++i) {
        const auto* element = static_cast<const Node*>(list_nth(statement->schemaElts, i));
        if (!IsA(element, CreateStmt)) continue;
        const auto* create = reinterpret_cast<const CreateStmt*>(element);
        if (strcmp(create->relation->relname, relation) == 0) return column_among(create->tableElts, name);
    }
    return nullptr;
}

// Null where the statement doesn't define it: one of a LIKE clause, a query, a parent.
const ColumnDef* definition_in(const Node* statement, const char* relation, const char* name) {
    if (statement == nullptr) return nullptr;
    switch (nodeTag(statement)) {
        case T_CreateSchemaStmt:
            return column_in_schema(reinterpret_cast<const CreateSchemaStmt*>(statement), relation, name);
        case T_CreateStmt:
        case T_CreateForeignTableStmt:  // begins with a CreateStmt
            return column_among(reinterpret_cast<const CreateStmt*>(statement)->tableElts, name);
        case T_AlterTableStmt:
            return added_column(reinterpret_cast<const AlterTableStmt*>(statement), name);
        default:
            return nullptr;
    }
}

// What is read once for all columns of a table, when the first of them needs it: one for each would take time that
// grows with the square of the columns.
struct Shared {
    ::Relation relation;
    List* context;       // for expressions
    List** constraints;  // by the column's number, the rows of pg_constraint about this column alone
};

const char* expression_of(Shared& shared, const FormData_pg_attribute& attribute) {
    const TupleConstr* constraints = RelationGetDescr(shared.relation)->constr;
    for (int i = 0; constraints != nullptr && i < constraints->num_defval; ++i) {
        if (constraints->defval[i].adnum != attribute.attnum) continue;
        // A default names no column.
        if (attribute.attgenerated != '\0' && shared.context == NIL) {
            shared.context =
                deparse_context_for(RelationGetRelationName(shared.relation), RelationGetRelid(shared.relation));
        }
        auto* expression = static_cast<Node*>(stringToNode(constraints->defval[i].adbin));
        return deparse_expression(expression, attribute.attgenerated != '\0' ? shared.context : NIL, false, false);
    }
    return "";
}

int count_checks(const ColumnDef* definition) {
    int count = 0;
    for (int i = 0; i < list_length(definition->constraints); ++i) {
        if (static_cast<const Constraint*>(list_nth(definition->constraints, i))->contype == CONSTR_CHECK) ++count;
    }
    return count;
}

// The rows about this column alone.
const List* constraints_of(Shared& shared, AttrNumber column) {
    if (shared.constraints != nullptr) return shared.constraints[column];
    const int columns = RelationGetNumberOfAttributes(shared.relation);
    shared.constraints = static_cast<List**>(palloc0(sizeof(List*) * (columns + 1)));
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId,
             {Anum_pg_constraint_conrelid, RelationGetRelid(shared.relation)}, nullptr,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const AttrNumber about = only_column(tuple, descriptor);
                 if (about <= 0 || about > columns) return true;
                 shared.constraints[about] = lappend(shared.constraints[about], heap_copytuple(tuple));
                 return true;
             });
    return shared.constraints[column];
}

const FormData_pg_constraint& constraint_at(const List* rows, int place) {
    return *reinterpret_cast<Form_pg_constraint>(GETSTRUCT(static_cast<HeapTuple>(list_nth(rows, place))));
}

// The checks that the statement has at the column. Where the table has others of this column alone, which is which
// can't be told, and they are only hinted at.
const char* checks_of(Shared& shared, AttrNumber column, const ColumnDef* definition) {
    int expected = count_checks(definition);
    if (expected == 0) return "";
    StringInfoData sql;
    initStringInfo(&sql);
    int found = 0;
    const List* rows = constraints_of(shared, column);
    for (int i = 0; i < list_length(rows); ++i) {
        const FormData_pg_constraint& row = constraint_at(rows, i);
        if (row.contype != CONSTRAINT_CHECK) continue;
        const char* check = stored_constraint_definition(row.oid);
        if (check != nullptr) appendStringInfo(&sql, "%s%s", found++ == 0 ? "" : " ", check);
    }
    if (found == expected) return sql.data;
    resetStringInfo(&sql);
    while (expected-- > 0) appendStringInfo(&sql, "%sCHECK (...)", sql.len == 0 ? "" : " ");
    return sql.data;
}

// Of a constraint whose definition the transaction doesn't see.
const char* hinted_clause(char type) {
    switch (type) {
        case CONSTRAINT_PRIMARY:
            return "PRIMARY KEY";
        case CONSTRAINT_UNIQUE:
            return "UNIQUE";
        case CONSTRAINT_FOREIGN:
            return "REFERENCES ...";
        default:
            return "CHECK (...)";
    }
}

// As the constraint's clause at its only column has it; null where there is no such clause.
const char* column_clause(const FormData_pg_constraint& row, const char* column) {
    const char* whole = stored_constraint_definition(row.oid);
    if (whole == nullptr) return hinted_clause(row.contype);
    const char* unchecked = strstr(whole, " NOT VALID");
    if (unchecked != nullptr && strcmp(unchecked, " NOT VALID") == 0) whole = pnstrdup(whole, unchecked - whole);
    if (row.contype == CONSTRAINT_CHECK) return whole;
    const char* list = psprintf(" (%s)", quote_identifier(column));
    const char* at_list = strstr(whole, list);
    if (at_list == nullptr || strstr(whole, " INCLUDE (") != nullptr) return nullptr;
    const char* rest = at_list + strlen(list);
    if (row.contype == CONSTRAINT_FOREIGN) return rest + 1;
    return psprintf("%s%s", pnstrdup(whole, at_list - whole), rest);
}

// Whether PostgreSQL names a constraint of the column so.
bool is_automatic(const FormData_pg_constraint& row, ::Relation relation, const char* column) {
    const bool is_primary = row.contype == CONSTRAINT_PRIMARY;
    const char* label = is_primary                          ? "pkey"
                        : row.contype == CONSTRAINT_UNIQUE  ? "key"
                        : row.contype == CONSTRAINT_FOREIGN ? "fkey"
                                                            : "check";
    const char* name = makeObjectName(RelationGetRelationName(relation), is_primary ? nullptr : column, label);
    return strcmp(name, NameStr(row.conname)) == 0;
}

void add_clause(std::string_view& clauses, const char* name, const char* clause) {
    const char* named = name == nullptr ? clause : psprintf("CONSTRAINT %s %s", quote_identifier(name), clause);
    clauses = clauses.empty() ? named : psprintf("%s %s", clauses.data(), named);
}

// All constraints of the column alone, where nothing tells any more which of them the statement has at the column.
void read_stored_constraints(Shared& shared, const FormData_pg_attribute& attribute, Clauses& clauses) {
    const char* column = NameStr(attribute.attname);
    const List* rows = constraints_of(shared, attribute.attnum);
    for (int i = 0; i < list_length(rows); ++i) {
        const FormData_pg_constraint& row = constraint_at(rows, i);
        if (!row.conislocal || OidIsValid(row.conparentid) || strchr("pufc", row.contype) == nullptr) continue;
        const char* clause = column_clause(row, column);
        if (clause == nullptr) continue;
        std::string_view& texts = row.contype == CONSTRAINT_FOREIGN ? clauses.reference
                                  : row.contype == CONSTRAINT_CHECK ? clauses.checks
                                                                    : clauses.keys;
        add_clause(texts, is_automatic(row, shared.relation, column) ? nullptr : NameStr(row.conname), clause);
    }
}

Clauses* simple_clauses_of(Shared& shared, const FormData_pg_attribute& attribute) {
    auto* clauses = static_cast<Clauses*>(palloc0(sizeof(Clauses)));
    *clauses = Clauses();
    clauses->collation = collation_clause(attribute.attcollation, attribute.atttypid);
    clauses->expression = expression_of(shared, attribute);
    return clauses;
}

Clauses* clauses_of(Shared& shared, const Column& column, const Node* statement) {
    const FormData_pg_attribute& attribute = *TupleDescAttr(RelationGetDescr(shared.relation), column.number - 1);
    Clauses* clauses = simple_clauses_of(shared, attribute);
    if (statement == nullptr) {
        read_stored_constraints(shared, attribute, *clauses);
        return clauses;
    }
    const ColumnDef* definition =
        definition_in(statement, RelationGetRelationName(shared.relation), NameStr(attribute.attname));
    if (definition == nullptr) return clauses;
    read_column_constraints(definition, *clauses);
    clauses->checks = checks_of(shared, attribute.attnum, definition);
    return clauses;
}

}  // namespace

int place_of_column(const Node* statement, const char* relation, const char* name) {
    const ColumnDef* definition = definition_in(statement, relation, name);
    return definition == nullptr ? -1 : definition->location;
}

const Clauses* stored_clauses(::Relation relation, const Column& column) {
    Shared shared = {relation, NIL, nullptr};
    return clauses_of(shared, column, nullptr);
}

void read_clauses(Node* parse_tree, Table& table) {
    if (!tables_of_any_kind.has(table.kind) || table.columns.empty()) return;
    ::Relation relation = try_relation_open(table.oid, NoLock);
    if (relation == nullptr) return;
    Shared shared = {relation, NIL, nullptr};
    auto* columns = static_cast<Column*>(palloc(sizeof(Column) * table.columns.size()));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns[i] = table.columns[i];
        const bool is_made = table.created || columns[i].added;
        if (columns[i].inherited || !(is_made || table.in_use)) continue;
        columns[i].clauses = clauses_of(shared, columns[i], is_made ? parse_tree : nullptr);
    }
    table.columns = {columns, table.columns.size()};
    relation_close(relation, NoLock);
}

}  // namespace mana_guard::server
