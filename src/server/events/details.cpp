#include "server/events/details.hpp"

#include "engine/judge.hpp"
#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/kinds.hpp"
#include "server/commands/column_clauses.hpp"
#include "server/commands/command_reader.hpp"
#include "server/commands/permissions.hpp"
#include "server/commands/whole_create.hpp"
#include "server/gather/stored.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// The shared schema, the guard's own and the one that allowed_extensions puts extensions into are no service's.
bool belongs_to_service(const FormData_pg_namespace& schema) {
    const char* name = NameStr(schema.nspname);
    if (schema.oid < FirstNormalObjectId || IsReservedName(name)) return false;
    for (const char* shared : {"public", "mana_guard", "extensions"}) {
        if (strcmp(name, shared) == 0) return false;
    }
    return !is_trusted_member(NamespaceRelationId, schema.oid, false);
}

struct Candidates {
    const char* name = nullptr;
    int count = 0;
};

bool is_tools_schema(const Policy* policy, const char* name) {
    bool is_tools = false;
    Failure failure;
    const Outcome outcome = find_whether_tools(policy, name, &is_tools, &failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "reading the exemptions");
    return is_tools;
}

void add_candidate(HeapTuple schema, Oid user, Candidates& found) {
    const auto& row = *reinterpret_cast<Form_pg_namespace>(GETSTRUCT(schema));
    if (!belongs_to_service(row) || !may_create_in(schema, user)) return;
    found.name = pstrdup(NameStr(row.nspname));
    ++found.count;
}

// What follows "CREATE INDEX name ": with "UNIQUE " or without.
const char* stored_index_definition(Oid index, const char* quoted_name) {
    const char* whole = TextDatumGetCString(DirectFunctionCall1(pg_get_indexdef, ObjectIdGetDatum(index)));
    const char* named = strstr(whole, psprintf(" %s ON ", quoted_name));
    return named == nullptr ? "" : named + strlen(quoted_name) + 2;
}

void read_index_definitions(Table& table) {
    auto* indexes = static_cast<Index*>(palloc(sizeof(Index) * (table.indexes.size() + 1)));
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
        indexes[i] = table.indexes[i];
        const bool is_of_statement = !indexes[i].is_of_constraint() && !indexes[i].is_inherited;
        if (!is_of_statement) continue;
        const char* definition = stored_index_definition(indexes[i].oid, indexes[i].quoted_name.data());
        // So PostgreSQL prints each index of a partitioned table; one that was made so is invalid.
        constexpr const char* only = "ON ONLY ";
        const bool says_more = indexes[i].is_valid && strncmp(definition, only, strlen(only)) == 0;
        indexes[i].definition = says_more ? psprintf("ON %s", definition + strlen(only)) : definition;
    }
    table.indexes = {indexes, table.indexes.size()};
}

// At COMMIT: which columns the transaction has added. Those of a typed table are its type's.
void mark_added(Table& table) {
    if (!table.of_type.empty()) return;
    Table start;
    FormData_pg_class row;
    Snapshot snapshot = push_snapshot_at_start();
    const bool stood =
        read_stored_class(table.oid, snapshot, row) && read_stored_table(row, nullptr, Fact::Columns, snapshot, start);
    PopActiveSnapshot();
    if (!stood) return;
    auto* columns = static_cast<Column*>(palloc(sizeof(Column) * (table.columns.size() + 1)));
    std::size_t old = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns[i] = table.columns[i];
        // Both are in the order of their numbers.
        while (old < start.columns.size() && start.columns[old].number < columns[i].number) ++old;
        columns[i].added = old == start.columns.size() || start.columns[old].number != columns[i].number;
    }
    table.columns = {columns, table.columns.size()};
}

}  // namespace

void fill_details(std::span<const Object* const> objects, Node* parse_tree, Gathered& gathered) {
    for (const Object* object : objects) {
        if (!all_relations.has(object->kind)) continue;
        Table& table =
            gathered.tables[static_cast<std::size_t>(static_cast<const Table*>(object) - gathered.tables.data())];
        table.in_use = !table.created && is_table_in_use(table.oid, false);
        if (parse_tree == nullptr && !table.created) mark_added(table);
        // Deparsing opens the relation, which a command that hasn't locked it must not wait for.
        if (!has_lock_on(table.oid)) continue;
        read_clauses(parse_tree, table);
        read_index_definitions(table);
        if (table.created) read_create(parse_tree, table);
    }
}

std::string_view own_schema(const Policy* policy, Oid user) {
    std::span<const RegisteredSchema> registered;
    Failure failure;
    const Outcome outcome = list_registry(policy, palloc_allocator, &registered, &failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "reading the registry");
    Candidates found;
    if (registered.empty()) {
        read_exemptions(policy);
        each_row(NamespaceRelationId, InvalidOid, nullptr, 0, nullptr, [&](HeapTuple schema, TupleDesc /*descriptor*/) {
            CHECK_FOR_INTERRUPTS();
            const auto* row = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(schema));
            if (!is_tools_schema(policy, NameStr(row->nspname))) add_candidate(schema, user, found);
            return found.count < 2;
        });
    }
    for (std::size_t i = 0; i < registered.size() && found.count < 2; ++i) {
        HeapTuple schema = SearchSysCache1(NAMESPACENAME, CStringGetDatum(registered[i].schema_name));
        if (!HeapTupleIsValid(schema)) continue;
        add_candidate(schema, user, found);
        ReleaseSysCache(schema);
    }
    return found.count == 1 ? quote_identifier(found.name) : "";
}

}  // namespace mana_guard::server
