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

// What is read once for all columns of a table, when the first of them needs it. A context for expressions and the
// constraints by column take time that grows with the columns, so that one for each would grow with their square.
struct Shared {
    ::Relation relation;
    const Node* statement;
    List* context;  // NIL until it is needed
    List** checks;  // by the column's number, the OIDs of the checks of this column alone; null until they are needed
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

// The number of the column that a check is about, 0 for one about several or none.
AttrNumber column_of_check(HeapTuple tuple, TupleDesc descriptor) {
    if (reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->contype != CONSTRAINT_CHECK) return InvalidAttrNumber;
    bool is_null = false;
    Datum keys = heap_getattr(tuple, Anum_pg_constraint_conkey, descriptor, &is_null);
    if (is_null) return InvalidAttrNumber;
    ArrayType* array = DatumGetArrayTypeP(keys);
    const bool is_one = ARR_NDIM(array) == 1 && ARR_DIMS(array)[0] == 1;
    return is_one ? *reinterpret_cast<int16*>(ARR_DATA_PTR(array)) : InvalidAttrNumber;
}

void read_checks(Shared& shared) {
    const int columns = RelationGetNumberOfAttributes(shared.relation);
    shared.checks = static_cast<List**>(palloc0(sizeof(List*) * (columns + 1)));
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId,
             {Anum_pg_constraint_conrelid, RelationGetRelid(shared.relation)}, nullptr,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const AttrNumber column = column_of_check(tuple, descriptor);
                 if (column <= 0 || column > columns) return true;
                 const Oid oid = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->oid;
                 shared.checks[column] = lappend_oid(shared.checks[column], oid);
                 return true;
             });
}

// The checks that the statement has at the column. Where the table has others of this column alone, which is which
// can't be told, and they are only hinted at.
const char* checks_of(Shared& shared, AttrNumber column, const ColumnDef* definition) {
    const int expected = count_checks(definition);
    if (expected == 0) return "";
    if (shared.checks == nullptr) read_checks(shared);
    const List* found = shared.checks[column];
    StringInfoData sql;
    initStringInfo(&sql);
    for (int i = 0; i < expected; ++i) {
        if (i > 0) appendStringInfoChar(&sql, ' ');
        appendStringInfoString(&sql, list_length(found) == expected
                                         ? stored_constraint_definition(list_nth_oid(found, i))
                                         : "CHECK (...)");
    }
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

Clauses* clauses_of(Shared& shared, const Column& column) {
    const FormData_pg_attribute& attribute = *TupleDescAttr(RelationGetDescr(shared.relation), column.number - 1);
    auto* clauses = static_cast<Clauses*>(palloc0(sizeof(Clauses)));
    *clauses = Clauses();
    clauses->collation = collation_clause(attribute.attcollation, attribute.atttypid);
    clauses->expression = expression_of(shared, attribute);
    const ColumnDef* definition = definition_in(shared.statement, NameStr(attribute.attname));
    if (definition == nullptr) return clauses;
    read_column_constraints(definition, *clauses);
    clauses->checks = checks_of(shared, attribute.attnum, definition);
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
    Shared shared = {relation, parse_tree, NIL, nullptr};
    auto* columns = static_cast<Column*>(palloc(sizeof(Column) * table.columns.size()));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns[i] = table.columns[i];
        const bool is_made = (table.created || columns[i].added) && !columns[i].inherited;
        if (!is_made) continue;
        Clauses* clauses = clauses_of(shared, columns[i]);
        if (parse_tree == nullptr) clauses->keys = key_of(table, i);
        columns[i].clauses = clauses;
    }
    table.columns = {columns, table.columns.size()};
    relation_close(relation, NoLock);
}

}  // namespace mana_guard::server
