#include "server/commands.hpp"

#include "server/alter_commands.hpp"
#include "server/command_sql.hpp"
#include "server/definitions.hpp"
#include "server/drop_commands.hpp"
#include "server/gather.hpp"
#include "server/reliance.hpp"
#include "server/touched.hpp"

namespace mana_guard::server {
namespace {

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
        case T_DropStmt:
            return are_judged(reinterpret_cast<const DropStmt*>(parse_tree)->removeType);
        case T_IndexStmt:
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
