#include "server/commands/storage_commands.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/commands/named_objects.hpp"
#include "server/commands/permissions.hpp"
#include "server/names.hpp"
#include "server/record/statement_text.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

// The tables that a TRUNCATE names, with those that hold their rows.
List* named_tables(const TruncateStmt* statement) {
    List* tables = NIL;
    for (int i = 0; i < list_length(statement->relations); ++i) {
        const auto* name = static_cast<const RangeVar*>(list_nth(statement->relations, i));
        const Oid relation = relation_named(name);
        if (!OidIsValid(relation)) continue;
        tables = list_concat_unique_oid(tables, name->inh ? find_members(relation) : list_make1_oid(relation));
    }
    return tables;
}

// Those that refer to them, and to those in turn.
List* referring_tables(List* tables) {
    List* all = list_copy(tables);
    for (List* found = heap_truncate_find_FKs(all); found != NIL; found = heap_truncate_find_FKs(all))
        all = list_concat_unique_oid(all, found);
    return list_difference_oid(all, tables);
}

}  // namespace

bool is_full(const VacuumStmt* statement) {
    return statement->is_vacuumcmd && is_set(statement->options, "full");
}

bool skips_locked(const Node* statement) {
    return IsA(statement, VacuumStmt) && is_set(reinterpret_cast<const VacuumStmt*>(statement)->options, "skip_locked");
}

namespace {

// Whether it is a partition of one of them, which is told of in its stead.
bool is_part_of_one(Oid table, const List* tables) {
    Oid parent = InvalidOid;
    return find_partition_parent(table, parent) && list_member_oid(tables, parent);
}

// A partitioned table is rewritten with its partitions, one that others inherit from alone.
void add_rewritten(Reader& reader, Oid relation, CommandKind kind, bool waits = true) {
    with_target(
        relation, [&](const Target& target) { reader.add(target, kind); },
        get_rel_relkind(relation) == RELKIND_PARTITIONED_TABLE ? Children::Counted : Children::Apart, waits);
}

// The table that a row of the catalog makes a candidate, or an invalid OID.
Oid vacuumed_table(HeapTuple tuple) {
    const auto* row = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple));
    const bool is_one = row->relkind == RELKIND_RELATION || row->relkind == RELKIND_MATVIEW;
    return is_one && may_maintain(row->oid) ? row->oid : InvalidOid;
}
Oid clustered_table(HeapTuple tuple) {
    const auto* row = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple));
    return row->indisclustered && may_maintain(row->indrelid) ? row->indrelid : InvalidOid;
}

// Without a name the command takes all of the database's.
void add_all(Reader& reader, CommandKind kind, Oid catalog, Oid (*table_of_row)(HeapTuple), bool waits = true) {
    auto* database = static_cast<Object*>(palloc0(sizeof(Object)));
    read_database(*database);
    Command& command = reader.commands.add();
    command.kind = kind;
    command.object = database;
    command.in_use = is_any_in_use(catalog, table_of_row, waits);
}

}  // namespace

void add_truncated(Reader& reader, const TruncateStmt* statement) {
    if (!reader.judged.has(CommandKind::Truncate)) return;
    const List* victims = statement->behavior == DROP_CASCADE ? referring_tables(named_tables(statement)) : NIL;
    const char* first = nullptr;
    for (int i = 0; i < list_length(statement->relations); ++i) {
        const auto* named = static_cast<const RangeVar*>(list_nth(statement->relations, i));
        with_target(
            named,
            [&](const Target& target) {
                Command* command = reader.add(target, CommandKind::Truncate);
                command->is_cascade = statement->behavior == DROP_CASCADE;
                command->takes_others = victims != NIL;
                if (first == nullptr) first = target.table->identity.data();
            },
            named->inh ? Children::Reached : Children::Apart);
    }
    if (first == nullptr) return;
    for (int i = 0; i < list_length(victims); ++i) {
        if (is_part_of_one(list_nth_oid(victims, i), victims)) continue;
        with_target(list_nth_oid(victims, i), [&](const Target& target) {
            Command* command = reader.add(target, CommandKind::Truncate);
            command->is_taken_along = true;
            command->value = first;
        });
    }
}

void add_vacuumed(Reader& reader, const VacuumStmt* statement) {
    if (!is_full(statement) || !reader.judged.has(CommandKind::VacuumFull)) return;
    const bool waits = !skips_locked(reinterpret_cast<const Node*>(statement));
    if (statement->rels == NIL) add_all(reader, CommandKind::VacuumFull, RelationRelationId, vacuumed_table, waits);
    for (int i = 0; i < list_length(statement->rels); ++i) {
        const auto* one = static_cast<const VacuumRelation*>(list_nth(statement->rels, i));
        const Oid relation = OidIsValid(one->oid) ? one->oid : relation_named(one->relation);
        // Of the others VACUUM says that it skips them.
        if (may_maintain(relation)) add_rewritten(reader, relation, CommandKind::VacuumFull, waits);
    }
}

void add_clustered(Reader& reader, const ClusterStmt* statement) {
    if (!reader.judged.has(CommandKind::Cluster)) return;
    if (statement->relation == nullptr) add_all(reader, CommandKind::Cluster, IndexRelationId, clustered_table);
    add_rewritten(reader, relation_named(statement->relation), CommandKind::Cluster);
}

}  // namespace mana_guard::server
