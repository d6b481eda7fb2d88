// Reads the indexes of a relation.
#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/expressions.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/namesakes.hpp"
#include "server/gather/parts.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// An index's rows of pg_index and of pg_class.
struct IndexRow {
    HeapTuple tuple;
    const FormData_pg_class& relation;
};

// The columns of pg_index that follow indkey, none of which is ever null: each begins where the one before it ends.
struct KeyVectors {
    const oidvector* collations;
    const oidvector* classes;
    const int2vector* options;
};
const void* behind(const void* vector) {
    return static_cast<const char*>(vector) + INTALIGN(VARSIZE(vector));
}
KeyVectors vectors_of(const FormData_pg_index& form) {
    const auto* collations = static_cast<const oidvector*>(behind(&form.indkey));
    const auto* classes = static_cast<const oidvector*>(behind(collations));
    return {collations, classes, static_cast<const int2vector*>(behind(classes))};
}

bool has_expressions(HeapTuple tuple) {
    return !heap_attisnull(tuple, Anum_pg_index_indexprs, nullptr);
}
bool has_predicate(HeapTuple tuple) {
    return !heap_attisnull(tuple, Anum_pg_index_indpred, nullptr);
}

// A text or an expression tree of a row of pg_index.
const char* text_of_index(HeapTuple tuple, AttrNumber column) {
    ::Relation catalog = table_open(IndexRelationId, AccessShareLock);
    const char* text = text_column(tuple, RelationGetDescr(catalog), column);
    table_close(catalog, AccessShareLock);
    return text;
}

// The expressions of the keys that are no columns, in their order.
const List* expressions_of(HeapTuple tuple) {
    if (!has_expressions(tuple)) return NIL;
    return static_cast<const List*>(stringToNode(text_of_index(tuple, Anum_pg_index_indexprs)));
}

// False where the catalog has lost one of its columns.
bool read_keys(HeapTuple tuple, const FormData_pg_index& form, const Table& table, Index& index) {
    const KeyVectors vectors = vectors_of(form);
    const List* expressions = expressions_of(tuple);
    int next_expression = 0;
    Growing<IndexKey> keys;
    Growing<std::uint32_t> included;
    for (int i = 0; i < form.indnatts; ++i) {
        const AttrNumber number = form.indkey.values[i];
        const std::uint32_t column = number == 0 ? no_column : column_index(table, number);
        if (number == 0 ? next_expression == list_length(expressions) : column == no_column) return false;
        if (i >= form.indnkeyatts) {
            included.add() = column;
            continue;
        }
        IndexKey& key = keys.add();
        key.column = column;
        if (number == 0) key.expression_tree = as_tree(nodeToString(list_nth(expressions, next_expression++)));
        key.operator_class = vectors.classes->values[i];
        key.collation = vectors.collations->values[i];
        key.options = static_cast<std::uint16_t>(vectors.options->values[i]);
    }
    index.keys = keys.span();
    index.included = included.span();
    return true;
}

// An access method by name; the usual one without a look-up.
const char* method_name(Oid method) {
    if (method == BTREE_AM_OID) return "btree";
    const char* name = get_am_name(method);
    return name == nullptr ? "" : name;
}

// An index is in its table's schema, whose quoted name the table's identity begins with.
std::string_view identity_beside(const Table& table, std::string_view quoted_name) {
    return qualified(table.identity.substr(0, table.identity.size() - table.quoted_name.size() - 1), quoted_name);
}

void read_predicate(const IndexRow& source, const Table& table, Snapshot snapshot, Index& index) {
    const char* predicate = text_of_index(source.tuple, Anum_pg_index_indpred);
    index.predicate_tree = as_tree(predicate);
    const AttrNumber column = not_null_column(predicate);
    if (column > 0) index.not_null_column = column_index(table, column);
    if (const char* function = volatile_function(predicate, snapshot)) index.volatile_function = function;
}

void read_flags(const FormData_pg_index& form, Index& index) {
    index.oid = form.indexrelid;
    index.is_unique = form.indisunique;
    index.is_primary = form.indisprimary;
    index.is_replica_identity = form.indisreplident;
    index.is_clustered = form.indisclustered;
    index.is_exclusion = form.indisexclusion;
    index.is_deferrable = !form.indimmediate;
    index.is_valid = form.indisvalid && form.indislive;
#if PG_VERSION_NUM >= 150000
    index.nulls_not_distinct = form.indnullsnotdistinct;
#endif
}

// False where it can't be judged.
bool read_index(const IndexRow& source, const Table& table, Snapshot snapshot, Index& index) {
    const auto& form = *reinterpret_cast<Form_pg_index>(GETSTRUCT(source.tuple));
    index.name = pstrdup(NameStr(source.relation.relname));
    index.quoted_name = quote_identifier(index.name.data());
    index.identity = identity_beside(table, index.quoted_name);
    index.method = method_name(source.relation.relam);
    index.is_inherited = source.relation.relispartition;
    read_flags(form, index);
    if (!read_keys(source.tuple, form, table, index)) return false;
    if (has_predicate(source.tuple)) read_predicate(source, table, snapshot, index);
    return true;
}

bool may_be_unique_constraint(const Index& index) {
    return index.is_unique && !index.is_primary && !index.is_exclusion;
}

// Marks those of constraints, which have their names. A primary key's and an exclusion's are constraints always.
void name_constraints(Oid relation, Snapshot snapshot, Growing<Index>& indexes) {
    bool may_have_others = false;
    for (std::size_t i = 0; i < indexes.count; ++i) {
        Index& index = indexes.items[i];
        if (index.is_of_constraint()) continue;
        if (index.is_primary || index.is_exclusion) index.constraint_name = index.name;
        may_have_others |= may_be_unique_constraint(index);
    }
    if (!may_have_others) return;
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId, {Anum_pg_constraint_conrelid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto* form = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
                 if (form->contype != CONSTRAINT_UNIQUE) return true;
                 for (std::size_t i = 0; i < indexes.count; ++i) {
                     Index& index = indexes.items[i];
                     if (index.oid == form->conindid) index.constraint_name = index.name;
                 }
                 return true;
             });
}

void sort(Growing<Index>& indexes) {
    for (std::size_t i = 1; i < indexes.count; ++i) {
        for (std::size_t k = i; k > 0 && indexes.items[k].oid < indexes.items[k - 1].oid; --k) {
            const Index moved = indexes.items[k];
            indexes.items[k] = indexes.items[k - 1];
            indexes.items[k - 1] = moved;
        }
    }
}

// The index in the columns of `after`, where it has them still.
void with_columns_of(const Table& after, const Table& from, const Index& dropped, Index& index) {
    const auto moved = [&](std::uint32_t column) {
        return column == no_column ? no_column : column_index(after, static_cast<int>(from.columns[column].number));
    };
    Growing<IndexKey> keys;
    for (const IndexKey& key : dropped.keys) {
        IndexKey& own = keys.add();
        own = key;
        own.column = moved(key.column);
    }
    Growing<std::uint32_t> included;
    for (const std::uint32_t column : dropped.included) included.add() = moved(column);
    index = dropped;
    index.keys = keys.span();
    index.included = included.span();
    index.not_null_column = moved(dropped.not_null_column);
}

// Whether an index may have the name that PostgreSQL gave it: only then it matters after what the table is named.
bool has_name_of_postgres(const Table& table) {
    bool has_one = false;
    for (const Index& index : table.indexes) {
        has_one |= index.constraint_name.empty() && index.name.starts_with(table.name) &&
                   index.name.find("_idx", table.name.size()) != std::string_view::npos;
    }
    return has_one;
}

}  // namespace

// Not out of the relation cache: a change of the table throws away what that has of its indexes.
void read_indexes(Oid relation, Snapshot snapshot, const Frame* frame, Table& table) {
    Growing<Index> indexes;
    each_row(IndexRelationId, IndexIndrelidIndexId, {Anum_pg_index_indrelid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const Oid oid = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple))->indexrelid;
                 FormData_pg_class row;
                 if (!(snapshot == nullptr ? find_class(oid, row) : read_stored_class(oid, snapshot, row))) return true;
                 Index& index = indexes.add();
                 index.created = has_created(frame, oid, 0);
                 if (!read_index({tuple, row}, table, snapshot, index)) indexes.drop_last();
                 return true;
             });
    sort(indexes);
    name_constraints(relation, snapshot, indexes);
    table.indexes = indexes.span();
    table.is_named_as_partition =
        !table.is_partition && has_name_of_postgres(table) && partitioned_namesakes(table, snapshot) != NIL;
}

namespace {

// Adds the index with this OID, if it is one of the table's; false where it can't be told from the relation cache.
bool add_new_index(Oid oid, const Table& table, Growing<Index>& indexes) {
    ::Relation made = RelationIdGetRelation(oid);
    if (made == nullptr) return true;
    bool is_told = true;
    if (made->rd_index != nullptr && made->rd_index->indrelid == table.oid) {
        is_told = !has_expressions(made->rd_indextuple) && !has_predicate(made->rd_indextuple);
        Index& index = indexes.add();
        index.created = true;
        is_told = is_told && read_index({made->rd_indextuple, *made->rd_rel}, table, nullptr, index);
        if (index.is_unique || index.is_exclusion) index.constraint_name = index.name;
    }
    RelationClose(made);
    return is_told;
}

}  // namespace

bool read_new_indexes(const Frame* frame, Table& table) {
    if (frame == nullptr || frame->has_missed || !frame->makes_constraints_alone) return false;
    Growing<Index> indexes;
    for (int i = 0; i < frame->touch_count; ++i) {
        const Touch& touch = frame->touches[i];
        const bool may_be_index = touch.class_id == RelationRelationId && touch.access == Access::Created &&
                                  touch.sub_id == 0 && touch.object_id != table.oid;
        if (may_be_index && !add_new_index(touch.object_id, table, indexes)) return false;
    }
    sort(indexes);
    table.indexes = indexes.span();
    return true;
}

namespace {

// The access method that an operator class is for.
const char* method_of(Oid operator_class) {
    HeapTuple tuple = SearchSysCache1(CLAOID, ObjectIdGetDatum(operator_class));
    if (!HeapTupleIsValid(tuple)) return "";
    const Oid method = reinterpret_cast<Form_pg_opclass>(GETSTRUCT(tuple))->opcmethod;
    ReleaseSysCache(tuple);
    return method_name(method);
}

// One that stood before, over plain columns and all rows. As one of a constraint its name is no matter.
bool read_index_in_brief(HeapTuple tuple, const Table& table, Index& index) {
    const auto& form = *reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple));
    index.constraint_name = "?";
    index.method = method_of(vectors_of(form).classes->values[0]);
    read_flags(form, index);
    return read_keys(tuple, form, table, index);
}

// One that the command has made is in the relation cache; else, as with those that have more to them, its row is.
bool read_index_in_full(HeapTuple tuple, bool is_new, const Table& table, Index& index) {
    const Oid oid = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple))->indexrelid;
    FormData_pg_class row;
    ::Relation made = is_new ? RelationIdGetRelation(oid) : nullptr;
    const bool is_read = made != nullptr ? read_index({tuple, *made->rd_rel}, table, nullptr, index)
                                         : find_class(oid, row) && read_index({tuple, row}, table, nullptr, index);
    if (made != nullptr) RelationClose(made);
    return is_read;
}

}  // namespace

namespace {

bool has_renamed_column(const FormData_pg_index& form, const Table& table) {
    for (int i = 0; i < form.indnatts; ++i) {
        const std::uint32_t column = column_index(table, form.indkey.values[i]);
        if (column != no_column && !table.columns[column].quoted_name_before.empty()) return true;
    }
    return false;
}

}  // namespace

void read_indexes_in_brief(Oid relation, const Frame* frame, Table& table) {
    Growing<Index> indexes;
    bool has_others_in_full = false;
    each_row(IndexRelationId, IndexIndrelidIndexId, {Anum_pg_index_indrelid, relation}, nullptr,
             [&](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 Index& index = indexes.add();
                 const auto& form = *reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple));
                 index.created = has_created(frame, form.indexrelid, 0);
                 const bool is_brief = !index.created && !has_expressions(tuple) && !has_predicate(tuple) &&
                                       !has_renamed_column(form, table);
                 has_others_in_full |= !index.created && !is_brief;
                 const bool is_read = is_brief ? read_index_in_brief(tuple, table, index)
                                               : read_index_in_full(tuple, index.created, table, index);
                 if (!is_read) indexes.drop_last();
                 return true;
             });
    sort(indexes);
    if (has_others_in_full) name_constraints(relation, nullptr, indexes);
    table.indexes = indexes.span();
}

void note_dropped_index(Frame* frame) {
    if (!frame->commits_midway || !IsA(frame->parse_tree, DropStmt)) return;
    const List* names = reinterpret_cast<const DropStmt*>(frame->parse_tree)->objects;
    const Oid dropped = relation_named(makeRangeVarFromNameList(static_cast<List*>(linitial(names))));
    FormData_pg_class row;
    const Oid relation = OidIsValid(dropped) ? IndexGetRelation(dropped, true) : InvalidOid;
    if (!OidIsValid(relation) || !find_class(relation, row)) return;
    MemoryContext caller = MemoryContextSwitchTo(kept_by(frame));
    auto* table = static_cast<Table*>(palloc0(sizeof(Table)));
    *table = Table();
    table->oid = relation;
    const char* schema = nullptr;
    if (!find_schema_name(row.relnamespace, schema)) schema = "";
    table->quoted_name = quote_identifier(pstrdup(NameStr(row.relname)));
    table->identity = quote_qualified_identifier(schema, NameStr(row.relname));
    auto* columns = static_cast<Column*>(palloc0(sizeof(Column) * static_cast<Size>(row.relnatts)));
    for (int i = 0; i < row.relnatts; ++i) {
        columns[i] = Column();
        columns[i].number = static_cast<std::uint32_t>(i) + 1;
    }
    table->columns = {columns, static_cast<std::size_t>(row.relnatts)};
    read_indexes(relation, nullptr, nullptr, *table);
    while (!table->indexes.empty() && table->indexes.front().oid != dropped) table->indexes = table->indexes.subspan(1);
    table->indexes = table->indexes.first(Min(table->indexes.size(), 1));
    frame->dropped_from = table;
    MemoryContextSwitchTo(caller);
}

std::span<const Index> indexes_before_midway(const Table& after, const Frame* midway) {
    Growing<Index> indexes;
    // A REINDEX makes a new one in the place of the old.
    const bool makes_one = IsA(midway->parse_tree, IndexStmt);
    for (const Index& index : after.indexes) {
        if (!makes_one || !has_created(midway, index.oid, 0)) indexes.add() = index;
    }
    const Table* from = midway->dropped_from;
    if (from != nullptr && from->oid == after.oid) {
        for (const Index& dropped : from->indexes) with_columns_of(after, *from, dropped, indexes.add());
    }
    sort(indexes);
    return indexes.span();
}

}  // namespace mana_guard::server
