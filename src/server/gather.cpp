#include "server/gather.hpp"

#include "server/types.hpp"

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

const RenameStmt* rename_of(const Source& source, ObjectType type) {
    if (source.parse_tree == nullptr || !IsA(source.parse_tree, RenameStmt)) return nullptr;
    const auto* rename = reinterpret_cast<const RenameStmt*>(source.parse_tree);
    return rename->renameType == type ? rename : nullptr;
}

Before what_was_before(const Source& source) {
    Before before;
    if (source.frame != nullptr && OidIsValid(source.frame->target_before)) {
        before.relation = source.frame->target_before;
        before.identity = quote_qualified_identifier(source.frame->schema_before, source.frame->name_before);
    }
    if (const RenameStmt* rename = rename_of(source, OBJECT_SCHEMA)) before.schema = quote_identifier(rename->subname);
    if (const RenameStmt* rename = rename_of(source, OBJECT_COLUMN)) {
        before.column = quote_identifier(rename->subname);
        before.column_after = rename->newname;
    }
    return before;
}

template <typename T>
T* allocate(std::size_t count) {
    return static_cast<T*>(palloc0(sizeof(T) * count));
}

// The columns that this command added to a relation that stood before.
bool is_added(const Frame* frame, Oid relation, AttrNumber column) {
    for (int i = 0; frame != nullptr && i < frame->touch_count; ++i) {
        const Touch& touch = frame->touches[i];
        if (touch.class_id == RelationRelationId && touch.object_id == relation && touch.sub_id == column &&
            touch.access == Access::Created) {
            return true;
        }
    }
    return false;
}

void read_columns(::Relation relation, const Frame* frame, const Before& before, Table& table) {
    const TupleDesc descriptor = RelationGetDescr(relation);
    auto* columns = allocate<Column>(static_cast<std::size_t>(descriptor->natts));
    std::size_t count = 0;
    for (int i = 0; i < descriptor->natts; ++i) {
        const Form_pg_attribute attribute = TupleDescAttr(descriptor, i);
        const AttrNumber number = attribute->attnum;
        if (attribute->attisdropped) continue;
        const TypeFacts facts = type_facts(attribute->atttypid, attribute->atttypmod, nullptr);
        Column& column = columns[count++];
        const char* name = pstrdup(NameStr(attribute->attname));
        column.number = static_cast<std::uint32_t>(number);
        column.name = name;
        column.quoted_name = quote_identifier(name);
        if (before.column != nullptr && strcmp(before.column_after, name) == 0)
            column.quoted_name_before = before.column;
        column.type = facts.type;
        column.default_kind = default_kind(relation, number);
        column.not_null = attribute->attnotnull || facts.domain_not_null;
        column.inherited = attribute->attinhcount > 0;
        column.added = !table.created && is_added(frame, RelationGetRelid(relation), number);
    }
    table.columns = {columns, count};
}

// The index in Table::columns of the column with this number.
std::uint32_t index_of_column(const TupleDesc descriptor, AttrNumber number) {
    std::uint32_t index = 0;
    for (AttrNumber i = 1; i < number; ++i) index += TupleDescAttr(descriptor, i - 1)->attisdropped ? 0 : 1;
    return index;
}

void read_foreign_keys(::Relation relation, Table& table) {
    const List* list = RelationGetFKeyList(relation);
    auto* keys = allocate<ForeignKey>(static_cast<std::size_t>(list_length(list)));
    for (int i = 0; i < list_length(list); ++i) {
        const auto* info = static_cast<ForeignKeyCacheInfo*>(list_nth(list, i));
        auto* columns = allocate<std::uint32_t>(static_cast<std::size_t>(info->nkeys));
        for (int k = 0; k < info->nkeys; ++k) columns[k] = index_of_column(RelationGetDescr(relation), info->conkey[k]);
        const char* name = get_rel_name(info->confrelid);
        const char* schema = get_namespace_name(get_rel_namespace(info->confrelid));
        keys[i].columns = {columns, static_cast<std::size_t>(info->nkeys)};
        keys[i].target = psprintf("%s.%s", schema == nullptr ? "" : schema, name == nullptr ? "" : name);
    }
    table.foreign_keys = {keys, static_cast<std::size_t>(list_length(list))};
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

// Fills the table from an open relation; false where it isn't to be judged.
bool read_relation(::Relation relation, const TouchedRelation& touched, Facts wanted, const Source& source,
                   const Before& before, Table& table) {
    if (relation->rd_rel->relpersistence == RELPERSISTENCE_TEMP) return false;
    if (!object_kind_of(relation->rd_rel->relkind, &table.kind)) return false;
    const Oid oid = RelationGetRelid(relation);
    const char* schema = get_namespace_name(RelationGetNamespace(relation));
    if (schema == nullptr || is_system_relation(oid, RelationGetNamespace(relation), schema)) return false;
    table.oid = oid;
    read_identity(relation, schema, before, table);
    table.of_type = quoted_type(relation->rd_rel->reloftype);
    table.is_partition = relation->rd_rel->relispartition;
    table.created = touched.created;
    table.from_query = touched.created && source.parse_tree != nullptr && IsA(source.parse_tree, CreateTableAsStmt);
    table.touched = touched.facts;
    if (tables_of_any_kind.has(table.kind)) {
        if (wanted.has(Fact::Columns)) read_columns(relation, source.frame, before, table);
        if (wanted.has(Fact::ForeignKeys)) read_foreign_keys(relation, table);
    }
    return true;
}

template <typename T>
void keep_judged(std::span<T>& objects, CommandId* first, Oid class_id) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        if (is_trusted_member(class_id, objects[i].oid, objects[i].created)) continue;
        objects[kept] = objects[i];
        first[kept++] = first[i];
    }
    objects = objects.first(kept);
}

}  // namespace

void gather_tables(std::span<const TouchedRelation> touched, Facts wanted, const Source& source, Gathered& gathered) {
    const Before before = what_was_before(source);
    auto* tables = allocate<Table>(touched.size());
    std::size_t count = 0;
    for (const TouchedRelation& one : touched) {
        CHECK_FOR_INTERRUPTS();
        // A rule that is asked reads all its facts, whichever of them was touched.
        if (!one.facts.overlaps(wanted) && !wanted.overlaps(schema_facts)) continue;
        ::Relation relation = try_relation_open(one.relation, AccessShareLock);
        if (relation == nullptr) continue;
        tables[count] = Table();
        if (read_relation(relation, one, wanted, source, before, tables[count])) ++count;
        relation_close(relation, AccessShareLock);
    }
    gathered.tables = {tables, count};
    gathered.tables_first = allocate<CommandId>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const bool has_none = source.frame == nullptr || leaves_trusted_extension(source.parse_tree, tables[i].oid);
        gathered.tables_first[i] = has_none ? InvalidCommandId : source.frame->first;
    }
}

bool leave_out_trusted_members(Gathered& gathered) {
    const std::size_t count = gathered.tables.size() + gathered.schemas.size();
    keep_judged(gathered.tables, gathered.tables_first, RelationRelationId);
    keep_judged(gathered.schemas, gathered.schemas_first, NamespaceRelationId);
    return gathered.tables.size() + gathered.schemas.size() < count;
}

}  // namespace mana_guard::server
