#include "server/commands/drop_commands.hpp"

#include "server/commands/named_objects.hpp"
#include "server/commands/reliance.hpp"
#include "server/commands/unused.hpp"
#include "server/gather/gather.hpp"
#include "server/names.hpp"
#include "server/policy/deprecations.hpp"
#include "server/record/touched.hpp"
#include "server/record/transaction.hpp"

namespace mana_guard::server {
namespace {

void add_dropped_index(Reader& reader, const DropStmt* statement, List* named) {
    const Oid index = relation_named(makeRangeVarFromNameList(named));
    FormData_pg_class row;
    if (!find_class(index, row) || row.relkind != RELKIND_INDEX) return;
    // Neither a constraint's nor what an index of all partitions has in one of them can be dropped at all.
    if (OidIsValid(get_index_constraint(index)) || row.relispartition) return;
    with_target(IndexGetRelation(index, true), [&](const Target& target) {
        // To open the table took its time: the index may have gone meanwhile.
        FoundName found;
        if (!find_relation_name(index, found)) return;
        Command* command = reader.add(target, CommandKind::DropIndex);
        if (command == nullptr) return;
        name(*command, found.name);
        command->definition = quoted(found);
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

// Partitions go with their table, whose announcement is theirs too, but not where this transaction has attached them.
void add_attached_before(Reader& reader, const Target& dropped) {
    const List* members = find_members(RelationGetRelid(dropped.relation));
    for (int i = 1; i < list_length(members); ++i) {
        const Oid member = list_nth_oid(members, i);
        if (began_as_partition(member)) continue;
        with_target(member, [&](const Target& target) {
            Command* command = reader.add(target, CommandKind::TableVictim);
            if (command == nullptr) return;
            command->deprecated_at = deprecated_at(*target.table, nullptr);
            command->is_unused = is_unused(target, InvalidAttrNumber, true);
            command->is_taken_along = true;
            command->value = psprintf("table %s", dropped.table->identity.data());
        });
    }
}

void add_dropped_table(Reader& reader, const DropStmt* statement, List* named) {
    with_target(makeRangeVarFromNameList(named), [&](const Target& target) {
        Command* command = reader.add(target, CommandKind::DropTable);
        if (command == nullptr) return;
        command->is_cascade = statement->behavior == DROP_CASCADE;
        command->deprecated_at = deprecated_at(*target.table, nullptr);
        command->is_unused =
            is_unused(target, InvalidAttrNumber, command->is_cascade || list_length(statement->objects) > 1);
        command->was_partition = was_partition(*target.table);
        if (target.table->kind == ObjectKind::PartitionedTable) add_attached_before(reader, target);
    });
}

}  // namespace

bool are_judged(ObjectType kind) {
    return kind == OBJECT_INDEX || kind == OBJECT_TABLE || kind == OBJECT_FOREIGN_TABLE || kind == OBJECT_SCHEMA;
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

// One of that name that isn't there is PostgreSQL's to complain of.
void add_dropped_database(Reader& reader, const DropdbStmt* statement) {
    if (!reader.judged.has(CommandKind::DropDatabase)) return;
    if (!OidIsValid(get_database_oid(statement->dbname, true))) return;
    auto* database = static_cast<Object*>(palloc0(sizeof(Object)));
    read_database(*database);
    database->identity = database->quoted_name = quote_identifier(statement->dbname);
    Command& command = reader.commands.add();
    command.kind = CommandKind::DropDatabase;
    command.object = database;
    command.name = statement->dbname;
}

}  // namespace mana_guard::server
