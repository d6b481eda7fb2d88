#include "server/commands/locked_along.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/names.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

using Locked = Growing<Oid>;

void add(Locked& locked, Oid relation) {
    if (OidIsValid(relation)) locked.add() = relation;
}

void add(Locked& locked, const Constraint* constraint) {
    if (constraint->contype == CONSTR_FOREIGN) add(locked, relation_named(constraint->pktable));
}

// The constraints of a column's definition.
void add(Locked& locked, const ColumnDef* column) {
    for (int i = 0; i < list_length(column->constraints); ++i)
        add(locked, static_cast<const Constraint*>(list_nth(column->constraints, i)));
}

void add_of_new_table(Locked& locked, const CreateStmt* statement) {
    for (int i = 0; statement->partbound != nullptr && i < list_length(statement->inhRelations); ++i)
        add(locked, relation_named(static_cast<const RangeVar*>(list_nth(statement->inhRelations, i))));
    for (int i = 0; i < list_length(statement->tableElts); ++i) {
        const Node* element = static_cast<const Node*>(list_nth(statement->tableElts, i));
        if (IsA(element, ColumnDef)) add(locked, reinterpret_cast<const ColumnDef*>(element));
        if (IsA(element, Constraint)) add(locked, reinterpret_cast<const Constraint*>(element));
    }
}

// The two tables of a foreign key; none of what isn't one.
struct Reference {
    Oid from = InvalidOid;
    Oid to = InvalidOid;
};
Reference reference_of(Oid constraint) {
    FormData_pg_constraint row;
    if (!find_constraint(constraint, row) || row.contype != CONSTRAINT_FOREIGN) return {};
    return {row.conrelid, row.confrelid};
}

// What refers to the table, whose foreign keys go with it.
void add_referring(Locked& locked, Oid relation) {
    each_dependent(RelationRelationId, relation, nullptr, [&locked](const FormData_pg_depend& row) {
        if (row.classid == ConstraintRelationId) add(locked, reference_of(row.objid).from);
        return false;
    });
}

void add_of_attached(Locked& locked, Oid parent, const PartitionCmd* attach) {
    add(locked, relation_named(attach->name));
    if (get_rel_relkind(parent) == RELKIND_PARTITIONED_TABLE) add(locked, get_default_partition_oid(parent));
}

void add_of_altered(Locked& locked, const AlterTableStmt* statement) {
    const Oid relation = relation_named(statement->relation);
    for (int i = 0; OidIsValid(relation) && i < list_length(statement->cmds); ++i) {
        const auto* command = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        switch (command->subtype) {
            case AT_AddColumn:
                add(locked, reinterpret_cast<const ColumnDef*>(command->def));
                break;
            case AT_AddConstraint:
                add(locked, reinterpret_cast<const Constraint*>(command->def));
                break;
            case AT_DropConstraint:
                add(locked, reference_of(get_relation_constraint_oid(relation, command->name, true)).to);
                break;
            case AT_AttachPartition:
                add_of_attached(locked, relation, reinterpret_cast<const PartitionCmd*>(command->def));
                break;
            default:
                break;
        }
    }
}

void add_of_dropped(Locked& locked, const DropStmt* statement) {
    for (int i = 0; statement->removeType == OBJECT_TABLE && i < list_length(statement->objects); ++i) {
        auto* name = static_cast<List*>(list_nth(statement->objects, i));
        const Oid oid = relation_named(makeRangeVarFromNameList(name));
        ::Relation relation = OidIsValid(oid) ? try_relation_open(oid, AccessShareLock) : nullptr;
        if (relation == nullptr) continue;
        Oid parent = InvalidOid;
        if (find_partition_parent(oid, parent)) add(locked, parent);
        const List* keys = RelationGetFKeyList(relation);
        for (int j = 0; j < list_length(keys); ++j)
            add(locked, static_cast<const ForeignKeyCacheInfo*>(list_nth(keys, j))->confrelid);
        relation_close(relation, AccessShareLock);
        if (statement->behavior == DROP_CASCADE) add_referring(locked, oid);
    }
}

void add_of(Locked& locked, const Node* statement) {
    switch (nodeTag(statement)) {
        case T_CreateStmt:
            add_of_new_table(locked, reinterpret_cast<const CreateStmt*>(statement));
            return;
        case T_CreateForeignTableStmt:
            add_of_new_table(locked, &reinterpret_cast<const CreateForeignTableStmt*>(statement)->base);
            return;
        case T_CreateSchemaStmt: {
            const List* elements = reinterpret_cast<const CreateSchemaStmt*>(statement)->schemaElts;
            for (int i = 0; i < list_length(elements); ++i)
                add_of(locked, static_cast<const Node*>(list_nth(elements, i)));
            return;
        }
        case T_AlterTableStmt:
            add_of_altered(locked, reinterpret_cast<const AlterTableStmt*>(statement));
            return;
        case T_DropStmt:
            add_of_dropped(locked, reinterpret_cast<const DropStmt*>(statement));
            return;
        default:
            return;
    }
}

}  // namespace

std::span<const Oid> locked_along(const Node* statement) {
    Locked locked;
    add_of(locked, statement);
    return locked.span();
}

}  // namespace mana_guard::server
