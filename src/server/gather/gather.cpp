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

// An open relation's columns.
struct ColumnReader {
    ::Relation relation;
    const Frame* frame;
    const Before& before;
    Table& table;

    [[nodiscard]] const FormData_pg_attribute& attribute(int number) const {
        return *TupleDescAttr(RelationGetDescr(relation), number - 1);
    }
    [[nodiscard]] int last_number() const { return RelationGetDescr(relation)->natts; }
    [[nodiscard]] bool is_added(int number) const {
        return !table.created && has_created(frame, RelationGetRelid(relation), number);
    }

    void read(int number, Column& column) const {
        fill_column(attribute(number), column_default(relation, static_cast<AttrNumber>(number)), nullptr, column);
        if (before.column != nullptr && strcmp(before.column_after, column.name.data()) == 0)
            column.quoted_name_before = before.column;
        column.added = is_added(number);
    }

    // From that number on; each is left as it is but for its number, or read.
    Column* all_from(int first, bool by_number_alone) const {
        auto* columns = allocate<Column>(static_cast<std::size_t>(last_number() + 1 - first));
        std::size_t count = 0;
        for (int number = first; number <= last_number(); ++number) {
            if (attribute(number).attisdropped) continue;
            Column& column = columns[count++];
            column = Column();
            column.number = static_cast<std::uint32_t>(number);
            if (!by_number_alone) read(number, column);
        }
        table.columns = {columns, count};
        return columns;
    }
    // Those that were added come last.
    [[nodiscard]] int first_added() const {
        int first = last_number() + 1;
        while (first > 1 && is_added(first - 1)) --first;
        return first;
    }
    // Those of the indexes that were read in full.
    void those_of_indexes(Column* columns) const {
        const auto read_once = [&](std::uint32_t column) {
            if (column == no_column || !columns[column].name.empty()) return;
            read(static_cast<int>(columns[column].number), columns[column]);
        };
        for (const Index& index : table.indexes) {
            if (index.name.empty()) continue;
            for (const IndexKey& key : index.keys) read_once(key.column);
            for (const std::uint32_t column : index.included) read_once(column);
        }
    }
};

const char* quoted_type(Oid type) {
    return OidIsValid(type) ? format_type_extended(type, -1, FORMAT_TYPE_FORCE_QUALIFY) : "";
}

void read_identity(::Relation relation, const char* schema, const Before& before, Table& table) {
    const char* name = pstrdup(RelationGetRelationName(relation));
    table.schema = schema;
    table.name = name;
    table.quoted_name = quote_identifier(name);
    table.identity = qualified(quote_identifier(schema), table.quoted_name);
    if (before.schema != nullptr) table.identity_before = qualified(before.schema, table.quoted_name);
    if (before.identity != nullptr && before.relation == RelationGetRelid(relation))
        table.identity_before = before.identity;
}

// Whether the command can bring findings at those indexes alone that have the column that it renames.
bool reads_indexes_in_brief(const Source& source) {
    if (!source.may_be_brief || source.frame == nullptr) return false;
    const RenameStmt* rename = rename_of(source);
    return rename != nullptr && rename->renameType == OBJECT_COLUMN;
}

void read_relation_indexes(Oid relation, const Source& source, Table& table) {
    if (table.created && read_new_indexes(source.frame, table)) return;
    if (reads_indexes_in_brief(source)) {
        read_indexes_in_brief(relation, source.frame, table);
    } else {
        read_indexes(relation, nullptr, source.frame, table);
    }
}

Column* read_columns(const ColumnReader& reader, Facts wanted) {
    if (wanted.overlaps(facts_by_column)) return reader.all_from(1, false);
    if (wanted.has(Fact::AddedColumns)) return reader.all_from(reader.first_added(), false);
    return wanted.has(Fact::AddedIndexes) ? reader.all_from(1, true) : nullptr;
}

// What tables and materialized views alone have.
void read_table_parts(::Relation relation, Facts wanted, const Source& source, const Before& before, Table& table) {
    const Oid oid = RelationGetRelid(relation);
    const ColumnReader reader{relation, source.frame, before, table};
    Column* columns = read_columns(reader, wanted);
    if (columns != nullptr) read_partition_key(table, columns);
    if (wanted.has(Fact::Constraints) && parts_of(*relation->rd_rel).constraints) read_constraints(oid, nullptr, table);
    if (wanted.has(Fact::Indexes) && relation->rd_rel->relhasindex) {
        read_relation_indexes(oid, source, table);
    } else if (wanted.has(Fact::AddedIndexes) && relation->rd_rel->relhasindex) {
        read_indexes_in_brief(oid, source.frame, table);
        reader.those_of_indexes(columns);
    }
    if (wanted.has(Fact::Comments)) read_comments(oid, nullptr, table, columns);
}

// Whether the command makes a table that inherits from none.
bool makes_without_parents(const Node* statement) {
    if (statement == nullptr) return false;
    if (IsA(statement, CreateTableAsStmt)) return true;
    const bool makes_table = IsA(statement, CreateStmt) || IsA(statement, CreateForeignTableStmt);
    return makes_table && reinterpret_cast<const CreateStmt*>(statement)->inhRelations == NIL;
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
        read_toast(*relation->rd_rel, nullptr, table);
        const auto* options = reinterpret_cast<const StdRdOptions*>(relation->rd_options);
        table.autovacuum_is_off =
            RELKIND_HAS_TABLE_AM(relation->rd_rel->relkind) && options != nullptr && !options->autovacuum.enabled;
    }
    if (wanted.has(Fact::Parents) && !(touched.created && makes_without_parents(source.parse_tree)))
        read_parents(*relation->rd_rel, nullptr, table);
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
    if (!find_class(touched.relation, row)) return false;
    if (!read_stored_table(row, nullptr, as_read(wanted), nullptr, table)) return false;
    table.created = touched.created;
    table.touched = touched.facts;
    if (before.schema != nullptr) table.identity_before = qualified(before.schema, table.quoted_name);
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

bool gather_rest(Facts wanted, Gathered& gathered) {
    const Before before = what_was_before(gathered.source);
    const bool are_in_brief = reads_indexes_in_brief(gathered.source);
    gathered.source.may_be_brief = false;
    bool is_more = false;
    for (Table& table : gathered.tables) {
        CHECK_FOR_INTERRUPTS();
        if (!are_in_brief && !table.touched.overlaps(added_facts)) continue;
        is_more = true;
        const TouchedRelation again{table.oid, as_touched_whole(table.touched), table.created};
        Table read;
        if (read_touched(again, wanted, gathered.source, before, read)) {
            table = read;
        } else {
            table.touched = {};
        }
    }
    return is_more;
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
