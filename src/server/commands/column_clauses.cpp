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

// Null where the statement doesn't define it: one of a LIKE clause, a query, a parent.
const ColumnDef* definition_in(const Node* statement, const char* name) {
    if (statement == nullptr) return nullptr;
    switch (nodeTag(statement)) {
        case T_CreateStmt:
        case T_CreateForeignTableStmt:  // begins with a CreateStmt
            return column_among(reinterpret_cast<const CreateStmt*>(statement)->tableElts, name);
        case T_AlterTableStmt:
            return added_column(reinterpret_cast<const AlterTableStmt*>(statement), name);
        default:
            return nullptr;
    }
}

const char* expression_of(::Relation relation, AttrNumber column) {
    const TupleConstr* constraints = RelationGetDescr(relation)->constr;
    for (int i = 0; constraints != nullptr && i < constraints->num_defval; ++i) {
        if (constraints->defval[i].adnum != column) continue;
        List* context = deparse_context_for(RelationGetRelationName(relation), RelationGetRelid(relation));
        auto* expression = static_cast<Node*>(stringToNode(constraints->defval[i].adbin));
        return deparse_expression(expression, context, false, false);
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

bool is_check_of(HeapTuple tuple, TupleDesc descriptor, AttrNumber column) {
    return reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->contype == CONSTRAINT_CHECK &&
           only_column(tuple, descriptor) == column;
}

// The checks that the statement has at the column. Where the table has others of this column alone, which is which
// can't be told, and they are only hinted at.
const char* checks_of(::Relation relation, AttrNumber column, const ColumnDef* definition) {
    int expected = count_checks(definition);
    if (expected == 0) return "";
    StringInfoData sql;
    initStringInfo(&sql);
    int found = 0;
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId,
             {Anum_pg_constraint_conrelid, RelationGetRelid(relation)}, nullptr,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 if (!is_check_of(tuple, descriptor, column)) return true;
                 const auto* row = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
                 appendStringInfo(&sql, "%s%s", found++ == 0 ? "" : " ", stored_constraint_definition(row->oid));
                 return true;
             });
    if (found == expected) return sql.data;
    resetStringInfo(&sql);
    while (expected-- > 0) appendStringInfo(&sql, "%sCHECK (...)", sql.len == 0 ? "" : " ");
    return sql.data;
}

// As the constraint's clause at its only column has it; null where there is no such clause.
const char* column_clause(const FormData_pg_constraint& row, const char* column) {
    const char* whole = stored_constraint_definition(row.oid);
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
void read_stored_constraints(::Relation relation, const FormData_pg_attribute& attribute, Clauses& clauses) {
    const char* column = NameStr(attribute.attname);
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId,
             {Anum_pg_constraint_conrelid, RelationGetRelid(relation)}, nullptr,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const auto& row = *reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
                 const bool is_own =
                     row.conislocal && !OidIsValid(row.conparentid) && strchr("pufc", row.contype) != nullptr;
                 if (!is_own || only_column(tuple, descriptor) != attribute.attnum) return true;
                 const char* clause = column_clause(row, column);
                 if (clause == nullptr) return true;
                 std::string_view& texts = row.contype == CONSTRAINT_FOREIGN ? clauses.reference
                                           : row.contype == CONSTRAINT_CHECK ? clauses.checks
                                                                             : clauses.keys;
                 add_clause(texts, is_automatic(row, relation, column) ? nullptr : NameStr(row.conname), clause);
                 return true;
             });
}

Clauses* simple_clauses_of(::Relation relation, const FormData_pg_attribute& attribute) {
    auto* clauses = static_cast<Clauses*>(palloc0(sizeof(Clauses)));
    *clauses = Clauses();
    clauses->collation = collation_clause(attribute.attcollation, attribute.atttypid);
    clauses->expression = expression_of(relation, attribute.attnum);
    return clauses;
}

Clauses* clauses_of(::Relation relation, const Column& column, const Node* statement) {
    const FormData_pg_attribute& attribute = *TupleDescAttr(RelationGetDescr(relation), column.number - 1);
    Clauses* clauses = simple_clauses_of(relation, attribute);
    const ColumnDef* definition = definition_in(statement, NameStr(attribute.attname));
    if (definition == nullptr) return clauses;
    read_column_constraints(definition, *clauses);
    clauses->checks = checks_of(relation, attribute.attnum, definition);
    return clauses;
}

}  // namespace

int place_of_column(const Node* statement, const char* name) {
    const ColumnDef* definition = definition_in(statement, name);
    return definition == nullptr ? -1 : definition->location;
}

const Clauses* stored_clauses(::Relation relation, const Column& column) {
    const FormData_pg_attribute& attribute = *TupleDescAttr(RelationGetDescr(relation), column.number - 1);
    Clauses* clauses = simple_clauses_of(relation, attribute);
    read_stored_constraints(relation, attribute, *clauses);
    return clauses;
}

void read_clauses(Node* parse_tree, Table& table) {
    if (!tables_of_any_kind.has(table.kind) || table.columns.empty()) return;
    ::Relation relation = try_relation_open(table.oid, NoLock);
    if (relation == nullptr) return;
    auto* columns = static_cast<Column*>(palloc(sizeof(Column) * table.columns.size()));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns[i] = table.columns[i];
        const bool is_made = table.created || columns[i].added;
        if (columns[i].inherited || !(is_made || table.in_use)) continue;
        columns[i].clauses = is_made && parse_tree != nullptr ? clauses_of(relation, columns[i], parse_tree)
                                                              : stored_clauses(relation, columns[i]);
    }
    table.columns = {columns, table.columns.size()};
    relation_close(relation, NoLock);
}

}  // namespace mana_guard::server
