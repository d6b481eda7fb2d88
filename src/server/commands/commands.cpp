#include "server/commands/commands.hpp"

#include "server/commands/alter_commands.hpp"
#include "server/commands/column_clauses.hpp"
#include "server/commands/command_sql.hpp"
#include "server/commands/create_commands.hpp"
#include "server/commands/drop_commands.hpp"
#include "server/commands/grant_commands.hpp"
#include "server/commands/losses.hpp"
#include "server/commands/name_commands.hpp"
#include "server/commands/permissions.hpp"
#include "server/commands/reliance.hpp"
#include "server/commands/statement_commands.hpp"
#include "server/commands/storage_commands.hpp"
#include "server/commands/upkeep_commands.hpp"
#include "server/gather/definitions.hpp"
#include "server/gather/gather.hpp"
#include "server/names.hpp"
#include "server/record/file.hpp"
#include "server/record/touched.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

// Whether a table on which an index is made may be in use: one that this transaction has made, or that has no block,
// is not. What a rule wants to know of it besides costs a hundred times as much.
bool may_be_in_use(Oid oid, const RangeVar* name) {
    const uint64 invalidations = SharedInvalidMessageCounter;
    FormData_pg_class row;
    if (!find_class(oid, row) || row.relpersistence == RELPERSISTENCE_TEMP || !RELKIND_HAS_STORAGE(row.relkind))
        return true;
    ::Relation relation = try_relation_open(oid, AccessShareLock);
    if (relation == nullptr) return true;
    const bool may_be = !is_new(relation) && (settings().assume_in_use || RelationGetNumberOfBlocks(relation) > 0);
    relation_close(relation, AccessShareLock);
    // While the lock was waited for the name may have come to mean another.
    return may_be || (invalidations != SharedInvalidMessageCounter && relation_named(name) != oid);
}

// The relation of that name in the schema that IF NOT EXISTS finds.
Oid index_found(const IndexStmt* statement, const Target& target) {
    if (!statement->if_not_exists || statement->idxname == nullptr) return InvalidOid;
    return get_relname_relid(statement->idxname, RelationGetNamespace(target.relation));
}

void add_created_index(Reader& reader, IndexStmt* statement) {
    if (statement->concurrent || !reader.judged.has(CommandKind::CreateIndex)) return;
    const Oid relation = relation_named(statement->relation);
    if (!may_be_in_use(relation, statement->relation)) return;
    // Tables that merely inherit get no index of it.
    const bool has_parts = statement->relation->inh && get_rel_relkind(relation) == RELKIND_PARTITIONED_TABLE;
    const auto add = [&](const Target& target) {
        // Of ON ONLY nothing is built: the partitions' indexes are attached later.
        if (!statement->relation->inh && !target.command.can_be_concurrent) return;
        if (OidIsValid(index_found(statement, target))) return;
        Command* command = reader.add(target, CommandKind::CreateIndex);
        name(*command, statement->idxname);
        command->is_unique = statement->unique;
        if (command->in_use) command->definition = index_definition(target.relation, statement);
    };
    with_target(relation, add, has_parts ? Children::Reached : Children::Apart);
}

bool is_valid(Oid index) {
    HeapTuple tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(index));
    if (!HeapTupleIsValid(tuple)) return true;
    const bool is_one = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple))->indisvalid;
    ReleaseSysCache(tuple);
    return is_one;
}

// A partitioned table's index is invalid until those of all partitions are attached.
void add_passed_over(Reader& reader, const IndexStmt* statement) {
    if (!statement->if_not_exists || !reader.judged.has(CommandKind::PassOver)) return;
    with_target(statement->relation, [&](const Target& target) {
        const Oid index = index_found(statement, target);
        if (!OidIsValid(index) || is_valid(index) || target.table->kind == ObjectKind::PartitionedTable) return;
        Command* command = reader.add(target, CommandKind::PassOver);
        name(*command, statement->idxname);
        command->definition = quote_qualified_identifier(target.table->schema.data(), statement->idxname);
    });
}

void add_growth(Reader& reader, const Target& target, const char* what) {
    reader.add(target, CommandKind::Enlarge)->words = what;
}

bool has_foreign_key(const ColumnDef* column) {
    for (int i = 0; i < list_length(column->constraints); ++i) {
        if (static_cast<const Constraint*>(list_nth(column->constraints, i))->contype == CONSTR_FOREIGN) return true;
    }
    return false;
}

void add_growth(Reader& reader, const Target& target, const AlterTableCmd* step) {
    if (step->subtype == AT_AddColumn) {
        const auto* column = reinterpret_cast<const ColumnDef*>(step->def);
        // Also one that IF NOT EXISTS skips.
        if (get_attnum(RelationGetRelid(target.relation), column->colname) != InvalidAttrNumber) return;
        add_growth(reader, target, "column");
        if (has_foreign_key(column)) add_growth(reader, target, "foreign key");
    }
    if (step->subtype != AT_AddConstraint) return;
    const auto* constraint = reinterpret_cast<const Constraint*>(step->def);
    const bool makes_index = constraint->contype == CONSTR_UNIQUE || constraint->contype == CONSTR_PRIMARY ||
                             constraint->contype == CONSTR_EXCLUSION;
    if (constraint->contype == CONSTR_FOREIGN) add_growth(reader, target, "foreign key");
    if (makes_index && constraint->indexname == nullptr) add_growth(reader, target, "index");
}

void add_growth(Reader& reader, const Node* parse_tree) {
    if (!reader.judged.has(CommandKind::Enlarge)) return;
    if (IsA(parse_tree, IndexStmt)) {
        const auto* statement = reinterpret_cast<const IndexStmt*>(parse_tree);
        with_target(statement->relation, [&](const Target& target) {
            if (!OidIsValid(index_found(statement, target))) add_growth(reader, target, "index");
        });
    }
    if (IsA(parse_tree, AlterTableStmt)) {
        const auto* statement = reinterpret_cast<const AlterTableStmt*>(parse_tree);
        with_target(statement->relation, [&](const Target& target) {
            for (int i = 0; i < list_length(statement->cmds); ++i)
                add_growth(reader, target, static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i)));
        });
    }
}

void add_schema_rename(Reader& reader, const RenameStmt* statement) {
    const Oid oid = get_namespace_oid(statement->subname, true);
    if (!OidIsValid(oid) || !reader.judged.has(CommandKind::RenameSchema)) return;
    const TouchedSchema touched{oid, Fact::SchemaName, false};
    Gathered gathered;
    gather_schemas({&touched, 1}, {}, gathered);
    if (gathered.schemas.empty()) return;
    Command& command = reader.commands.add();
    command.kind = CommandKind::RenameSchema;
    command.object = command.schema = &gathered.schemas.front();
    command.new_name = quote_identifier(statement->newname);
}

const Column* with_clauses(const Target& target, const Column& column) {
    if (target.relation == nullptr || !has_lock_on(target.table->oid)) return &column;
    auto* copy = static_cast<Column*>(palloc(sizeof(Column)));
    *copy = column;
    copy->clauses = stored_clauses(target.relation, column);
    return copy;
}

// ALTER TYPE ... RENAME ATTRIBUTE renames a column of the table whose row type it names, and by CASCADE of the tables
// of that type.
void add_column_rename(Reader& reader, const RenameStmt* statement) {
    const auto add = [&](const Target& target) {
        const Column* column = column_named(target, statement->subname);
        if (column == nullptr) return;
        Command* command = reader.add(target, CommandKind::RenameColumn);
        // A second column is offered for a table in use alone.
        command->column = command->in_use ? with_clauses(target, *column) : column;
        command->definition = column_type(target, *column);
        command->new_name = quote_identifier(statement->newname);
        command->of_same_transaction = is_new_column(target, statement->subname, false);
    };
    with_target(statement->relation, add, Children::Reached);
    if (statement->renameType != OBJECT_ATTRIBUTE || statement->behavior != DROP_CASCADE) return;
    const List* typed = tables_of_type(statement->relation);
    for (int i = 0; i < list_length(typed); ++i) with_target(list_nth_oid(typed, i), add);
}

void add_rename(Reader& reader, const RenameStmt* statement) {
    switch (statement->renameType) {
        case OBJECT_SCHEMA:
            add_schema_rename(reader, statement);
            return;
        case OBJECT_COLUMN:
        case OBJECT_ATTRIBUTE:
            if (reader.judged.has(CommandKind::RenameColumn)) add_column_rename(reader, statement);
            return;
        // PostgreSQL takes ALTER INDEX for a table's rename too.
        case OBJECT_INDEX:
        case OBJECT_TABLE:
        case OBJECT_FOREIGN_TABLE:
            if (!reader.judged.has(CommandKind::RenameTable)) return;
            with_target(statement->relation, [&](const Target& target) {
                Command* command = reader.add(target, CommandKind::RenameTable);
                command->was_partition = began_as_partition(target.table->oid);
                command->new_name = quote_qualified_identifier(target.table->schema.data(), statement->newname);
            });
            return;
        default:
            return;
    }
}

void add_move(Reader& reader, const AlterObjectSchemaStmt* statement) {
    const bool is_table = statement->objectType == OBJECT_TABLE || statement->objectType == OBJECT_FOREIGN_TABLE;
    if (!is_table || !reader.judged.has(CommandKind::SetSchema)) return;
    with_target(statement->relation, [&](const Target& target) {
        // It is there already.
        if (get_namespace_oid(statement->newschema, true) == RelationGetNamespace(target.relation)) return;
        Command* command = reader.add(target, CommandKind::SetSchema);
        command->was_partition = began_as_partition(target.table->oid);
        command->new_name = quote_qualified_identifier(statement->newschema, RelationGetRelationName(target.relation));
    });
}

const Definition* enum_named(List* names) {
    const Oid type = LookupTypeNameOid(nullptr, makeTypeNameFromNameList(names), true);
    auto* definition = static_cast<Definition*>(palloc0(sizeof(Definition)));
    *definition = Definition();
    const bool is_one = OidIsValid(type) && read_definition(TypeRelationId, type, nullptr, *definition);
    return is_one && definition->kind == ObjectKind::Enum ? definition : nullptr;
}

void add_added_value(Reader& reader, const AlterEnumStmt* statement) {
    if (statement->newValNeighbor != nullptr || !reader.judged.has(CommandKind::AddEnumValue)) return;
    const Definition* type = enum_named(statement->typeName);
    Command added;
    // A value that is there already PostgreSQL refuses or, with IF NOT EXISTS, skips; the first has no neighbour.
    if (type == nullptr || read_renamed_value(type->oid, statement->newVal, added)) return;
    if (!read_last_value(type->oid, added)) return;
    Command& command = reader.commands.add();
    command = added;
    command.kind = CommandKind::AddEnumValue;
    command.object = type;
    command.in_block = is_in_block();
    command.name = statement->newVal;
    command.quoted_name = quote_literal_cstr(statement->newVal);
}

void add_renamed_value(Reader& reader, const AlterEnumStmt* statement) {
    if (!reader.judged.has(CommandKind::RenameEnumValue)) return;
    const Definition* type = enum_named(statement->typeName);
    Command renamed;
    if (type == nullptr || !read_renamed_value(type->oid, statement->oldVal, renamed)) return;
    Command& command = reader.commands.add();
    command = renamed;
    command.kind = CommandKind::RenameEnumValue;
    command.object = type;
    command.in_block = is_in_block();
    command.name = statement->oldVal;
    command.quoted_name = quote_literal_cstr(statement->oldVal);
    command.new_name = quote_literal_cstr(statement->newVal);
}

}  // namespace

bool may_be_judged(const Node* parse_tree) {
    switch (nodeTag(parse_tree)) {
        case T_CommentStmt:
        case T_SecLabelStmt:
        case T_AlterOwnerStmt:
        case T_AlterFunctionStmt:
        case T_AlterSeqStmt:
        case T_CreateCastStmt:
        case T_DropOwnedStmt:
            return false;
        default:
            return true;
    }
}

namespace {

void add_commands(Reader& reader, Node* parse_tree) {
    switch (nodeTag(parse_tree)) {
        case T_IndexStmt:
            add_passed_over(reader, reinterpret_cast<const IndexStmt*>(parse_tree));
            add_created_index(reader, reinterpret_cast<IndexStmt*>(parse_tree));
            return;
        case T_DropStmt:
            add_drops(reader, reinterpret_cast<DropStmt*>(parse_tree));
            add_removals(reader, reinterpret_cast<DropStmt*>(parse_tree));
            add_lost_parts(reader, reinterpret_cast<DropStmt*>(parse_tree));
            return;
        case T_AlterTableStmt:
            add_alterations(reader, reinterpret_cast<AlterTableStmt*>(parse_tree));
            add_lost_attributes(reader, reinterpret_cast<const AlterTableStmt*>(parse_tree));
            return;
        case T_AlterTableMoveAllStmt:
            add_all_moved(reader, reinterpret_cast<const AlterTableMoveAllStmt*>(parse_tree));
            return;
        case T_RenameStmt:
            add_rename(reader, reinterpret_cast<RenameStmt*>(parse_tree));
            add_lost_name(reader, reinterpret_cast<const RenameStmt*>(parse_tree));
            return;
        case T_AlterObjectSchemaStmt:
            add_move(reader, reinterpret_cast<AlterObjectSchemaStmt*>(parse_tree));
            add_lost_name(reader, reinterpret_cast<const AlterObjectSchemaStmt*>(parse_tree));
            return;
        case T_AlterEnumStmt: {
            const auto* statement = reinterpret_cast<AlterEnumStmt*>(parse_tree);
            if (statement->oldVal == nullptr) {
                add_added_value(reader, statement);
            } else {
                add_renamed_value(reader, statement);
            }
            return;
        }
        case T_GrantStmt:
            add_public_grants(reader, reinterpret_cast<GrantStmt*>(parse_tree));
            return;
        case T_AlterDefaultPrivilegesStmt:
            add_public_defaults(reader, reinterpret_cast<AlterDefaultPrivilegesStmt*>(parse_tree));
            return;
        case T_RefreshMatViewStmt:
            add_refresh(reader, reinterpret_cast<RefreshMatViewStmt*>(parse_tree));
            add_emptied(reader, reinterpret_cast<const RefreshMatViewStmt*>(parse_tree));
            return;
        case T_ReindexStmt:
            add_reindex(reader, reinterpret_cast<ReindexStmt*>(parse_tree));
            return;
        case T_TruncateStmt:
            add_truncated(reader, reinterpret_cast<TruncateStmt*>(parse_tree));
            return;
        case T_DropdbStmt:
            add_dropped_database(reader, reinterpret_cast<const DropdbStmt*>(parse_tree));
            return;
        case T_VacuumStmt:
            add_vacuumed(reader, reinterpret_cast<VacuumStmt*>(parse_tree));
            return;
        case T_ClusterStmt:
            add_clustered(reader, reinterpret_cast<ClusterStmt*>(parse_tree));
            return;
        default:
            return;
    }
}

}  // namespace

std::span<Command> commands_of(Node* parse_tree, CommandKinds judged, SessionFacts session) {
    Reader reader;
    reader.judged = judged;
    // Nothing is opened, and so waited for, for whoever PostgreSQL is about to turn away.
    if (!may_run(parse_tree)) return {};
    add_statement(reader, parse_tree, session);
    add_commands(reader, parse_tree);
    add_growth(reader, parse_tree);
    add_creation(reader, parse_tree);
    add_steps(reader, parse_tree);
    add_cut_names(reader, parse_tree);
    add_automatic_names(reader, parse_tree);
    return {reader.commands.items, reader.commands.count};
}

}  // namespace mana_guard::server
