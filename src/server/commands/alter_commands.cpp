#include "server/commands/alter_commands.hpp"

#include "server/commands/command_sql.hpp"
#include "server/commands/partition_commands.hpp"
#include "server/commands/reliance.hpp"
#include "server/commands/rewrites.hpp"
#include "server/commands/unused.hpp"
#include "server/names.hpp"
#include "server/policy/deprecations.hpp"
#include "server/record/touched.hpp"
#include "server/record/transaction.hpp"

namespace mana_guard::server {
namespace {

CommandKind kind_of(const Constraint* constraint) {
    switch (constraint->contype) {
        case CONSTR_FOREIGN:
            return CommandKind::AddForeignKey;
        case CONSTR_UNIQUE:
            return CommandKind::AddUnique;
        case CONSTR_PRIMARY:
            return CommandKind::AddPrimaryKey;
        case CONSTR_EXCLUSION:
            return CommandKind::AddExclusion;
        default:
            return CommandKind::AddCheck;
    }
}

// What ADD COLUMN says of its column's constraints, which is as much work on the rows that are there as ADD CONSTRAINT.
void add_column_constraints(Reader& reader, const Target& target, const ColumnDef* definition) {
    if (!target.command.in_use) return;
    for (int i = 0; i < list_length(definition->constraints); ++i) {
        const auto* constraint = static_cast<const Constraint*>(list_nth(definition->constraints, i));
        if (!reads_rows_of_added_column(definition, constraint)) continue;
        Command* command = reader.add(target, kind_of(constraint));
        if (command == nullptr) continue;
        name(*command, name_of_column_constraint(target.relation, definition, constraint));
        command->checks_rows = true;
    }
}

void add_added_column(Reader& reader, const Target& target, const AlterTableCmd* step) {
    auto* definition = reinterpret_cast<ColumnDef*>(step->def);
    if (step->missing_ok && get_attnum(RelationGetRelid(target.relation), definition->colname) != InvalidAttrNumber)
        return;
    add_column_constraints(reader, target, definition);
    Command* command = reader.add(target, CommandKind::AddColumn);
    if (command == nullptr) return;
    // Only where the statement has dropped the one of that name is there room for it.
    command->is_replaced = get_attnum(RelationGetRelid(target.relation), definition->colname) != InvalidAttrNumber;
    auto* column = static_cast<Column*>(palloc0(sizeof(Column)));
    *column = Column();
    column->name = definition->colname;
    column->quoted_name = quote_identifier(definition->colname);
    command->column = column;
    // Nobody has rows to wait for; and to look up the types of a large dump's columns isn't free.
    if (command->in_use) read_added_column(target.relation, definition, *column, *command);
}

void add_altered_column(Reader& reader, const Target& target, const AlterTableCmd* step, CommandKind kind) {
    const Column* column = reader.judged.has(kind) ? column_named(target, step->name) : nullptr;
    if (column == nullptr) return;
    const AttrNumber number = static_cast<AttrNumber>(column->number);
    const Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(target.relation), number - 1);
    // What says what is so already does nothing.
    if (kind == CommandKind::SetNotNull && attribute->attnotnull) return;
    if (kind == CommandKind::DropNotNull && !attribute->attnotnull) return;
    const bool drops_identity = step->subtype == AT_DropIdentity;
    const bool has_value = drops_identity ? attribute->attidentity != '\0' : attribute->atthasdef;
    if (kind == CommandKind::DropDefault && !has_value) return;
    Command* command = reader.add(target, kind);
    command->column = column;
    switch (kind) {
        case CommandKind::AlterColumnType:
            read_type_change(target.relation, attribute, reinterpret_cast<ColumnDef*>(step->def), *command);
            return;
        case CommandKind::SetNotNull:
            command->checks_rows = reads_rows_for_not_null(target.relation, attribute);
            return;
        case CommandKind::DropColumn:
            command->deprecated_at = deprecated_at(*target.table, step->name);
            command->of_same_transaction = is_new_column(target, step->name, true);
            command->is_cascade = step->behavior == DROP_CASCADE;
            command->is_unused = is_unused(target, number, command->is_cascade);
            return;
        case CommandKind::DropDefault:
            command->of_same_transaction = drops_identity ? is_new_column(target, step->name, false)
                                                          : has_new_default(target.relation, attribute->attnum);
            if (drops_identity) command->words = "identity";
            return;
        default:
            return;
    }
}

// Whether the constraint is one of a table in use: none but a CHECK goes to those that inherit from a table, unless
// they are its partitions.
bool is_of_table_in_use(const Target& target, const Constraint* constraint) {
    const bool goes_down = constraint->contype == CONSTR_CHECK || target.table->kind == ObjectKind::PartitionedTable;
    return goes_down ? target.command.in_use : target.is_used;
}

// A primary key makes its columns NOT NULL.
void add_not_nulls(Reader& reader, const Target& target, const Constraint* constraint) {
    const List* nullable =
        reader.judged.has(CommandKind::SetNotNull) ? nullable_keys(target.relation, constraint) : NIL;
    for (int i = 0; i < list_length(nullable); ++i) {
        const Column* column = column_named(target, strVal(list_nth(nullable, i)));
        if (column == nullptr) continue;
        Command* command = reader.add(target, CommandKind::SetNotNull);
        command->column = column;
        command->checks_rows = true;
    }
}

void add_constraint(Reader& reader, const Target& target, Constraint* constraint) {
    const bool in_use = is_of_table_in_use(target, constraint);
    if (constraint->contype == CONSTR_PRIMARY && in_use) add_not_nulls(reader, target, constraint);
    Command* command = reader.add(target, kind_of(constraint));
    if (command == nullptr) return;
    command->in_use = in_use;
    name(*command, constraint->conname);
    command->uses_index = constraint->indexname != nullptr;
    command->checks_rows = !constraint->skip_validation;
    if (command->in_use) read_constraint_definition(target.relation, constraint, *command);
}

// The constraint of that name that a step of the same statement adds; null where none does.
Constraint* constraint_added(const AlterTableStmt* statement, const char* constraint_name) {
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        if (step->subtype != AT_AddConstraint) continue;
        auto* constraint = reinterpret_cast<Constraint*>(step->def);
        if (constraint->conname != nullptr && strcmp(constraint->conname, constraint_name) == 0) return constraint;
    }
    return nullptr;
}

// Whether the statement's transaction has a lock on the table, or on one of those that are read along with it, that
// stops the writes, or whether another of the statement's steps takes one.
bool stops_writes(const Target& target, const AlterTableStmt* statement) {
    if (AlterTableGetLockLevel(statement->cmds) > ShareUpdateExclusiveLock) return true;
    const List* members = find_members(RelationGetRelid(target.relation));
    for (int i = 0; i < list_length(members); ++i) {
        if (has_lock_on(list_nth_oid(members, i), ShareLock)) return true;
    }
    return false;
}

void add_validated(Reader& reader, const Target& target, const AlterTableStmt* statement, const char* constraint_name) {
    const Oid oid = get_relation_constraint_oid(RelationGetRelid(target.relation), constraint_name, true);
    HeapTuple tuple = OidIsValid(oid) ? SearchSysCache1(CONSTROID, ObjectIdGetDatum(oid)) : nullptr;
    Constraint* added = OidIsValid(oid) ? nullptr : constraint_added(statement, constraint_name);
    bool is_new = added != nullptr;
    if (HeapTupleIsValid(tuple)) {
        const bool is_valid = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->convalidated;
        is_new = is_new_constraint(tuple);
        ReleaseSysCache(tuple);
        if (is_valid) return;
    } else if (added == nullptr) {
        return;
    }
    Command* command = reader.add(target, CommandKind::ValidateConstraint);
    if (command == nullptr) return;
    name(*command, constraint_name);
    command->of_same_transaction = is_new;
    if (!command->in_use) return;
    command->stops_writes = stops_writes(target, statement);
    if (added != nullptr) {
        read_constraint_definition(target.relation, added, *command);
    } else {
        const char* definition = stored_constraint_definition(oid);
        if (definition != nullptr) command->definition = definition;
    }
}

// The column that the constraint makes NOT NULL, which it does by a constraint of that kind since 18; null where it is
// another.
const char* column_not_null_by([[maybe_unused]] ::Relation relation, [[maybe_unused]] const char* constraint_name) {
    const char* column = nullptr;
#if PG_VERSION_NUM >= 180000
    const Oid oid = get_relation_constraint_oid(RelationGetRelid(relation), constraint_name, true);
    HeapTuple tuple = OidIsValid(oid) ? SearchSysCache1(CONSTROID, ObjectIdGetDatum(oid)) : nullptr;
    if (!HeapTupleIsValid(tuple)) return nullptr;
    if (reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->contype == CONSTRAINT_NOTNULL)
        column = NameStr(TupleDescAttr(RelationGetDescr(relation), extractNotNullColumn(tuple) - 1)->attname);
    ReleaseSysCache(tuple);
#endif
    return column;
}

void add_dropped_constraint(Reader& reader, const Target& target, const AlterTableCmd* step) {
    if (!reader.judged.has(CommandKind::DropConstraint)) return;
    Command dropped = target.command;
    if (!read_dropped_constraint(target.relation, step->name, dropped)) return;
    dropped.kind = CommandKind::DropConstraint;
    dropped.is_cascade = step->behavior == DROP_CASCADE;
    name(dropped, step->name);
    reader.commands.add() = dropped;
}

void add_named(Reader& reader, const Target& target, CommandKind kind, const char* text) {
    if (Command* command = reader.add(target, kind)) name(*command, text);
}

// The table, or the index of it that is named.
void add_moved(Reader& reader, const Target& target, const char* tablespace, const char* index) {
    Command* command = reader.add(target, CommandKind::SetTablespace);
    if (command == nullptr) return;
    if (index != nullptr) name(*command, index);
    command->value = pstrdup(tablespace);
    command->new_name = quote_identifier(pstrdup(tablespace));
}

// Of an index PostgreSQL locks it alone, so its table isn't waited for.
void add_moved_index(Reader& reader, const FormData_pg_class& index, const char* tablespace) {
    with_target(
        IndexGetRelation(index.oid, true),
        [&](const Target& target) { add_moved(reader, target, tablespace, NameStr(index.relname)); }, Children::Apart,
        false);
}

void add_moved_index(Reader& reader, const AlterTableStmt* statement) {
    if (!reader.judged.has(CommandKind::SetTablespace)) return;
    FormData_pg_class index;
    if (!find_class(relation_named(statement->relation), index) || index.relkind != RELKIND_INDEX) return;
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        if (step->subtype == AT_SetTableSpace && moves_to_tablespace(index.reltablespace, step->name))
            add_moved_index(reader, index, step->name);
    }
}

// Whether ALL IN TABLESPACE moves relations of this kind, and the kind has files.
bool is_moved(char kind, ObjectType type) {
    switch (type) {
        case OBJECT_TABLE:
            return kind == RELKIND_RELATION;
        case OBJECT_INDEX:
            return kind == RELKIND_INDEX;
        default:
            return kind == RELKIND_MATVIEW;
    }
}

// What ALL IN TABLESPACE moves (AlterTableMoveAll() in tablecmds.c). PostgreSQL refuses all if one is somebody else's.
List* all_moved(const AlterTableMoveAllStmt* statement, Oid tablespace) {
    List* owners = NIL;
    for (int i = 0; i < list_length(statement->roles); ++i)
        owners = lappend_oid(owners, get_rolespec_oid(static_cast<RoleSpec*>(list_nth(statement->roles, i)), true));
    List* moved = NIL;
    bool are_all_own = true;
    each_row(RelationRelationId, InvalidOid, nullptr, 0, nullptr, [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
        CHECK_FOR_INTERRUPTS();
        const auto& row = *reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple));
        const bool is_meant = row.reltablespace == tablespace && !row.relisshared &&
                              is_moved(row.relkind, statement->objtype) && !IsCatalogNamespace(row.relnamespace) &&
                              !IsToastNamespace(row.relnamespace) && !isAnyTempNamespace(row.relnamespace) &&
                              (owners == NIL || list_member_oid(owners, row.relowner));
        if (!is_meant) return true;
        moved = lappend_oid(moved, row.oid);
        are_all_own = has_privs_of_role(GetUserId(), row.relowner);
        return are_all_own;
    });
    return are_all_own ? moved : NIL;
}

void add_step(Reader& reader, const Target& target, const AlterTableStmt* statement, const AlterTableCmd* step) {
    // A partitioned table's storage is for partitions to come.
    const bool has_rows_of_its_own = target.relation->rd_rel->relkind != RELKIND_PARTITIONED_TABLE;
    switch (step->subtype) {
        case AT_AddColumn:
            add_added_column(reader, target, step);
            return;
        case AT_DropColumn:
            add_altered_column(reader, target, step, CommandKind::DropColumn);
            return;
        case AT_AlterColumnType:
            add_altered_column(reader, target, step, CommandKind::AlterColumnType);
            return;
        case AT_SetNotNull:
            add_altered_column(reader, target, step, CommandKind::SetNotNull);
            return;
        case AT_DropNotNull:
            add_altered_column(reader, target, step, CommandKind::DropNotNull);
            return;
        case AT_ColumnDefault:
            if (is_no_default(step->def)) add_altered_column(reader, target, step, CommandKind::DropDefault);
            return;
        case AT_DropIdentity:
            add_altered_column(reader, target, step, CommandKind::DropDefault);
            return;
        case AT_AddConstraint:
            add_constraint(reader, target, reinterpret_cast<Constraint*>(step->def));
            return;
        case AT_ValidateConstraint:
            add_validated(reader, target, statement, step->name);
            return;
        case AT_DropConstraint:
            if (const char* column = column_not_null_by(target.relation, step->name)) {
                AlterTableCmd same = *step;
                same.name = pstrdup(column);
                add_altered_column(reader, target, &same, CommandKind::DropNotNull);
            }
            add_dropped_constraint(reader, target, step);
            return;
        case AT_AttachPartition:
            add_attached(reader, target, reinterpret_cast<const PartitionCmd*>(step->def));
            return;
        case AT_DetachPartition:
            add_detached(reader, target, reinterpret_cast<const PartitionCmd*>(step->def));
            return;
        case AT_DisableTrig:
        case AT_DisableTrigAll:
        case AT_DisableTrigUser:
        // It then fires where session_replication_role is replica, and nowhere else.
        case AT_EnableReplicaTrig:
            add_named(reader, target, CommandKind::DisableTrigger, step->name);
            return;
        case AT_SetTableSpace:
            if (has_rows_of_its_own && moves_to_tablespace(target.relation->rd_rel->reltablespace, step->name))
                add_moved(reader, target, step->name, nullptr);
            return;
        case AT_SetLogged:
        case AT_SetUnLogged: {
            const char now = target.relation->rd_rel->relpersistence;
            const char wanted = step->subtype == AT_SetLogged ? RELPERSISTENCE_PERMANENT : RELPERSISTENCE_UNLOGGED;
            Command* command =
                now == wanted || !has_rows_of_its_own ? nullptr : reader.add(target, CommandKind::SetPersistence);
            if (command != nullptr) command->rewrites = true;
            return;
        }
        case AT_SetAccessMethod: {
            const bool is_same =
                step->name != nullptr && get_am_oid(step->name, true) == target.relation->rd_rel->relam;
            Command* command =
                is_same || !has_rows_of_its_own ? nullptr : reader.add(target, CommandKind::SetAccessMethod);
            if (command != nullptr) command->rewrites = true;
            return;
        }
        default:
            return;
    }
}

// Of these steps none is looked into: a statement of them alone opens nothing.
bool says_nothing(const AlterTableCmd* step) {
    if (step->subtype != AT_AddColumn) return false;
    const auto* definition = reinterpret_cast<const ColumnDef*>(step->def);
    return definition->constraints == NIL && !definition->is_not_null && !is_serial(definition) &&
           !may_be_domain(definition);
}

}  // namespace

void add_alterations(Reader& reader, const AlterTableStmt* statement) {
    bool is_of_interest = false;
    bool is_cascade = statement->objtype == OBJECT_TYPE;
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        const auto* step = static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i));
        is_of_interest |= !says_nothing(step);
        is_cascade &= step->behavior == DROP_CASCADE;
    }
    if (!is_of_interest) return;
    add_moved_index(reader, statement);
    const auto add = [&](Target& target) {
        target.command.is_replaced = adds_primary_key(statement);
        for (int i = 0; i < list_length(statement->cmds); ++i)
            add_step(reader, target, statement, static_cast<AlterTableCmd*>(list_nth(statement->cmds, i)));
    };
    with_target(statement->relation, add, statement->relation->inh ? Children::Reached : Children::Apart);
    const List* typed = is_cascade ? tables_of_type(statement->relation) : NIL;
    for (int i = 0; i < list_length(typed); ++i) with_target(list_nth_oid(typed, i), add);
}

void add_all_moved(Reader& reader, const AlterTableMoveAllStmt* statement) {
    if (!reader.judged.has(CommandKind::SetTablespace)) return;
    const Oid from = get_tablespace_oid(statement->orig_tablespacename, true);
    const char* tablespace = statement->new_tablespacename;
    if (!OidIsValid(from) || !moves_to_tablespace(from, tablespace)) return;
    const List* moved = all_moved(statement, from == MyDatabaseTableSpace ? InvalidOid : from);
    for (int i = 0; i < list_length(moved); ++i) {
        CHECK_FOR_INTERRUPTS();
        FormData_pg_class row;
        if (!find_class(list_nth_oid(moved, i), row)) continue;
        if (row.relkind == RELKIND_INDEX) {
            add_moved_index(reader, row, tablespace);
        } else {
            with_target(
                row.oid, [&](const Target& target) { add_moved(reader, target, tablespace, nullptr); }, Children::Apart,
                false);
        }
    }
}

}  // namespace mana_guard::server
