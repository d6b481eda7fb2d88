// Reads the foreign keys and checks of a relation.
#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/expressions.hpp"
#include "server/catalog/length_checks.hpp"
#include "server/catalog/types.hpp"
#include "server/gather/parts.hpp"
#include "server/gather/stored.hpp"

namespace mana_guard::server {
namespace {

const char* action_name(char action) {
    switch (action) {
        case FKCONSTR_ACTION_CASCADE:
            return "cascade";
        case FKCONSTR_ACTION_SETNULL:
            return "set null";
        case FKCONSTR_ACTION_SETDEFAULT:
            return "set default";
        case FKCONSTR_ACTION_RESTRICT:
            return "restrict";
        default:
            return "no action";
    }
}

void read_target(const FormData_pg_constraint& form, std::span<const int16> numbers, Snapshot snapshot,
                 ForeignKey& key) {
    FormData_pg_class row;
    if (read_stored_class(form.confrelid, snapshot, row)) {
        const char* schema = stored_schema_name(row.relnamespace, snapshot);
        if (schema == nullptr) schema = "";
        key.target_schema = schema;
        key.target = psprintf("%s.%s", schema, NameStr(row.relname));
        key.target_identity = quote_qualified_identifier(schema, NameStr(row.relname));
        key.target_is_unlogged = row.relpersistence == RELPERSISTENCE_UNLOGGED;
    }
    // One each for a column of the key, also where the catalog has lost the target's.
    Growing<std::string_view> names;
    Growing<std::string_view> types;
    Growing<std::string_view> bases;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
        int16 number = InvalidAttrNumber;
        if (i < numbers.size()) number = numbers[i];
        std::string_view& name = names.add();
        std::string_view& type_name = types.add();
        std::string_view& base = bases.add();
        ScanKeyData keys[2];
        ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ,
                    ObjectIdGetDatum(form.confrelid));
        ScanKeyInit(&keys[1], Anum_pg_attribute_attnum, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(number));
        each_row(AttributeRelationId, AttributeRelidNumIndexId, keys, 2, snapshot, [&](HeapTuple tuple, TupleDesc) {
            const auto* attribute = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
            name = pstrdup(NameStr(attribute->attname));
            const Type type = type_facts(attribute->atttypid, -1, snapshot).type;
            type_name = type.declared;
            base = type.base;
            return false;
        });
    }
    key.target_columns = names.span();
    key.target_types = types.span();
    key.target_bases = bases.span();
}

// The columns whose numbers are in that column of the constraint's row.
std::span<const std::uint32_t> columns_in(HeapTuple tuple, TupleDesc descriptor, AttrNumber column,
                                          const Table& table) {
    Growing<std::uint32_t> columns;
    for (const int16 number : int16_array(tuple, descriptor, column)) columns.add() = column_index(table, number);
    return columns.span();
}

// Not where the catalog has lost one.
bool are_all_there(std::span<const std::uint32_t> columns) {
    std::size_t lost = 0;
    for (const std::uint32_t column : columns) lost += column == no_column ? 1 : 0;
    return lost == 0;
}

void read_foreign_key(HeapTuple tuple, TupleDesc descriptor, Snapshot snapshot, const Table& table, ForeignKey& key) {
    const auto& form = *reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
    key.oid = form.oid;
    key.name = pstrdup(NameStr(form.conname));
    key.quoted_name = quote_identifier(key.name.data());
    key.columns = columns_in(tuple, descriptor, Anum_pg_constraint_conkey, table);
    read_target(form, int16_array(tuple, descriptor, Anum_pg_constraint_confkey), snapshot, key);
    key.on_delete = action_name(form.confdeltype);
#if PG_VERSION_NUM >= 150000
    key.on_delete_columns = columns_in(tuple, descriptor, Anum_pg_constraint_confdelsetcols, table);
#endif
    key.on_update = action_name(form.confupdtype);
    key.is_match_full = form.confmatchtype == FKCONSTR_MATCH_FULL;
    key.is_deferrable = form.condeferrable;
    key.is_initially_deferred = form.condeferred;
    key.is_validated = form.convalidated;
    key.is_inherited = OidIsValid(form.conparentid);
}

std::span<const std::uint32_t> limited_columns(const char* expression, const Table& table) {
    Growing<std::uint32_t> columns;
    const Node* check = length_check(expression);
    for (std::size_t i = 0; check != nullptr && i < table.columns.size(); ++i) {
        if (limits_length(check, static_cast<AttrNumber>(table.columns[i].number)))
            columns.add() = static_cast<std::uint32_t>(i);
    }
    return columns.span();
}

void read_check(HeapTuple tuple, TupleDesc descriptor, Snapshot snapshot, const Table& table, Check& check) {
    const auto& form = *reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple));
    check.oid = form.oid;
    check.name = pstrdup(NameStr(form.conname));
    check.quoted_name = quote_identifier(check.name.data());
    check.is_validated = form.convalidated;
    check.is_inherited = form.coninhcount > 0;
    const char* expression = text_column(tuple, descriptor, Anum_pg_constraint_conbin);
    if (expression == nullptr) return;
    const AttrNumber listed = listed_column(expression);
    if (listed > 0) check.listed_column = column_index(table, listed);
    check.limited_columns = limited_columns(expression, table);
    if (const char* function = volatile_function(expression, snapshot)) check.volatile_function = function;
}

}  // namespace

std::uint32_t column_index(const Table& table, int number) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].number == static_cast<std::uint32_t>(number)) return static_cast<std::uint32_t>(i);
    }
    return no_column;
}

void read_constraints(Oid relation, Snapshot snapshot, Table& table) {
    Growing<ForeignKey> foreign_keys;
    Growing<Check> checks;
    each_row(ConstraintRelationId, ConstraintRelidTypidNameIndexId, {Anum_pg_constraint_conrelid, relation}, snapshot,
             [&](HeapTuple tuple, TupleDesc descriptor) {
                 const char type = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->contype;
                 if (type == CONSTRAINT_FOREIGN) {
                     ForeignKey& key = foreign_keys.add();
                     read_foreign_key(tuple, descriptor, snapshot, table, key);
                     if (!are_all_there(key.columns) || !are_all_there(key.on_delete_columns)) foreign_keys.drop_last();
                 } else if (type == CONSTRAINT_CHECK) {
                     read_check(tuple, descriptor, snapshot, table, checks.add());
                 }
                 return true;
             });
    table.foreign_keys = foreign_keys.span();
    table.checks = checks.span();
}

}  // namespace mana_guard::server
