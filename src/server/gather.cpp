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

Before what_was_before(const Frame* frame, const Node* parse_tree) {
    Before before;
    if (frame != nullptr) {
        before.relation = frame->target_before;
        before.identity = frame->identity_before;
    }
    if (!IsA(parse_tree, RenameStmt)) return before;
    const auto* rename = reinterpret_cast<const RenameStmt*>(parse_tree);
    if (rename->renameType == OBJECT_SCHEMA) before.schema = quote_identifier(rename->subname);
    if (rename->renameType == OBJECT_COLUMN) {
        before.column = quote_identifier(rename->subname);
        before.column_after = rename->newname;
    }
    return before;
}

template <typename T>
T* allocate(std::size_t count) {
    return static_cast<T*>(palloc0(sizeof(T) * count));
}

bool kind_of(char relkind, RelationKind* kind) {
    switch (relkind) {
        case RELKIND_RELATION:
            *kind = RelationKind::Table;
            return true;
        case RELKIND_PARTITIONED_TABLE:
            *kind = RelationKind::PartitionedTable;
            return true;
        case RELKIND_FOREIGN_TABLE:
            *kind = RelationKind::ForeignTable;
            return true;
        case RELKIND_VIEW:
            *kind = RelationKind::View;
            return true;
        case RELKIND_MATVIEW:
            *kind = RelationKind::MaterializedView;
            return true;
        case RELKIND_SEQUENCE:
            *kind = RelationKind::Sequence;
            return true;
        default:
            return false;
    }
}

bool is_system(const ::Relation relation, const char* schema) {
    return RelationGetRelid(relation) < FirstNormalObjectId || IsCatalogNamespace(RelationGetNamespace(relation)) ||
           IsToastNamespace(RelationGetNamespace(relation)) || strcmp(schema, "information_schema") == 0;
}

// A member that its extension's owner owns and who is no superuser is judged: the owner of a trusted extension could
// else pass any table through ALTER EXTENSION ... ADD.
bool is_trusted_member(Oid relation, bool created) {
    if (created && !creating_extension) return false;
    if (!OidIsValid(getExtensionOfObject(RelationRelationId, relation))) return false;
    HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
    if (!HeapTupleIsValid(tuple)) return false;
    const Oid owner = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relowner;
    ReleaseSysCache(tuple);
    return superuser_arg(owner);
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
        const TypeFacts facts = type_facts(attribute->atttypid, attribute->atttypmod);
        Column& column = columns[count++];
        const char* name = pstrdup(NameStr(attribute->attname));
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
bool read_relation(::Relation relation, const TouchedRelation& touched, Facts wanted, const Frame* frame,
                   const Before& before, const Node* parse_tree, Table& table) {
    if (relation->rd_rel->relpersistence == RELPERSISTENCE_TEMP) return false;
    if (!kind_of(relation->rd_rel->relkind, &table.kind)) return false;
    const char* schema = get_namespace_name(RelationGetNamespace(relation));
    if (schema == nullptr || is_system(relation, schema)) return false;
    read_identity(relation, schema, before, table);
    table.of_type = quoted_type(relation->rd_rel->reloftype);
    table.is_partition = relation->rd_rel->relispartition;
    table.created = touched.created;
    table.from_query = touched.created && IsA(parse_tree, CreateTableAsStmt);
    table.touched = touched.facts;
    if (tables_of_any_kind.has(table.kind)) {
        if (wanted.has(Fact::Columns)) read_columns(relation, frame, before, table);
        if (wanted.has(Fact::ForeignKeys)) read_foreign_keys(relation, table);
    }
    return true;
}

}  // namespace

Gathered gather(std::span<const TouchedRelation> touched, Facts wanted, const Frame* frame, Node* parse_tree) {
    const Before before = what_was_before(frame, parse_tree);
    auto* tables = allocate<Table>(touched.size());
    auto* relations = allocate<Oid>(touched.size());
    std::size_t count = 0;
    for (const TouchedRelation& one : touched) {
        CHECK_FOR_INTERRUPTS();
        // A rule that is asked reads all its facts, whichever of them was touched.
        if (!one.facts.overlaps(wanted)) continue;
        ::Relation relation = try_relation_open(one.relation, AccessShareLock);
        if (relation == nullptr) continue;
        tables[count] = Table();
        if (read_relation(relation, one, wanted, frame, before, parse_tree, tables[count])) {
            relations[count++] = one.relation;
        }
        relation_close(relation, AccessShareLock);
    }
    return {{tables, count}, relations};
}

bool leave_out_trusted_members(Gathered& gathered) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < gathered.tables.size(); ++i) {
        if (is_trusted_member(gathered.relations[i], gathered.tables[i].created)) continue;
        gathered.tables[kept] = gathered.tables[i];
        gathered.relations[kept++] = gathered.relations[i];
    }
    const bool any = kept < gathered.tables.size();
    gathered.tables = gathered.tables.first(kept);
    return any;
}

}  // namespace mana_guard::server
