#include "server/record/file.hpp"

#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

struct MadeKey {
    Oid class_id;
    Oid object;
    int sub_id;
};

struct MadeInFile {
    MadeKey key;
    SubTransactionId by;  // invalid if an earlier transaction made it
};

MemoryContext context_of_file = nullptr;  // null if no file is open
const char* path_of_file = nullptr;
HTAB* made_in_file = nullptr;
CommandId first_command = FirstCommandId;  // of this transaction's that is the file's

template <typename Call>
void each_made_in_file(const Call& call) {
    if (made_in_file == nullptr) return;
    HASH_SEQ_STATUS status;
    hash_seq_init(&status, made_in_file);
    while (auto* one = static_cast<MadeInFile*>(hash_seq_search(&status))) call(*one);
}

// What is rolled back wasn't made.
void forget_made_since(SubTransactionId first) {
    each_made_in_file([first](const MadeInFile& one) {
        if (one.by >= first) hash_search(made_in_file, &one.key, HASH_REMOVE, nullptr);
    });
}

void after_transaction(XactEvent event, void* /*arg*/) {
    switch (event) {
        case XACT_EVENT_COMMIT:
        case XACT_EVENT_PREPARE:
            first_command = FirstCommandId;
            each_made_in_file([](MadeInFile& one) { one.by = InvalidSubTransactionId; });
            return;
        case XACT_EVENT_ABORT:
            first_command = FirstCommandId;
            forget_made_since(TopSubTransactionId);
            return;
        default:
            return;
    }
}

void after_subtransaction(SubXactEvent event, SubTransactionId own, SubTransactionId /*parent*/, void* /*arg*/) {
    if (event == SUBXACT_EVENT_ABORT_SUB) forget_made_since(own);
}

}  // namespace

void install_file() {
    RegisterXactCallback(after_transaction, nullptr);
    RegisterSubXactCallback(after_subtransaction, nullptr);
}

void open_file(const char* path) {
    if (is_file_open()) raise_file_open(path_of_file);
    context_of_file = AllocSetContextCreate(TopMemoryContext, "mana_guard file", ALLOCSET_DEFAULT_SIZES);
    path_of_file = MemoryContextStrdup(context_of_file, path);
    constexpr long expected = 64;
    HASHCTL control{};
    control.keysize = sizeof(MadeKey);
    control.entrysize = sizeof(MadeInFile);
    control.hcxt = context_of_file;
    made_in_file = hash_create("mana_guard made in file", expected, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
    first_command = GetCurrentCommandId(false);
}

void close_file() {
    MemoryContext closed = context_of_file;
    MemoryContextSetParent(closed, TopTransactionContext);  // NOLINT(readability-suspicious-call-argument)
    context_of_file = nullptr;
    made_in_file = nullptr;
    first_command = FirstCommandId;
}

bool is_file_open() {
    return context_of_file != nullptr;
}

MemoryContext file_context() {
    return context_of_file;
}

void note_made_in_file(Oid class_id, Oid object, int sub_id) {
    if (made_in_file == nullptr) return;
    const MadeKey key{class_id, object, sub_id};
    bool is_known = false;
    auto* one = static_cast<MadeInFile*>(hash_search(made_in_file, &key, HASH_ENTER, &is_known));
    if (!is_known) one->by = GetCurrentSubTransactionId();
}

bool was_made_in_file(Oid class_id, Oid object, int sub_id) {
    if (made_in_file == nullptr) return false;
    const MadeKey key{class_id, object, sub_id};
    return hash_search(made_in_file, &key, HASH_FIND, nullptr) != nullptr;
}

CommandId first_command_of_file() {
    return first_command;
}

bool is_new(::Relation relation) {
    const bool is_of_transaction = relation->rd_createSubid != InvalidSubTransactionId;
    return (is_of_transaction && first_command == FirstCommandId) ||
           was_made_in_file(RelationRelationId, RelationGetRelid(relation));
}

}  // namespace mana_guard::server
