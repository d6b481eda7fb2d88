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
    if (reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->contype != CONSTRAINT_CHECK) return false;
    bool is_null = false;
    Datum keys = heap_getattr(tuple, Anum_pg_constraint_conkey, descriptor, &is_null);
    if (is_null) return false;
    ArrayType* array = DatumGetArrayTypeP(keys);
    return ARR_NDIM(array) == 1 && ARR_DIMS(array)[0] == 1 && *reinterpret_cast<int16*>(ARR_DATA_PTR(array)) == column;
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

// As a key of the column's own, where nothing tells any more whether the statement had it so.
const char* key_of(const Table& table, std::size_t column) {
    for (const Index& index : table.indexes) {
        if (!index.is_of_constraint() || index.keys.size() != 1 || index.keys.front().column != column) continue;
        if (index.is_primary) return "PRIMARY KEY";
    }
    return "";
}

Clauses* clauses_of(::Relation relation, const Column& column, const Node* statement) {
    const FormData_pg_attribute& attribute = *TupleDescAttr(RelationGetDescr(relation), column.number - 1);
    auto* clauses = static_cast<Clauses*>(palloc0(sizeof(Clauses)));
    *clauses = Clauses();
    clauses->collation = collation_clause(attribute.attcollation, attribute.atttypid);
    clauses->expression = expression_of(relation, attribute.attnum);
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

void read_clauses(Node* parse_tree, Table& table) {
    if (!tables_of_any_kind.has(table.kind) || table.columns.empty()) return;
    ::Relation relation = try_relation_open(table.oid, NoLock);
    if (relation == nullptr) return;
    auto* columns = static_cast<Column*>(palloc(sizeof(Column) * table.columns.size()));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns[i] = table.columns[i];
        const bool is_made = (table.created || columns[i].added) && !columns[i].inherited;
        if (!is_made) continue;
        Clauses* clauses = clauses_of(relation, columns[i], parse_tree);
        if (parse_tree == nullptr) clauses->keys = key_of(table, i);
        columns[i].clauses = clauses;
    }
    table.columns = {columns, table.columns.size()};
    relation_close(relation, NoLock);
}

}  // namespace mana_guard::server
