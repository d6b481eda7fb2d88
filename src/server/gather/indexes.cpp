// Reads the indexes of a relation.
#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/expressions.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/namesakes.hpp"
#include "server/gather/parts.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

// An index's rows of pg_index and of pg_class.
struct IndexRow {
    HeapTuple tuple;
    TupleDesc descriptor;
    const FormData_pg_class& relation;
};

std::span<const Oid> oid_vector(const IndexRow& source, AttrNumber column) {
    bool is_null = true;
    const Datum datum = heap_getattr(source.tuple, column, source.descriptor, &is_null);
    if (is_null) return {};
    const auto* vector = reinterpret_cast<const oidvector*>(DatumGetPointer(datum));
    return {vector->values, static_cast<std::size_t>(vector->dim1)};
}

// The expressions of the keys that are no columns, in their order.
const List* expressions_of(const IndexRow& source) {
    const char* text = text_column(source.tuple, source.descriptor, Anum_pg_index_indexprs);
    return text == nullptr ? NIL : static_cast<const List*>(stringToNode(text));
}

// False where the catalog has lost one of its columns.
bool read_keys(const IndexRow& source, const FormData_pg_index& form, const Table& table, Index& index) {
    const auto classes = oid_vector(source, Anum_pg_index_indclass);
    const auto collations = oid_vector(source, Anum_pg_index_indcollation);
    bool is_null = true;
    const auto* options = reinterpret_cast<const int2vector*>(
        DatumGetPointer(heap_getattr(source.tuple, Anum_pg_index_indoption, source.descriptor, &is_null)));
    const List* expressions = expressions_of(source);
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
        key.operator_class = classes[static_cast<std::size_t>(i)];
        key.collation = collations[static_cast<std::size_t>(i)];
        key.options = static_cast<std::uint16_t>(options->values[i]);
    }
    index.keys = keys.span();
    index.included = included.span();
    return true;
}

// False where it can't be judged.
bool read_index(const IndexRow& source, const Table& table, Snapshot snapshot, Index& index) {
    const auto& form = *reinterpret_cast<Form_pg_index>(GETSTRUCT(source.tuple));
    const char* schema = nullptr;
    if (!find_schema_name(source.relation.relnamespace, schema)) schema = "";
    const char* method = get_am_name(source.relation.relam);
    index.oid = form.indexrelid;
    index.name = pstrdup(NameStr(source.relation.relname));
    index.quoted_name = quote_identifier(index.name.data());
    index.identity = quote_qualified_identifier(schema, index.name.data());
    index.method = method == nullptr ? "" : method;
    if (!read_keys(source, form, table, index)) return false;
    if (const char* predicate = text_column(source.tuple, source.descriptor, Anum_pg_index_indpred)) {
        index.predicate_tree = as_tree(predicate);
        const AttrNumber column = not_null_column(predicate);
        if (column > 0) index.not_null_column = column_index(table, column);
        if (const char* function = volatile_function(predicate, snapshot)) index.volatile_function = function;
    }
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
    index.is_inherited = source.relation.relispartition;
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

}  // namespace

// Not out of the relation cache: a change of the table throws away what that has of its indexes.
void read_indexes(Oid relation, Snapshot snapshot, const Frame* frame, Table& table) {
    Growing<Index> indexes;
    each_row(IndexRelationId, IndexIndrelidIndexId, {Anum_pg_index_indrelid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const auto* form = reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple));
                 with_class_tuple(form->indexrelid, nullptr, snapshot, [&](HeapTuple row, TupleDesc /*descriptor*/) {
                     const IndexRow source{tuple, descriptor, *reinterpret_cast<Form_pg_class>(GETSTRUCT(row))};
                     Index& index = indexes.add();
                     index.created = has_created(frame, form->indexrelid, 0);
                     if (!read_index(source, table, snapshot, index)) indexes.drop_last();
                 });
                 return true;
             });
    sort(indexes);
    name_constraints(relation, snapshot, indexes);
    table.indexes = indexes.span();
    table.is_named_as_partition = !table.is_partition && partitioned_namesakes(table) != NIL;
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
