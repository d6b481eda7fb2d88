#include "server/transaction.hpp"

#include "server/definitions.hpp"
#include "server/judged_command.hpp"
#include "server/judgement.hpp"
#include "server/policy_cache.hpp"
#include "server/settings.hpp"
#include "server/stored.hpp"

namespace mana_guard::server {
namespace {

// A relation that an ALTER TABLE has altered, how, and how many rows of it the transaction had written then.
struct Altered {
    Oid relation;
    Alteration how;
    std::int64_t written;
    SubTransactionId by;
    Altered* next;
};

// In a memory context of its own, which is reset when the transaction ends.
struct Transaction {
    bool has_several_statements = false;
    Pending* pending = nullptr;
    List* mentioned = NIL;
    List* made = NIL;
    Altered* altered = nullptr;
};

MemoryContext transaction_context = nullptr;
Transaction current;

void forget_transaction() {
    current = Transaction();
    MemoryContextReset(transaction_context);
}

Pending* pending_of(Oid class_id, Oid object) {
    Pending* one = current.pending;
    while (one != nullptr && (one->class_id != class_id || one->object != object)) one = one->next;
    return one;
}

std::size_t count_pending() {
    std::size_t count = 0;
    for (Pending* one = current.pending; one != nullptr; one = one->next) ++count;
    return count;
}

// What one user left, and what a command that has committed in its middle left, is judged by itself.
bool belongs_to(const Pending* one, const Pending* first) {
    return !one->is_taken && one->user == first->user && one->can_refuse == first->can_refuse;
}

// Takes the candidates that are judged together with the first.
Gathered gather_pending(Pending* first, Facts wanted) {
    const std::size_t most = count_pending();
    auto* relations = static_cast<TouchedRelation*>(palloc(most * sizeof(TouchedRelation)));
    auto* schemas = static_cast<TouchedSchema*>(palloc(most * sizeof(TouchedSchema)));
    Growing<Definition> definitions;
    std::size_t relation_count = 0;
    std::size_t schema_count = 0;
    for (Pending* one = first; one != nullptr; one = one->next) {
        if (!belongs_to(one, first)) continue;
        const bool created = one->first == InvalidCommandId;
        if (one->class_id == RelationRelationId) {
            relations[relation_count++] = {one->object, relation_facts, created};
        } else if (one->class_id == NamespaceRelationId) {
            schemas[schema_count++] = {one->object, Fact::SchemaName, created};
        } else {
            Definition definition;
            if (read_definition(one->class_id, one->object, nullptr, definition)) {
                definition.created = created;
                definitions.add() = definition;
            }
        }
        if (one != first) one->is_taken = true;
    }
    first->is_taken = true;
    Gathered gathered;
    gather_tables({relations, relation_count}, wanted, {}, gathered);
    gather_schemas({schemas, schema_count}, {}, gathered);
    for (std::size_t i = 0; i < gathered.tables.size(); ++i) {
        const Pending* one = pending_of(RelationRelationId, gathered.tables[i].oid);
        gathered.tables_first[i] = one->first;
        gathered.tables[i].from_query = one->from_query;
    }
    for (std::size_t i = 0; i < gathered.schemas.size(); ++i) {
        gathered.schemas[i].touched |= schema_facts;
        gathered.schemas_first[i] = pending_of(NamespaceRelationId, gathered.schemas[i].oid)->first;
    }
    gathered.definitions = {definitions.items, definitions.count};
    gathered.definitions_first = static_cast<CommandId*>(palloc(sizeof(CommandId) * (definitions.count + 1)));
    for (std::size_t i = 0; i < definitions.count; ++i) {
        const Definition& definition = definitions.items[i];
        gathered.definitions_first[i] = pending_of(catalog_of(definition), definition.oid)->first;
    }
    return gathered;
}

void judge_all(bool is_check) {
    const char* tag = is_check ? "check_now" : "COMMIT";
    // What is noted of these joins the candidates.
    for (int i = 0; i < list_length(current.made); ++i) judge_made(list_nth_oid(current.made, i), tag);
    for (Pending* one = current.pending; one != nullptr; one = one->next) one->is_taken = false;
    for (Pending* first = current.pending; first != nullptr; first = first->next) {
        if (first->is_taken) continue;
        const Policy* policy = current_policy();
        const Facts wanted = facts_read(policy);
        Occasion occasion;
        occasion.moment = Moment::Commit;
        occasion.tag = tag;
        occasion.can_refuse = first->can_refuse;
        occasion.is_alone = !is_check && !current.has_several_statements;
        occasion.user = first->user;
        Gathered gathered = gather_pending(first, wanted);
        pass_judgement(gathered, policy, wanted, occasion);
    }
}

// There is no active snapshot at this point, and nothing to free what judging takes.
void judge_at_commit() {
    if ((current.pending == nullptr && current.made == NIL) || !settings().enabled) return;
    // What the last statement made is to be seen.
    if (current.made != NIL) CommandCounterIncrement();
    MemoryContext judging = AllocSetContextCreate(CurrentMemoryContext, "mana_guard at commit", ALLOCSET_DEFAULT_SIZES);
    MemoryContext caller = MemoryContextSwitchTo(judging);
    PushActiveSnapshot(GetTransactionSnapshot());
    // A COMMIT takes no lock that would bring word of what others have changed.
    AcceptInvalidationMessages();
    judge_all(false);
    PopActiveSnapshot();
    MemoryContextSwitchTo(caller);
    MemoryContextDelete(judging);
}

void at_transaction_end(XactEvent event, void* /*arg*/) {
    switch (event) {
        case XACT_EVENT_PRE_COMMIT:
        case XACT_EVENT_PRE_PREPARE:
            judge_at_commit();
            return;
        case XACT_EVENT_COMMIT:
        case XACT_EVENT_ABORT:
        case XACT_EVENT_PREPARE:
            forget_transaction();
            return;
        default:
            return;
    }
}

// What is rolled back to a savepoint hasn't been. Newest first, as the subtransactions' numbers grow.
void at_subtransaction_end(SubXactEvent event, SubTransactionId own, SubTransactionId /*parent*/, void* /*arg*/) {
    if (event != SUBXACT_EVENT_ABORT_SUB) return;
    while (current.altered != nullptr && current.altered->by >= own) current.altered = current.altered->next;
}

}  // namespace

void install_transaction() {
    transaction_context = AllocSetContextCreate(TopMemoryContext, "mana_guard transaction", ALLOCSET_SMALL_SIZES);
    RegisterXactCallback(at_transaction_end, nullptr);
    RegisterSubXactCallback(at_subtransaction_end, nullptr);
}

void note_command() {
    current.has_several_statements |= IsTransactionBlock() || (MyXactFlags & XACT_FLAGS_PIPELINING) != 0;
}

void add_pending(const Object& object, Oid user, CommandId first, bool can_refuse) {
    const Oid class_id = catalog_of(object);
    Pending* one = pending_of(class_id, object.oid);
    if (one == nullptr) {
        one = static_cast<Pending*>(MemoryContextAllocZero(transaction_context, sizeof(Pending)));
        one->class_id = class_id;
        one->object = object.oid;
        one->can_refuse = true;
        one->first = object.created ? InvalidCommandId : first;
        one->from_query = all_relations.has(object.kind) && static_cast<const Table&>(object).from_query;
        one->next = current.pending;
        current.pending = one;
    }
    one->user = user;
    one->can_refuse = one->can_refuse && can_refuse;
}

void note_made(Oid relation) {
    MemoryContext caller = MemoryContextSwitchTo(transaction_context);
    current.made = lappend_oid(current.made, relation);
    MemoryContextSwitchTo(caller);
}

bool is_first_mention(Oid object) {
    MemoryContext caller = MemoryContextSwitchTo(transaction_context);
    const bool is_first = !list_member_oid(current.mentioned, object);
    if (is_first) current.mentioned = lappend_oid(current.mentioned, object);
    MemoryContextSwitchTo(caller);
    return is_first;
}

bool note_altered(Oid relation, Alteration alteration, std::int64_t written) {
    const Altered* last = current.altered;
    while (last != nullptr && last->relation != relation) last = last->next;
    auto* one = static_cast<Altered*>(MemoryContextAlloc(transaction_context, sizeof(Altered)));
    *one = {relation, alteration, written, GetCurrentSubTransactionId(), current.altered};
    current.altered = one;
    if (last == nullptr || last->how == Alteration::Apart || alteration == Alteration::Apart) return false;
    if (last->how == Alteration::SetsNotNull && alteration == Alteration::DropsConstraint) return false;
    return last->written == written;
}

void judge_pending(bool is_check) {
    judge_all(is_check);
}

}  // namespace mana_guard::server
