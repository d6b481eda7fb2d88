#include "server/commands/upkeep_commands.hpp"

#include "server/catalog/kinds.hpp"
#include "server/commands/named_objects.hpp"
#include "server/names.hpp"
#include "server/record/frames.hpp"
#include "server/record/touched.hpp"
#include "server/record/transaction.hpp"

namespace mana_guard::server {
namespace {

// Whether REFRESH ... CONCURRENTLY can tell rows by the index: commands/matview.c, is_usable_unique_index().
bool tells_rows(Oid index) {
    HeapTuple tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(index));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* row = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple));
    bool can = row->indisunique && row->indimmediate && row->indisvalid && row->indnatts > 0 &&
               heap_attisnull(tuple, Anum_pg_index_indpred, nullptr);
    for (int i = 0; can && i < row->indnatts; ++i) can = row->indkey.values[i] > 0;
    ReleaseSysCache(tuple);
    if (!can) return false;
    HeapTuple of_class = SearchSysCache1(RELOID, ObjectIdGetDatum(index));
    if (!HeapTupleIsValid(of_class)) return false;
    const bool is_btree = reinterpret_cast<Form_pg_class>(GETSTRUCT(of_class))->relam == BTREE_AM_OID;
    ReleaseSysCache(of_class);
    return is_btree;
}

bool has_index_that_tells_rows(::Relation view) {
    const List* indexes = RelationGetIndexList(view);
    bool has = false;
    for (int i = 0; i < list_length(indexes); ++i) has |= tells_rows(list_nth_oid(indexes, i));
    return has;
}

bool is_of_exclusion(Oid index) {
    HeapTuple tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(index));
    if (!HeapTupleIsValid(tuple)) return false;
    const bool is_one = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple))->indisexclusion;
    ReleaseSysCache(tuple);
    return is_one;
}

// Whether one of the relations that have indexes is in use, of the schema or, where that is invalid, of the database.
bool holds_what_is_in_use(Oid schema) {
    return is_any_in_use(RelationRelationId, [schema](HeapTuple tuple) {
        const auto* row = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple));
        const bool is_one = row->relhasindex && (row->relkind == RELKIND_RELATION || row->relkind == RELKIND_MATVIEW) &&
                            (!OidIsValid(schema) || row->relnamespace == schema);
        return is_one ? row->oid : InvalidOid;
    });
}

void add_reindex_of_all(Reader& reader, const ReindexStmt* statement) {
    auto* object = static_cast<Object*>(palloc0(sizeof(Object)));
    Oid schema = InvalidOid;
    if (statement->kind == REINDEX_OBJECT_SCHEMA) {
        if (!read_schema_object(statement->name, *object)) return;
        schema = object->oid;
    } else {
        read_database(*object);
    }
    Command& command = reader.commands.add();
    command = Command();
    command.kind = CommandKind::Reindex;
    command.object = object;
    command.in_use = holds_what_is_in_use(schema);
    command.in_block = is_in_block();
    command.can_be_concurrent = true;
    command.definition =
        psprintf("%s %s", statement->kind == REINDEX_OBJECT_SCHEMA ? "SCHEMA" : "DATABASE", "CONCURRENTLY");
    command.keys = object->identity;
}

}  // namespace

void add_refresh(Reader& reader, const RefreshMatViewStmt* statement) {
    // Without rows there is nothing to compare with.
    if (statement->concurrent || statement->skipData || !reader.judged.has(CommandKind::RefreshView)) return;
    with_target(statement->relation, [&](const Target& target) {
        if (target.relation->rd_rel->relkind != RELKIND_MATVIEW || !target.relation->rd_rel->relispopulated) return;
        Command* command = reader.add(target, CommandKind::RefreshView);
        command->can_be_concurrent = has_index_that_tells_rows(target.relation);
    });
}

void add_reindex(Reader& reader, const ReindexStmt* statement) {
    if (!reader.judged.has(CommandKind::Reindex) || is_concurrent(statement)) return;
    switch (statement->kind) {
        case REINDEX_OBJECT_TABLE:
            with_target(statement->relation, [&](const Target& target) {
                Command* command = reader.add(target, CommandKind::Reindex);
                command->can_be_concurrent = true;
                command->definition = "TABLE CONCURRENTLY";
                command->keys = target.table->identity;
            });
            return;
        case REINDEX_OBJECT_INDEX: {
            const Oid index = relation_named(statement->relation);
            if (!OidIsValid(index) || !is_index(get_rel_relkind(index))) return;
            with_target(IndexGetRelation(index, true), [&](const Target& target) {
                FoundName found;
                if (!find_relation_name(index, found)) return;
                Command* command = reader.add(target, CommandKind::Reindex);
                name(*command, found.name);
                // PostgreSQL builds none of an exclusion constraint's CONCURRENTLY.
                command->can_be_concurrent = !is_of_exclusion(index);
                command->definition = "INDEX CONCURRENTLY";
                command->keys = quote_qualified_identifier(target.table->schema.data(), command->name.data());
            });
            return;
        }
        case REINDEX_OBJECT_SCHEMA:
        case REINDEX_OBJECT_DATABASE:
            add_reindex_of_all(reader, statement);
            return;
        default:
            // The system's own.
            return;
    }
}

}  // namespace mana_guard::server
