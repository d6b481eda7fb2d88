#include "server/record/awaited.hpp"

#include "model/definition.hpp"
#include "server/names.hpp"
#include "server/record/file.hpp"

namespace mana_guard::server {
namespace {

// What a relation was called when the transaction first renamed or moved it.
struct FirstName {
    Oid relation;
    const char* schema;
    const char* name;
    SubTransactionId by;
    FirstName* next;
};

// In a memory context of its own, which is reset when the transaction or the open file ends.
MemoryContext awaited_context = nullptr;
Awaited* awaited = nullptr;
FirstName* first_names = nullptr;

// What committed can't be rolled back any more.
void settle_awaited() {
    for (Awaited* one = awaited; one != nullptr; one = one->next) one->by = InvalidSubTransactionId;
    for (FirstName* one = first_names; one != nullptr; one = one->next) one->by = InvalidSubTransactionId;
}

// Newest first, as the subtransactions' numbers grow.
void forget_awaited_from(SubTransactionId first) {
    while (awaited != nullptr && awaited->by >= first) awaited = awaited->next;
    while (first_names != nullptr && first_names->by >= first) first_names = first_names->next;
}

// The open file's transactions are to what it awaits as one.
void after_awaiting(XactEvent event, void* /*arg*/) {
    switch (event) {
        case XACT_EVENT_COMMIT:
        case XACT_EVENT_PREPARE:
            settle_awaited();
            break;
        case XACT_EVENT_ABORT:
            forget_awaited_from(TopSubTransactionId);
            break;
        default:
            return;
    }
    if (!is_file_open()) forget_awaited();
}

// What is rolled back to a savepoint hasn't been.
void forget_awaited_since(SubXactEvent event, SubTransactionId own, SubTransactionId /*parent*/, void* /*arg*/) {
    if (event == SUBXACT_EVENT_ABORT_SUB) forget_awaited_from(own);
}

std::string_view kept(std::string_view text) {
    auto* copy = static_cast<char*>(MemoryContextAlloc(awaited_context, text.size() + 1));
    if (!text.empty()) memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return {copy, text.size()};
}

template <typename Kind>
Kind* made() {
    auto* object = static_cast<Kind*>(MemoryContextAllocZero(awaited_context, sizeof(Kind)));
    *object = Kind();
    return object;
}

const Clauses* kept(const Clauses* clauses) {
    if (clauses == nullptr) return nullptr;
    auto* copy = static_cast<Clauses*>(MemoryContextAlloc(awaited_context, sizeof(Clauses)));
    *copy = *clauses;
    for (std::string_view* text : {&copy->collation, &copy->expression, &copy->keys, &copy->reference, &copy->checks})
        *text = kept(*text);
    return copy;
}

const Column* kept(const Column* column) {
    if (column == nullptr) return nullptr;
    auto* copy = made<Column>();
    *copy = *column;
    for (std::string_view* text :
         {&copy->name, &copy->quoted_name, &copy->quoted_name_before, &copy->default_value, &copy->type.declared,
          &copy->type.base, &copy->type.element, &copy->type.element_alias})
        *text = kept(*text);
    copy->obstacles = nullptr;
    copy->clauses = kept(column->clauses);
    return copy;
}

// The object with room for all that its kind has; of that only the names are known.
Object* made(ObjectKind kind) {
    if (all_relations.has(kind)) return made<Table>();
    if (kind == ObjectKind::Schema) return made<Schema>();
    return made<Definition>();
}

void keep_names(const Object& object, Object& copy) {
    copy.kind = object.kind;
    copy.oid = object.oid;
    copy.schema = kept(object.schema);
    copy.name = kept(object.name);
    copy.identity = kept(object.identity);
    copy.identity_before = kept(object.identity_before);
    copy.quoted_name = kept(object.quoted_name);
}

const Object* kept(const Object* object) {
    Object* copy = made(object->kind);
    keep_names(*object, *copy);
    copy->created = object->created;
    copy->touched = object->touched;
    return copy;
}

// What is known of every relation; nothing of its parts was read for a command.
const Table* kept(const Table* table) {
    auto* copy = made<Table>();
    keep_names(*table, *copy);
    copy->is_partition = table->is_partition;
    return copy;
}

std::uint32_t column_number(const Command& command) {
    return command.column == nullptr ? 0 : command.column->number;
}

// Whether both are the same loss: what was renamed before is dropped under a name that clients don't know.
bool is_same_loss(CommandKind first, CommandKind second) {
    constexpr CommandKinds of_name = CommandKind::Loss | CommandKind::LossOfName;
    return first == second || (of_name.has(first) && of_name.has(second));
}

bool is_awaited(const Command& command) {
    const Awaited* one = awaited;
    // What the open file's earlier transactions have locked is unlocked.
    const bool is_lock = command.kind == CommandKind::HoldLock;
    while (one != nullptr &&
           (!is_same_loss(one->command.kind, command.kind) || one->command.object->kind != command.object->kind ||
            one->command.object->oid != command.object->oid || one->command.name != command.name ||
            column_number(one->command) != column_number(command) || (is_lock && one->by == InvalidSubTransactionId)))
        one = one->next;
    return one != nullptr;
}

// How many rows of tables, the catalogs' and the guard's own aside, this transaction has written.
std::int64_t rows_written_to_tables() {
    std::int64_t count = 0;
    const Oid own_schema = get_namespace_oid("mana_guard", true);
    each_written_relation([&](Oid relation, std::int64_t rows) {
        FormData_pg_class row;
        if (relation < FirstNormalObjectId || !find_class(relation, row) || row.relnamespace == own_schema) return;
        if (row.relkind == RELKIND_RELATION || row.relkind == RELKIND_MATVIEW) count += rows;
    });
    return count;
}

// The relation that a query finds by the name; invalid where it finds none.
Oid read_by(const char* schema_name, const char* name) {
    const Oid schema = get_namespace_oid(schema_name, true);
    const Oid relation = OidIsValid(schema) ? get_relname_relid(name, schema) : InvalidOid;
    switch (OidIsValid(relation) ? get_rel_relkind(relation) : '\0') {
        case RELKIND_RELATION:
        case RELKIND_PARTITIONED_TABLE:
        case RELKIND_FOREIGN_TABLE:
        case RELKIND_VIEW:
        case RELKIND_MATVIEW:
            return relation;
        default:
            return InvalidOid;
    }
}

// By the name that the table had before this transaction.
Oid read_by_first_name(const Table& table) {
    const FirstName* first = nullptr;
    for (const FirstName* one = first_names; one != nullptr; one = one->next) {
        if (one->relation == table.oid) first = one;
    }
    return first != nullptr ? read_by(first->schema, first->name) : read_by(table.schema.data(), table.name.data());
}

bool is_column_answered(const Command& command) {
    const Oid relation = read_by_first_name(*command.table);
    return get_attnum(OidIsValid(relation) ? relation : Oid{command.table->oid}, command.column->name.data()) > 0;
}

const char* name_of_column(Oid relation, std::uint32_t number) {
    HeapTuple tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relation), Int16GetDatum(static_cast<int16>(number)));
    if (!HeapTupleIsValid(tuple)) return nullptr;
    const auto* row = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
    const char* name = row->attisdropped ? nullptr : quote_identifier(pstrdup(NameStr(row->attname)));
    ReleaseSysCache(tuple);
    return name;
}

}  // namespace

void install_awaited() {
    awaited_context = AllocSetContextCreate(TopMemoryContext, "mana_guard awaited commands", ALLOCSET_SMALL_SIZES);
    RegisterXactCallback(after_awaiting, nullptr);
    RegisterSubXactCallback(forget_awaited_since, nullptr);
}

void forget_awaited() {
    awaited = nullptr;
    first_names = nullptr;
    MemoryContextReset(awaited_context);
}

void await(const Command& command, Oid user) {
    if (is_awaited(command)) return;
    auto* one = static_cast<Awaited*>(MemoryContextAllocZero(awaited_context, sizeof(Awaited)));
    one->command = command;
    if (command.table != nullptr) one->command.object = one->command.table = kept(command.table);
    if (command.table == nullptr) one->command.object = kept(command.object);
    one->command.column = kept(command.column);
    one->command.session = nullptr;
    for (std::string_view* text :
         {&one->command.name, &one->command.quoted_name, &one->command.new_name, &one->command.definition,
          &one->command.value, &one->command.keys, &one->command.volatile_function, &one->command.root,
          &one->command.relied_on_by, &one->command.words})
        *text = kept(*text);
    one->user = user;
    one->place = sent_place(awaited_context);
    if (command.kind == CommandKind::HoldLock) one->rows_before = rows_written_to_tables();
    one->by = GetCurrentSubTransactionId();
    one->next = awaited;
    awaited = one;
}

Awaited* awaited_commands() {
    return awaited;
}

void end_awaited_since(const Awaited* before) {
    std::int64_t written = -1;
    for (Awaited* one = awaited; one != nullptr && one != before; one = one->next) {
        if (one->command.kind != CommandKind::HoldLock) continue;
        if (written < 0) written = rows_written_to_tables();
        one->rows_before = written;
    }
}

void count_rows_since() {
    std::int64_t written = -1;
    for (Awaited* one = awaited; one != nullptr; one = one->next) {
        if (one->command.kind != CommandKind::HoldLock || one->by == InvalidSubTransactionId) continue;
        if (written < 0) written = rows_written_to_tables();
        one->command.rows_since = Max(written - one->rows_before, 0);
    }
}

void note_first_name(Oid relation, const char* schema, const char* name) {
    auto* one = static_cast<FirstName*>(MemoryContextAlloc(awaited_context, sizeof(FirstName)));
    *one = {relation, kept(schema).data(), kept(name).data(), GetCurrentSubTransactionId(), first_names};
    first_names = one;
}

bool is_unanswered(Command& command) {
    if (loss_kinds.has(command.kind)) return true;
    FoundName now;
    // What is dropped by now is the matter of other rules.
    if (!find_relation_name(command.table->oid, now)) return false;
    if (command.kind == CommandKind::HoldLock) return command.rows_since >= 0;
    if (command.kind == CommandKind::RenameColumn) {
        const char* name = name_of_column(command.table->oid, command.column->number);
        if (name == nullptr || is_column_answered(command)) return false;
        command.new_name = name;
        return true;
    }
    if (OidIsValid(read_by(command.table->schema.data(), command.table->name.data()))) return false;
    command.new_name = quoted(now);
    return true;
}

}  // namespace mana_guard::server
