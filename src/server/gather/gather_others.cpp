// Gather: what is no relation, and what was before.
#include "server/catalog/kinds.hpp"
#include "server/gather/definitions.hpp"
#include "server/gather/gather.hpp"
#include "server/gather/parts.hpp"
#include "server/gather/stored.hpp"
#include "server/names.hpp"

namespace mana_guard::server {
namespace {

bool is_system_schema(Oid schema, const char* name) {
    return IsCatalogNamespace(schema) || IsToastNamespace(schema) || isAnyTempNamespace(schema) ||
           strcmp(name, "information_schema") == 0;
}

Table* read_before(const Table& after, Facts wanted, Snapshot snapshot) {
    FormData_pg_class row;
    if (!read_stored_class(after.oid, snapshot, row)) return nullptr;
    auto* before = static_cast<Table*>(palloc0(sizeof(Table)));
    *before = Table();
    return read_stored_table(row, nullptr, wanted, snapshot, *before) ? before : nullptr;
}

Schema* read_before(const Schema& after, Facts /*wanted*/, Snapshot snapshot) {
    const char* name = stored_schema_name(after.oid, snapshot);
    if (name == nullptr) return nullptr;
    auto* before = static_cast<Schema*>(palloc0(sizeof(Schema)));
    *before = after;
    before->schema = name;
    before->identity = before->quoted_name = quote_identifier(name);
    before->holds_tables = schema_holds_tables(after.oid, snapshot);
    return before;
}

const Definition* read_before(const Definition& after, Facts /*wanted*/, Snapshot snapshot) {
    return definition_before(after, snapshot);
}

// A command that commits in its middle left no snapshot of what stood before it. It makes or drops an index, or lets a
// partition go, which is judged as if it had been by itself: all else is as it was.
Table* unchanged(const Table& after, const Frame* midway) {
    auto* before = static_cast<Table*>(palloc(sizeof(Table)));
    *before = after;
    before->indexes = indexes_before_midway(after, midway);
    return before;
}

template <typename T>
T* unchanged(const T& after, const Frame* /*midway*/) {
    auto* before = static_cast<T*>(palloc(sizeof(T)));
    *before = after;
    return before;
}

// Reads the state before of the object, if it is one of these.
template <typename T>
bool fill_before(std::span<T> objects, const CommandId* first, const Object* object, Facts wanted,
                 const Frame* midway) {
    // By its place among them: there may be as many as a table has partitions.
    if (objects.empty() || object < &objects.front() || object > &objects.back()) return false;
    const auto i = static_cast<std::size_t>(static_cast<const T*>(object) - objects.data());
    if (midway != nullptr) objects[i].before = unchanged(objects[i], midway);
    if (first[i] == InvalidCommandId) return true;
    GetActiveSnapshot()->curcid = first[i];
    objects[i].before = read_before(objects[i], wanted, GetActiveSnapshot());
    return true;
}

bool may_replace_or_move(const Node* parse_tree) {
    switch (nodeTag(parse_tree)) {
        case T_CreateFunctionStmt:
            return reinterpret_cast<const CreateFunctionStmt*>(parse_tree)->replace;
        case T_RenameStmt:
        case T_AlterObjectSchemaStmt:
            return true;
        default:
            return false;
    }
}

// What the command moved or renamed had another identity, and what it replaced was there: the hook is told of a
// replacement as of something new.
void compare_with_before(std::span<Definition> definitions, CommandId first) {
    if (definitions.empty() || first == InvalidCommandId) return;
    PushCopiedSnapshot(GetLatestSnapshot());
    GetActiveSnapshot()->curcid = first;
    for (Definition& definition : definitions) {
        const Definition* before = definition_before(definition, GetActiveSnapshot());
        if (before == nullptr) continue;
        definition.created = false;
        definition.identity_before = before->identity;
    }
    PopActiveSnapshot();
}

}  // namespace

void gather_schemas(std::span<const TouchedSchema> touched, const Source& source, Gathered& gathered) {
    auto* schemas = static_cast<Schema*>(palloc0(sizeof(Schema) * (touched.size() + 1)));
    std::size_t count = 0;
    for (const TouchedSchema& one : touched) {
        const char* name = nullptr;
        if (!find_schema_name(one.schema, name) || is_system_schema(one.schema, name)) continue;
        Schema& schema = schemas[count++];
        schema = Schema();
        schema.oid = one.schema;
        schema.kind = ObjectKind::Schema;
        schema.schema = name;
        schema.identity = schema.quoted_name = quote_identifier(name);
        schema.created = one.created;
        schema.touched = one.facts;
        // That a table came is known; else it is looked up where the schema itself is what the command is about.
        schema.holds_tables = one.facts.has(Fact::SchemaContents) ||
                              (one.facts.has(Fact::SchemaName) && schema_holds_tables(one.schema, nullptr));
        if (source.parse_tree != nullptr && IsA(source.parse_tree, RenameStmt)) {
            const auto* rename = reinterpret_cast<const RenameStmt*>(source.parse_tree);
            if (rename->renameType == OBJECT_SCHEMA) schema.identity_before = quote_identifier(rename->subname);
        }
    }
    gathered.schemas = {schemas, count};
    gathered.schemas_first = static_cast<CommandId*>(palloc0(sizeof(CommandId) * (count + 1)));
    for (std::size_t i = 0; i < count; ++i) {
        // What no command is known of was made in this transaction.
        gathered.schemas_first[i] = source.frame == nullptr ? FirstCommandId : source.frame->first;
    }
}

void gather_definitions(const Source& source, Gathered& gathered) {
    gathered.definitions = touched_definitions(source.frame, source.parse_tree);
    const std::size_t count = gathered.definitions.size();
    gathered.definitions_first = static_cast<CommandId*>(palloc(sizeof(CommandId) * (count + 1)));
    for (std::size_t i = 0; i < count; ++i) {
        const Definition& definition = gathered.definitions[i];
        const bool has_none = source.frame == nullptr ||
                              leaves_trusted_extension(source.parse_tree, catalog_of(definition), definition.oid);
        gathered.definitions_first[i] = has_none ? InvalidCommandId : source.frame->first;
    }
    if (source.frame != nullptr && may_replace_or_move(source.parse_tree)) {
        compare_with_before(gathered.definitions, source.frame->first);
    }
}

void gather_before(std::span<const Object* const> objects, Facts wanted, Gathered& gathered) {
    // A copy, which it is free to turn back.
    PushCopiedSnapshot(GetLatestSnapshot());
    for (const Object* object : objects) {
        CHECK_FOR_INTERRUPTS();
        if (fill_before(gathered.tables, gathered.tables_first, object, wanted, gathered.midway)) continue;
        if (fill_before(gathered.schemas, gathered.schemas_first, object, wanted, gathered.midway)) continue;
        fill_before(gathered.definitions, gathered.definitions_first, object, wanted, gathered.midway);
    }
    PopActiveSnapshot();
}

}  // namespace mana_guard::server
