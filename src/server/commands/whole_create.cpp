#include "server/commands/whole_create.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/commands/command_sql.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// Null for a statement of another kind.
const CreateStmt* create_of(const Node* parse_tree) {
    // CreateForeignTableStmt begins with a CreateStmt.
    const bool is_create =
        parse_tree != nullptr && (IsA(parse_tree, CreateStmt) || IsA(parse_tree, CreateForeignTableStmt));
    return is_create ? reinterpret_cast<const CreateStmt*>(parse_tree) : nullptr;
}

bool has_options(Oid relation, AttrNumber column) {
    HeapTuple tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relation), Int16GetDatum(column));
    if (!HeapTupleIsValid(tuple)) return false;
    bool is_null = false;
    SysCacheGetAttr(ATTNUM, tuple, Anum_pg_attribute_attfdwoptions, &is_null);
    ReleaseSysCache(tuple);
    return !is_null;
}

// What CreateStatement has no place for.
bool says_more(::Relation relation, const Node* parse_tree) {
    if (const CreateStmt* statement = create_of(parse_tree)) {
        if (statement->oncommit != ONCOMMIT_NOOP) return true;
    }
    const TupleDesc descriptor = RelationGetDescr(relation);
    for (int i = 0; i < descriptor->natts; ++i) {
        const FormData_pg_attribute& column = *TupleDescAttr(descriptor, i);
        if (column.attcompression != '\0' || has_options(column.attrelid, column.attnum)) return true;
    }
    return OidIsValid(relation->rd_rel->reltablespace) || !relation->rd_rel->relispopulated;
}

// Whether Clauses of its only column have it.
bool is_at_column(const FormData_pg_constraint& row, const Table& table, AttrNumber column) {
    for (const Column& one : table.columns) {
        if (static_cast<AttrNumber>(one.number) != column || one.clauses == nullptr) continue;
        switch (row.contype) {
            case CONSTRAINT_PRIMARY:
                return one.clauses->keys.find("PRIMARY KEY") != std::string_view::npos;
            case CONSTRAINT_UNIQUE:
                return one.clauses->keys.find("UNIQUE") != std::string_view::npos;
            case CONSTRAINT_FOREIGN:
                return !one.clauses->reference.empty();
            case CONSTRAINT_CHECK:
                return !one.clauses->checks.empty();
            default:
                return false;
        }
    }
    return false;
}

// Whether the statement gives the constraint its name.
bool is_named_by(const Node* parse_tree, const char* name) {
    const CreateStmt* statement = create_of(parse_tree);
    if (statement == nullptr) return parse_tree == nullptr;
    for (int i = 0; i < list_length(statement->tableElts); ++i) {
        const auto* element = static_cast<const Node*>(list_nth(statement->tableElts, i));
        if (!IsA(element, Constraint)) continue;
        const char* given = reinterpret_cast<const Constraint*>(element)->conname;
        if (given != nullptr && strcmp(given, name) == 0) return true;
    }
    return false;
}

constexpr int most_constraints = 1000;

std::span<const NamedConstraint> constraints_of(const Node* parse_tree, const Table& table) {
    auto* constraints = static_cast<NamedConstraint*>(palloc0(sizeof(NamedConstraint) * most_constraints));
    std::size_t count = 0;
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId, {Anum_pg_constraint_conrelid, table.oid}, nullptr,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const auto& row = *reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
                 const bool is_own =
                     row.conislocal && !OidIsValid(row.conparentid) && strchr("pufcx", row.contype) != nullptr;
                 if (!is_own || is_at_column(row, table, only_column(tuple, descriptor))) return true;
                 const char* definition = stored_constraint_definition(row.oid);
                 if (definition == nullptr) return true;
                 const char* name = pstrdup(NameStr(row.conname));
                 const char* given =
                     is_named_by(parse_tree, name) ? psprintf("CONSTRAINT %s ", quote_identifier(name)) : "";
                 constraints[count++] = {name, psprintf("%s%s", given, definition)};
                 return count < most_constraints;
             });
    return {constraints, count};
}

void add_parents(StringInfo sql, Oid relation) {
    bool is_first = true;
    each_row(InheritsRelationId, InheritsRelidSeqnoIndexId, {Anum_pg_inherits_inhrelid, relation}, nullptr,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 FoundName name;
                 if (!find_relation_name(reinterpret_cast<Form_pg_inherits>(GETSTRUCT(tuple))->inhparent, name))
                     return true;
                 appendStringInfo(sql, "%s%s", is_first ? " INHERITS (" : ", ", quoted(name));
                 is_first = false;
                 return true;
             });
    if (!is_first) appendStringInfoChar(sql, ')');
}

// Options as the catalog keeps them, "name=value": name 'value', with what stands between the two.
void add_options(StringInfo sql, const char* begins, Datum options, const char* between) {
    Datum* elements = nullptr;
    int count = 0;
    deconstruct_array(DatumGetArrayTypeP(options), TEXTOID, -1, false, TYPALIGN_INT, &elements, nullptr, &count);
    for (int i = 0; i < count; ++i) {
        char* name = TextDatumGetCString(elements[i]);
        char* equals = strchr(name, '=');
        if (equals == nullptr) continue;
        *equals = '\0';
        appendStringInfo(sql, "%s%s%s%s", i == 0 ? begins : ", ", quote_identifier(name), between,
                         quote_literal_cstr(equals + 1));
    }
    if (count > 0) appendStringInfoChar(sql, ')');
}

void add_storage_options(StringInfo sql, Oid relation) {
    HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
    if (!HeapTupleIsValid(tuple)) return;
    bool is_null = false;
    Datum options = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_reloptions, &is_null);
    if (!is_null) add_options(sql, " WITH (", options, " = ");
    ReleaseSysCache(tuple);
}

void add_server(StringInfo sql, Oid relation) {
    HeapTuple tuple = SearchSysCache1(FOREIGNTABLEREL, ObjectIdGetDatum(relation));
    if (!HeapTupleIsValid(tuple)) return;
    const Oid server = reinterpret_cast<Form_pg_foreign_table>(GETSTRUCT(tuple))->ftserver;
    HeapTuple server_tuple = SearchSysCache1(FOREIGNSERVEROID, ObjectIdGetDatum(server));
    if (HeapTupleIsValid(server_tuple)) {
        const auto& row = *reinterpret_cast<Form_pg_foreign_server>(GETSTRUCT(server_tuple));
        appendStringInfo(sql, " SERVER %s", quote_identifier(NameStr(row.srvname)));
        ReleaseSysCache(server_tuple);
    }
    bool is_null = false;
    Datum options = SysCacheGetAttr(FOREIGNTABLEREL, tuple, Anum_pg_foreign_table_ftoptions, &is_null);
    if (!is_null) add_options(sql, " OPTIONS (", options, " ");
    ReleaseSysCache(tuple);
}

const char* options_of(::Relation relation) {
    const FormData_pg_class& row = *relation->rd_rel;
    StringInfoData sql;
    initStringInfo(&sql);
    if (!row.relispartition && row.relkind == RELKIND_RELATION) add_parents(&sql, RelationGetRelid(relation));
    if (row.relkind == RELKIND_PARTITIONED_TABLE) {
        appendStringInfo(
            &sql, " PARTITION BY %s",
            TextDatumGetCString(DirectFunctionCall1(pg_get_partkeydef, ObjectIdGetDatum(RelationGetRelid(relation)))));
    }
    const bool has_method = OidIsValid(row.relam) && row.relam != HEAP_TABLE_AM_OID;
    if (has_method && row.relkind != RELKIND_PARTITIONED_TABLE)
        appendStringInfo(&sql, " USING %s", quote_identifier(get_am_name(row.relam)));
    if (row.relkind == RELKIND_FOREIGN_TABLE) {
        add_server(&sql, RelationGetRelid(relation));
    } else {
        add_storage_options(&sql, RelationGetRelid(relation));
    }
    return sql.len == 0 ? "" : sql.data + 1;
}

const char* partition_of(::Relation relation) {
    Oid parent = InvalidOid;
    FoundName name;
    const Oid partition = RelationGetRelid(relation);
    if (!find_partition_parent(partition, parent) || !find_relation_name(parent, name)) return "";
    HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(partition));
    if (!HeapTupleIsValid(tuple)) return "";
    bool is_null = false;
    Datum bound = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_relpartbound, &is_null);
    const char* bounds =
        is_null ? "" : TextDatumGetCString(DirectFunctionCall2(pg_get_expr, bound, ObjectIdGetDatum(partition)));
    ReleaseSysCache(tuple);
    return psprintf("%s %s", quoted(name), bounds);
}

// Of a view. That of CREATE TABLE AS has been planned, which leaves marks in it.
const char* query_of(::Relation relation) {
    const char kind = relation->rd_rel->relkind;
    const bool is_view = kind == RELKIND_VIEW || kind == RELKIND_MATVIEW;
    if (!is_view || relation->rd_rules == nullptr || relation->rd_rules->numLocks == 0) return "";
    const void* query = linitial(relation->rd_rules->rules[0]->actions);
    return pg_get_querydef(static_cast<Query*>(copyObjectImpl(query)), false);
}

const char* words_of(const FormData_pg_class& row) {
    if (row.relpersistence == RELPERSISTENCE_TEMP) return "TEMPORARY";
    return row.relpersistence == RELPERSISTENCE_UNLOGGED ? "UNLOGGED" : "";
}

}  // namespace

void read_create(Node* parse_tree, Table& table) {
    ::Relation relation = try_relation_open(table.oid, NoLock);
    if (relation == nullptr) return;
    const bool lacks_query = table.from_query && tables_of_any_kind.has(table.kind);
    if (!lacks_query && table.kind != ObjectKind::Sequence && !says_more(relation, parse_tree)) {
        auto* create = static_cast<CreateStatement*>(palloc0(sizeof(CreateStatement)));
        *create = CreateStatement();
        create->words = words_of(*relation->rd_rel);
        create->if_not_exists = create_of(parse_tree) != nullptr && create_of(parse_tree)->if_not_exists;
        create->constraints = constraints_of(parse_tree, table);
        if (table.is_partition) create->partition_of = partition_of(relation);
        create->options = options_of(relation);
        create->query = query_of(relation);
        table.create = create;
    }
    relation_close(relation, NoLock);
}

}  // namespace mana_guard::server
