#include "server/gather/gather.hpp"

#include "server/catalog/kinds.hpp"
#include "server/catalog/types.hpp"
#include "server/gather/definitions.hpp"
#include "server/gather/parts.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"
#include "server/record/statement_text.hpp"

namespace mana_guard::server {
namespace {

// What the command renamed or moved, so that a cure can speak of the object as it was before.
struct Before {
    Oid relation = InvalidOid;
    const char* identity = nullptr;      // that relation's
    const char* schema = nullptr;        // of every relation, after ALTER SCHEMA ... RENAME
    const char* column = nullptr;        // the renamed column's quoted name
    const char* column_after = nullptr;  // its name now
};

const RenameStmt* rename_of(const Source& source) {
    if (source.parse_tree == nullptr || !IsA(source.parse_tree, RenameStmt)) return nullptr;
    return reinterpret_cast<const RenameStmt*>(source.parse_tree);
}

Before what_was_before(const Source& source) {
    Before before;
    if (source.frame != nullptr && OidIsValid(source.frame->target_before)) {
        before.relation = source.frame->target_before;
        before.identity = quote_qualified_identifier(source.frame->schema_before, source.frame->name_before);
    }
    const RenameStmt* rename = rename_of(source);
    if (rename != nullptr && rename->renameType == OBJECT_SCHEMA) before.schema = quote_identifier(rename->subname);
    if (rename != nullptr && renames_column(rename)) {
        before.column = quote_identifier(rename->subname);
        before.column_after = rename->newname;
    }
    return before;
}

template <typename T>
T* allocate(std::size_t count) {
    return static_cast<T*>(palloc0(sizeof(T) * count));
}

Column* read_columns(::Relation relation, const Frame* frame, const Before& before, Table& table) {
    const TupleDesc descriptor = RelationGetDescr(relation);
    auto* columns = allocate<Column>(static_cast<std::size_t>(descriptor->natts));
    std::size_t count = 0;
    for (int i = 0; i < descriptor->natts; ++i) {
        const Form_pg_attribute attribute = TupleDescAttr(descriptor, i);
        const AttrNumber number = attribute->attnum;
        if (attribute->attisdropped) continue;
        Column& column = columns[count++];
        fill_column(*attribute, column_default(relation, number), nullptr, column);
        if (before.column != nullptr && strcmp(before.column_after, column.name.data()) == 0)
            column.quoted_name_before = before.column;
        column.added = !table.created && has_created(frame, RelationGetRelid(relation), number);
    }
    table.columns = {columns, count};
    return columns;
}

const char* quoted_type(Oid type) {
    return OidIsValid(type) ? format_type_extended(type, -1, FORMAT_TYPE_FORCE_QUALIFY) : "";
}

void read_identity(::Relation relation, const char* schema, const Before& before, Table& table) {
    const char* name = pstrdup(RelationGetRelationName(relation));
    table.schema = schema;
    table.name = name;
    table.quoted_name = quote_identifier(name);
    table.identity = quote_qualified_identifier(schema, name);
    if (before.schema != nullptr) table.identity_before = psprintf("%s.%s", before.schema, quote_identifier(name));
    if (before.identity != nullptr && before.relation == RelationGetRelid(relation))
        table.identity_before = before.identity;
}

// Whether the command can bring findings at those indexes alone that it makes, or that have the column that it renames.
bool reads_indexes_in_brief(const Source& source) {
    if (!source.may_be_brief || source.frame == nullptr || source.frame->commits_midway) return false;
    const RenameStmt* rename = rename_of(source);
    return IsA(source.parse_tree, IndexStmt) || (rename != nullptr && rename->renameType == OBJECT_COLUMN);
}

void read_relation_indexes(Oid relation, const Source& source, Table& table) {
    if (table.created && read_new_indexes(source.frame, table)) return;
    if (reads_indexes_in_brief(source)) {
        read_indexes_in_brief(relation, source.frame, table);
    } else {
        read_indexes(relation, nullptr, source.frame, table);
    }
}

// What tables and materialized views alone have.
void read_table_parts(::Relation relation, Facts wanted, const Source& source, const Before& before, Table& table) {
    const Frame* frame = source.frame;
    const Oid oid = RelationGetRelid(relation);
    Column* columns = wanted.overlaps(facts_by_column) ? read_columns(relation, frame, before, table) : nullptr;
    if (columns != nullptr) read_partition_key(table, columns);
    if (wanted.has(Fact::Constraints) && parts_of(*relation->rd_rel).constraints) read_constraints(oid, nullptr, table);
    if (wanted.has(Fact::Indexes) && relation->rd_rel->relhasindex) read_relation_indexes(oid, source, table);
    if (wanted.has(Fact::Comments)) read_comments(oid, nullptr, table, columns);
}

// Fills the table from an open relation; false where it isn't to be judged.
bool read_relation(::Relation relation, const TouchedRelation& touched, Facts wanted, const Source& source,
                   const Before& before, Table& table) {
    if (relation->rd_rel->relpersistence == RELPERSISTENCE_TEMP) return false;
    if (!object_kind_of(relation->rd_rel->relkind, &table.kind)) return false;
    const Oid oid = RelationGetRelid(relation);
    const char* schema = nullptr;
    if (!find_schema_name(RelationGetNamespace(relation), schema) ||
        is_system_relation(oid, RelationGetNamespace(relation), schema))
        return false;
    table.oid = oid;
    read_identity(relation, schema, before, table);
    table.of_type = quoted_type(relation->rd_rel->reloftype);
    table.is_partition = relation->rd_rel->relispartition;
    table.created = touched.created;
    table.from_query = touched.created && source.parse_tree != nullptr && IsA(source.parse_tree, CreateTableAsStmt);
    table.touched = touched.facts;
    if (tables_of_any_kind.has(table.kind) || table.kind == ObjectKind::MaterializedView) {
        read_table_parts(relation, wanted, source, before, table);
    }
    if (wanted.has(Fact::Storage)) {
        read_storage(*relation->rd_rel, nullptr, table);
        const auto* options = reinterpret_cast<const StdRdOptions*>(relation->rd_options);
        table.autovacuum_is_off =
            RELKIND_HAS_TABLE_AM(relation->rd_rel->relkind) && options != nullptr && !options->autovacuum.enabled;
    }
    if (wanted.has(Fact::Triggers) && parts_of(*relation->rd_rel).triggers) read_triggers(oid, nullptr, table);
    if (wanted.has(Fact::Security)) {
        // At COMMIT, which has no parse tree, what was created has seen more commands since.
        const bool is_new = table.created && source.parse_tree != nullptr;
        read_security(*relation->rd_rel, nullptr, nullptr, is_new, table);
    }
    if (wanted.has(Fact::ViewBody)) read_view(*relation->rd_rel, nullptr, nullptr, table);
    return true;
}

// A command that locks no relation for what it does to it, such as GRANT, has nobody wait; nor has the guard.
bool read_unlocked(const TouchedRelation& touched, Facts wanted, const Before& before, Table& table) {
    FormData_pg_class row;
    if (!find_class(touched.relation, row) || !read_stored_table(row, nullptr, wanted, nullptr, table)) return false;
    table.created = touched.created;
    table.touched = touched.facts;
    if (before.schema != nullptr) table.identity_before = psprintf("%s.%s", before.schema, table.quoted_name.data());
    return true;
}

template <typename T>
void keep_judged(std::span<T>& objects, CommandId* first) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        if (is_trusted_member(catalog_of(objects[i]), objects[i].oid, objects[i].created)) continue;
        objects[kept] = objects[i];
        first[kept++] = first[i];
    }
    objects = objects.first(kept);
}

void keep_judged(std::span<Command>& commands) {
    std::size_t kept = 0;
    for (const Command& command : commands) {
        const Object& object = *command.object;
        if (!OidIsValid(object.oid) && will_be_trusted(object)) continue;
        if (command.kind == CommandKind::GrantToPublic && is_of_running_script(object.oid)) continue;
        if (!is_trusted_member(catalog_of(object), object.oid, false)) commands[kept++] = command;
    }
    commands = commands.first(kept);
}

// Whether nobody has judged what it was before: it was a member of an extension, or in the schema of one.
bool comes_from_extension(const Source& source, const Table& table) {
    const Frame* frame = source.frame;
    if (leaves_trusted_extension(source.parse_tree, RelationRelationId, table.oid)) return true;
    // What is in such a schema still isn't judged anyway.
    return frame->target_before == table.oid && table.schema != frame->schema_before &&
           is_in_trusted_schema(frame->schema_before);
}

}  // namespace

namespace {

// False where it is gone, or isn't to be judged.
bool read_touched(const TouchedRelation& touched, Facts wanted, const Source& source, const Before& before,
                  Table& table) {
    table = Table();
    if (!has_lock_on(touched.relation)) return read_unlocked(touched, wanted, before, table);
    ::Relation relation = try_relation_open(touched.relation, NoLock);
    if (relation == nullptr) return false;
    const bool is_read = read_relation(relation, touched, wanted, source, before, table);
    relation_close(relation, NoLock);
    return is_read;
}

}  // namespace

void gather_tables(std::span<const TouchedRelation> touched, Facts wanted, const Source& source, Gathered& gathered) {
    const Before before = what_was_before(source);
    auto* tables = allocate<Table>(touched.size());
    std::size_t count = 0;
    for (const TouchedRelation& one : touched) {
        CHECK_FOR_INTERRUPTS();
        if (!as_read(one.facts).overlaps(wanted) && !wanted.overlaps(schema_facts)) continue;
        if (read_touched(one, wanted, source, before, tables[count])) ++count;
    }
    gathered.tables = {tables, count};
    gathered.source = source;
    if (source.frame != nullptr && source.frame->commits_midway) gathered.midway = source.frame;
    gathered.tables_first = allocate<CommandId>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const bool has_none = source.frame == nullptr || comes_from_extension(source, tables[i]);
        gathered.tables_first[i] = has_none ? InvalidCommandId : source.frame->first;
    }
}

void gather_rest(std::span<const Object* const> relations, Facts wanted, Gathered& gathered) {
    const Before before = what_was_before(gathered.source);
    for (const Object* object : relations) {
        CHECK_FOR_INTERRUPTS();
        Table& table =
            gathered.tables[static_cast<std::size_t>(static_cast<const Table*>(object) - gathered.tables.data())];
        const Facts touched = as_read(table.touched).without(Fact::AddedColumns);
        const TouchedRelation again{table.oid, touched, table.created};
        Table read;
        if (read_touched(again, wanted, gathered.source, before, read)) {
            table = read;
        } else {
            table.touched = {};
        }
    }
}

bool complete_indexes(Gathered& gathered) {
    if (!reads_indexes_in_brief(gathered.source)) return false;
    for (Table& table : gathered.tables) {
        CHECK_FOR_INTERRUPTS();
        if (!table.indexes.empty()) read_indexes(table.oid, nullptr, gathered.source.frame, table);
    }
    return !gathered.tables.empty();
}

bool leave_out_trusted_members(Gathered& gathered) {
    const auto count = [&gathered] {
        return gathered.tables.size() + gathered.schemas.size() + gathered.definitions.size() +
               gathered.commands.size();
    };
    const std::size_t before = count();
    keep_judged(gathered.tables, gathered.tables_first);
    keep_judged(gathered.schemas, gathered.schemas_first);
    keep_judged(gathered.definitions, gathered.definitions_first);
    keep_judged(gathered.commands);
    return count() < before;
}

}  // namespace mana_guard::server
