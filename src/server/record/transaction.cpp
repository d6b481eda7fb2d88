#include "server/record/transaction.hpp"

#include "server/catalog/kinds.hpp"
#include "server/record/file.hpp"

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
    TimestampTz sent = 0;  // when the client sent the first of its commands
    Pending* pending = nullptr;
    List* made = NIL;
    Altered* altered = nullptr;
};

MemoryContext transaction_context = nullptr;
Transaction current;
OwnSubtransaction own_subtransaction = OwnSubtransaction::None;
HTAB* mentioned = nullptr;  // the objects whose existing violations this session has been told about

void forget_transaction() {
    current = Transaction();
    own_subtransaction = OwnSubtransaction::None;
    MemoryContextReset(transaction_context);
}

void forget_at_transaction_end(XactEvent event, void* /*arg*/) {
    switch (event) {
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
void forget_at_subtransaction_end(SubXactEvent event, SubTransactionId own, SubTransactionId /*parent*/,
                                  void* /*arg*/) {
    if (event != SUBXACT_EVENT_ABORT_SUB) return;
    while (current.altered != nullptr && current.altered->by >= own) current.altered = current.altered->next;
}

}  // namespace

void install_transaction() {
    transaction_context = AllocSetContextCreate(TopMemoryContext, "mana_guard transaction", ALLOCSET_SMALL_SIZES);
    RegisterXactCallback(forget_at_transaction_end, nullptr);
    RegisterSubXactCallback(forget_at_subtransaction_end, nullptr);
}

Pending* candidates() {
    return current.pending;
}

void set_candidates(Pending* pending) {
    current.pending = pending;
}

Pending* pending_of(Oid class_id, Oid object) {
    Pending* one = current.pending;
    while (one != nullptr && (one->class_id != class_id || one->object != object)) one = one->next;
    return one;
}

const List* made_relations() {
    return current.made;
}

bool has_several_statements() {
    // In a pipeline each message has its time, and only the first command, maybe, is DDL.
    return current.has_several_statements || (current.sent != 0 && current.sent != GetCurrentStatementStartTimestamp());
}

bool is_in_block() {
    return own_subtransaction == OwnSubtransaction::None ? IsTransactionBlock()
                                                         : own_subtransaction == OwnSubtransaction::InBlock;
}

OwnSubtransaction note_own_subtransaction(bool in_block) {
    const OwnSubtransaction before = own_subtransaction;
    own_subtransaction = in_block ? OwnSubtransaction::InBlock : OwnSubtransaction::OutsideOfBlock;
    return before;
}

void put_back(OwnSubtransaction before) {
    own_subtransaction = before;
}

void note_command() {
    current.has_several_statements |= is_in_block() || (MyXactFlags & XACT_FLAGS_PIPELINING) != 0;
    if (current.sent == 0) current.sent = GetCurrentStatementStartTimestamp();
}

void add_pending(const Object& object, Oid user, CommandId first) {
    const Oid class_id = catalog_of(object);
    Pending* one = pending_of(class_id, object.oid);
    if (one == nullptr) {
        one = static_cast<Pending*>(MemoryContextAllocZero(transaction_context, sizeof(Pending)));
        one->class_id = class_id;
        one->object = object.oid;
        one->first = object.created ? InvalidCommandId : first;
        one->created = object.created || first == InvalidCommandId || was_made_in_file(class_id, object.oid);
        one->from_query = all_relations.has(object.kind) && static_cast<const Table&>(object).from_query;
        one->next = current.pending;
        current.pending = one;
    }
    one->user = user;
    one->in_block = is_in_block();
    one->place = sent_place(transaction_context);
}

void note_made(Oid relation) {
    MemoryContext caller = MemoryContextSwitchTo(transaction_context);
    current.made = lappend_oid(current.made, relation);
    MemoryContextSwitchTo(caller);
}

bool is_first_mention(Oid object) {
    if (mentioned == nullptr) {
        constexpr long expected = 64;
        HASHCTL control{};
        control.keysize = control.entrysize = sizeof(Oid);
        mentioned = hash_create("mana_guard mentioned objects", expected, &control, HASH_ELEM | HASH_BLOBS);
    }
    bool is_known = false;
    hash_search(mentioned, &object, HASH_ENTER, &is_known);
    return !is_known;
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

}  // namespace mana_guard::server
