#include "server/commands.hpp"

#include "server/command_sql.hpp"
#include "server/definitions.hpp"
#include "server/deprecations.hpp"
#include "server/gather.hpp"
#include "server/reliance.hpp"
#include "server/rewrites.hpp"
#include "server/types.hpp"

namespace mana_guard::server {
namespace {

// A relation that a statement is about, held open under ACCESS SHARE.
struct Target {
    ::Relation relation = nullptr;
    const Table* table = nullptr;
    Command command;  // what all its commands have in common
};

struct Reader {
    CommandKinds judged;
    Growing<Command> commands;

    // Adds a command of this kind; null where none is judged.
    Command* add(const Target& target, CommandKind kind) {
        if (!judged.has(kind)) return nullptr;
        Command& command = commands.add();
        command = target.command;
        command.kind = kind;
        return &command;
    }
};

// Whether a relation with its own storage holds a row. One of more than a few blocks isn't looked into.
bool holds_rows(::Relation relation) {
    constexpr BlockNumber most_blocks = 10;
    const BlockNumber blocks = RelationGetNumberOfBlocks(relation);
    if (blocks == 0 || blocks > most_blocks) return blocks > 0;
    // Not the transaction's snapshot: what was committed since counts, and SERIALIZABLE has nothing to remember.
    TableScanDesc scan = table_beginscan(relation, SnapshotSelf, 0, nullptr);
    TupleTableSlot* slot = table_slot_create(relation, nullptr);
    const bool found = table_scan_getnextslot(scan, ForwardScanDirection, slot);
    ExecDropSingleTupleTableSlot(slot);
    table_endscan(scan);
    return found;
}

void measure(::Relation relation, Command& command) {
    if (relation->rd_rel->relkind == RELKIND_PARTITIONED_TABLE) {
        const List* members = find_all_inheritors(RelationGetRelid(relation), NoLock, nullptr);
        for (int i = 1; i < list_length(members); ++i) {
            CHECK_FOR_INTERRUPTS();
            ::Relation member = try_relation_open(list_nth_oid(members, i), AccessShareLock);
            if (member == nullptr) continue;
            if (member->rd_rel->relkind != RELKIND_PARTITIONED_TABLE) measure(member, command);
            relation_close(member, AccessShareLock);
        }
    } else if (RELKIND_HAS_STORAGE(relation->rd_rel->relkind)) {
        command.bytes += static_cast<std::int64_t>(RelationGetNumberOfBlocks(relation)) * BLCKSZ;
        command.in_use = command.in_use || holds_rows(relation);
    }
}

const Table* table_of(Oid relation) {
    const TouchedRelation touched{relation, Fact::Placement, false};
    Gathered gathered;
    gather_tables({&touched, 1}, Fact::Placement, {}, gathered);
    return gathered.tables.empty() ? nullptr : &gathered.tables.front();
}

// Opens the relation; false where it isn't there or isn't judged.
bool open_target(Oid oid, Target& target) {
    if (!OidIsValid(oid)) return false;
    target.table = table_of(oid);
    if (target.table == nullptr) return false;
    target.relation = try_relation_open(oid, AccessShareLock);
    if (target.relation == nullptr) return false;
    Command& command = target.command;
    command.object = command.table = target.table;
    command.stood = target.relation->rd_createSubid == InvalidSubTransactionId;
    command.in_block = IsTransactionBlock();
    command.now = GetCurrentTimestamp();
    if (command.stood) measure(target.relation, command);
    command.can_be_concurrent = target.relation->rd_rel->relkind != RELKIND_PARTITIONED_TABLE;
    return true;
}

void close(const Target& target) {
    relation_close(target.relation, AccessShareLock);
}

// Calls with the relation held open.
template <typename Call>
void with_target(Oid oid, const Call& call) {
    Target target;
    if (!open_target(oid, target)) return;
    call(target);
    close(target);
}

const Column* column_named(const Target& target, const char* name) {
    const AttrNumber number = get_attnum(RelationGetRelid(target.relation), name);
    if (number <= 0) return nullptr;
    const Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(target.relation), number - 1);
    auto* column = static_cast<Column*>(palloc0(sizeof(Column)));
    *column = Column();
    fill_column(*attribute, {}, nullptr, *column);
    return column;
}

void name(Command& command, const char* text) {
    command.name = text == nullptr ? "" : pstrdup(text);
    command.quoted_name = text == nullptr ? "" : quote_identifier(pstrdup(text));
}

void add_created_index(Reader& reader, IndexStmt* statement) {
    if (statement->concurrent || !reader.judged.has(CommandKind::CreateIndex)) return;
    with_target(relation_named(statement->relation), [&](const Target& target) {
        const Oid schema = RelationGetNamespace(target.relation);
        // Of ON ONLY nothing is built: the partitions' indexes are attached later.
        if (!statement->relation->inh && !target.command.can_be_concurrent) return;
        if (statement->if_not_exists && statement->idxname != nullptr &&
            OidIsValid(get_relname_relid(statement->idxname, schema))) {
            return;
        }
        Command* command = reader.add(target, CommandKind::CreateIndex);
        name(*command, statement->idxname);
        command->is_unique = statement->unique;
        if (command->in_use) command->definition = index_definition(target.relation, statement);
    });
}

void add_dropped_index(Reader& reader, const DropStmt* statement, List* named) {
    const Oid index = relation_named(makeRangeVarFromNameList(named));
    if (!OidIsValid(index) || get_rel_relkind(index) != RELKIND_INDEX) return;
    // Neither a constraint's nor what an index of all partitions has in one of them can be dropped at all.
    if (OidIsValid(get_index_constraint(index)) || get_rel_relispartition(index)) return;
    with_target(IndexGetRelation(index, true), [&](const Target& target) {
        Command* command = reader.add(target, CommandKind::DropIndex);
        if (command == nullptr) return;
        name(*command, get_rel_name(index));
        const char* schema = get_namespace_name(get_rel_namespace(index));
        command->definition = quote_qualified_identifier(schema == nullptr ? "" : schema, get_rel_name(index));
        command->can_be_concurrent = statement->behavior == DROP_RESTRICT;
    });
}

void add_dropped_schema(Reader& reader, const DropStmt* statement, const char* schema_name) {
    const Oid oid = get_namespace_oid(schema_name, true);
    if (!OidIsValid(oid) || !reader.judged.has(CommandKind::DropSchema)) return;
    const TouchedSchema touched{oid, Fact::SchemaName, false};
    Gathered gathered;
    gather_schemas({&touched, 1}, {}, gathered);
    if (gathered.schemas.empty()) return;
    Command& command = reader.commands.add();
    command.kind = CommandKind::DropSchema;
    command.object = command.schema = &gathered.schemas.front();
    command.stood = command.schema->holds_tables && holds_standing_tables(oid);
    command.is_cascade = statement->behavior == DROP_CASCADE;
}

void add_dropped_table(Reader& reader, const DropStmt* statement, List* named) {
    with_target(relation_named(makeRangeVarFromNameList(named)), [&](const Target& target) {
        Command* command = reader.add(target, CommandKind::DropTable);
        if (command == nullptr) return;
        command->is_cascade = statement->behavior == DROP_CASCADE;
        command->deprecated_at = deprecated_at(*target.table, nullptr);
    });
}

void add_drops(Reader& reader, const DropStmt* statement) {
    if (statement->concurrent) return;
    for (int i = 0; i < list_length(statement->objects); ++i) {
        void* object = list_nth(statement->objects, i);
        switch (statement->removeType) {
            case OBJECT_INDEX:
                add_dropped_index(reader, statement, static_cast<List*>(object));
                break;
            case OBJECT_TABLE:
            case OBJECT_FOREIGN_TABLE:
                add_dropped_table(reader, statement, static_cast<List*>(object));
                break;
            case OBJECT_SCHEMA:
                add_dropped_schema(reader, statement, strVal(object));
                break;
            default:
                return;
        }
    }
    // PostgreSQL drops one index CONCURRENTLY at a time.
    if (list_length(statement->objects) > 1) {
        for (std::size_t i = 0; i < reader.commands.count; ++i) reader.commands.items[i].can_be_concurrent = false;
    }
}

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
    if (kind == CommandKind::DropDefault && !attribute->atthasdef) return;
    Command* command = reader.add(target, kind);
    command->column = column;
    switch (kind) {
        case CommandKind::AlterColumnType:
            read_type_change(target.relation, attribute, reinterpret_cast<ColumnDef*>(step->def), *command);
            return;
        case CommandKind::SetNotNull:
            command->checks_rows = !proves_not_null(target.relation, attribute);
            return;
        case CommandKind::DropColumn:
            command->deprecated_at = deprecated_at(*target.table, step->name);
            command->is_cascade = step->behavior == DROP_CASCADE;
            return;
        case CommandKind::DropDefault:
            command->of_same_transaction = has_new_default(target.relation, attribute->attnum);
            return;
        default:
            return;
    }
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
    if (constraint->contype == CONSTR_PRIMARY && target.command.in_use) add_not_nulls(reader, target, constraint);
    Command* command = reader.add(target, kind_of(constraint));
    if (command == nullptr) return;
    name(*command, constraint->conname);
    command->uses_index = constraint->indexname != nullptr;
    command->checks_rows = !constraint->skip_validation;
    if (command->in_use) read_constraint_definition(target.relation, constraint, *command);
}

void add_validated(Reader& reader, const Target& target, const char* constraint_name) {
    const Oid oid = get_relation_constraint_oid(RelationGetRelid(target.relation), constraint_name, true);
    HeapTuple tuple = OidIsValid(oid) ? SearchSysCache1(CONSTROID, ObjectIdGetDatum(oid)) : nullptr;
    if (!HeapTupleIsValid(tuple)) return;
    const bool is_valid = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->convalidated;
    const TransactionId made_by = HeapTupleHeaderGetXmin(tuple->t_data);
    ReleaseSysCache(tuple);
    Command* command = is_valid ? nullptr : reader.add(target, CommandKind::ValidateConstraint);
    if (command == nullptr) return;
    name(*command, constraint_name);
    command->of_same_transaction = TransactionIdIsCurrentTransactionId(made_by);
    if (command->in_use) command->definition = stored_constraint_definition(oid);
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

void add_step(Reader& reader, const Target& target, const AlterTableCmd* step) {
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
        case AT_AddConstraint:
            add_constraint(reader, target, reinterpret_cast<Constraint*>(step->def));
            return;
        case AT_ValidateConstraint:
            add_validated(reader, target, step->name);
            return;
        case AT_DropConstraint:
            add_dropped_constraint(reader, target, step);
            return;
        case AT_DisableTrig:
        case AT_DisableTrigAll:
        case AT_DisableTrigUser:
            add_named(reader, target, CommandKind::DisableTrigger, step->name);
            return;
        case AT_SetTableSpace:
            if (has_rows_of_its_own && moves_to_tablespace(target.relation, step->name))
                add_named(reader, target, CommandKind::SetTablespace, step->name);
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

void add_alterations(Reader& reader, const AlterTableStmt* statement) {
    bool is_of_interest = false;
    for (int i = 0; i < list_length(statement->cmds); ++i)
        is_of_interest |= !says_nothing(static_cast<AlterTableCmd*>(list_nth(statement->cmds, i)));
    if (!is_of_interest) return;
    with_target(relation_named(statement->relation), [&](Target& target) {
        target.command.is_replaced = adds_primary_key(statement);
        for (int i = 0; i < list_length(statement->cmds); ++i)
            add_step(reader, target, static_cast<AlterTableCmd*>(list_nth(statement->cmds, i)));
    });
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

void add_rename(Reader& reader, const RenameStmt* statement) {
    switch (statement->renameType) {
        case OBJECT_SCHEMA:
            add_schema_rename(reader, statement);
            return;
        case OBJECT_COLUMN:
            if (!reader.judged.has(CommandKind::RenameColumn)) return;
            with_target(relation_named(statement->relation), [&](const Target& target) {
                const Column* column = column_named(target, statement->subname);
                if (column == nullptr) return;
                Command* command = reader.add(target, CommandKind::RenameColumn);
                command->column = column;
                command->new_name = quote_identifier(statement->newname);
            });
            return;
        case OBJECT_TABLE:
        case OBJECT_FOREIGN_TABLE:
            if (!reader.judged.has(CommandKind::RenameTable)) return;
            with_target(relation_named(statement->relation), [&](const Target& target) {
                Command* command = reader.add(target, CommandKind::RenameTable);
                const char* schema = get_namespace_name(RelationGetNamespace(target.relation));
                command->new_name = quote_qualified_identifier(schema == nullptr ? "" : schema, statement->newname);
            });
            return;
        default:
            return;
    }
}

void add_move(Reader& reader, const AlterObjectSchemaStmt* statement) {
    const bool is_table = statement->objectType == OBJECT_TABLE || statement->objectType == OBJECT_FOREIGN_TABLE;
    if (!is_table || !reader.judged.has(CommandKind::SetSchema)) return;
    with_target(relation_named(statement->relation), [&](const Target& target) {
        // It is there already.
        if (get_namespace_oid(statement->newschema, true) == RelationGetNamespace(target.relation)) return;
        Command* command = reader.add(target, CommandKind::SetSchema);
        command->new_name = quote_qualified_identifier(statement->newschema, RelationGetRelationName(target.relation));
    });
}

void add_renamed_value(Reader& reader, const AlterEnumStmt* statement) {
    if (statement->oldVal == nullptr || !reader.judged.has(CommandKind::RenameEnumValue)) return;
    const Oid type = LookupTypeNameOid(nullptr, makeTypeNameFromNameList(statement->typeName), true);
    auto* definition = static_cast<Definition*>(palloc0(sizeof(Definition)));
    *definition = Definition();
    if (!OidIsValid(type) || !read_definition(TypeRelationId, type, nullptr, *definition)) return;
    Command renamed;
    if (!read_renamed_value(type, statement->oldVal, renamed)) return;
    Command& command = reader.commands.add();
    command = renamed;
    command.kind = CommandKind::RenameEnumValue;
    command.object = definition;
    command.in_block = IsTransactionBlock();
    command.name = statement->oldVal;
    command.quoted_name = quote_literal_cstr(statement->oldVal);
    command.new_name = quote_literal_cstr(statement->newVal);
}

}  // namespace

bool may_be_judged(const Node* parse_tree) {
    switch (nodeTag(parse_tree)) {
        case T_IndexStmt:
        case T_DropStmt:
        case T_AlterTableStmt:
        case T_RenameStmt:
        case T_AlterObjectSchemaStmt:
        case T_AlterEnumStmt:
            return true;
        default:
            return false;
    }
}

std::span<Command> commands_of(Node* parse_tree, CommandKinds judged) {
    Reader reader;
    reader.judged = judged;
    switch (nodeTag(parse_tree)) {
        case T_IndexStmt:
            add_created_index(reader, reinterpret_cast<IndexStmt*>(parse_tree));
            break;
        case T_DropStmt:
            add_drops(reader, reinterpret_cast<DropStmt*>(parse_tree));
            break;
        case T_AlterTableStmt:
            add_alterations(reader, reinterpret_cast<AlterTableStmt*>(parse_tree));
            break;
        case T_RenameStmt:
            add_rename(reader, reinterpret_cast<RenameStmt*>(parse_tree));
            break;
        case T_AlterObjectSchemaStmt:
            add_move(reader, reinterpret_cast<AlterObjectSchemaStmt*>(parse_tree));
            break;
        case T_AlterEnumStmt:
            add_renamed_value(reader, reinterpret_cast<AlterEnumStmt*>(parse_tree));
            break;
        default:
            break;
    }
    return {reader.commands.items, reader.commands.count};
}

}  // namespace mana_guard::server
