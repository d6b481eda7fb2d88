#include "server/events/commit.hpp"

#include "server/catalog/kinds.hpp"
#include "server/commands/losses.hpp"
#include "server/events/judged_command.hpp"
#include "server/events/judgement.hpp"
#include "server/events/judging.hpp"
#include "server/events/own_rules.hpp"
#include "server/gather/definitions.hpp"
#include "server/gather/gather.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/record/awaited.hpp"
#include "server/record/file.hpp"
#include "server/record/transaction.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

std::size_t count_pending() {
    std::size_t count = 0;
    for (Pending* one = candidates(); one != nullptr; one = one->next) ++count;
    return count;
}

// What one user left is judged by itself.
bool belongs_to(const Pending* one, const Pending* first) {
    return !one->is_taken && one->user == first->user;
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
        const bool created = one->created;
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
        gathered.tables[i].before = static_cast<const Table*>(one->before);
    }
    for (std::size_t i = 0; i < gathered.schemas.size(); ++i) {
        gathered.schemas[i].touched |= schema_facts;
        const Pending* one = pending_of(NamespaceRelationId, gathered.schemas[i].oid);
        gathered.schemas_first[i] = one->first;
        gathered.schemas[i].before = static_cast<const Schema*>(one->before);
    }
    gathered.definitions = {definitions.items, definitions.count};
    gathered.definitions_first = static_cast<CommandId*>(palloc(sizeof(CommandId) * (definitions.count + 1)));
    for (std::size_t i = 0; i < definitions.count; ++i) {
        Definition& definition = definitions.items[i];
        const Pending* one = pending_of(catalog_of(definition), definition.oid);
        gathered.definitions_first[i] = one->first;
        definition.before = static_cast<const Definition*>(one->before);
    }
    return gathered;
}

// Takes the commands of that user, in their order, that nothing has made good.
std::span<Command> take_awaited(Oid user) {
    std::size_t count = 0;
    for (const Awaited* one = awaited_commands(); one != nullptr; one = one->next) ++count;
    auto* commands = static_cast<Command*>(palloc((count + 1) * sizeof(Command)));
    std::size_t first = count;
    for (Awaited* one = awaited_commands(); one != nullptr; one = one->next) {
        if (one->is_taken || one->user != user) continue;
        one->is_taken = true;
        commands[first - 1] = one->command;
        if (is_unanswered(commands[first - 1]) && !is_made_again(commands[first - 1])) --first;
    }
    return {commands + first, count - first};
}

// Judges what the user left: the objects that are candidates, the first of them and on, and the commands.
void judge_what_is_left(Oid user, Pending* first, const char* tag, bool is_alone) {
    Judgement judgement;
    Occasion& occasion = judgement.occasion;
    occasion.moment = Moment::Commit;
    occasion.tag = tag;
    occasion.is_alone = is_alone;
    occasion.in_block = first != nullptr && first->in_block;
    occasion.user = user;
    const bool is_judged = can_judge(occasion, [&] {
        const Policy* policy = current_policy();
        const Facts wanted = facts_read(policy);
        if (first != nullptr) judgement.gathered = gather_pending(first, wanted);
        judgement.gathered.commands = take_awaited(user);
        if (!judgement.gathered.empty()) judge_gathered(judgement, policy, wanted);
    });
    if (is_judged) tell(judgement);
}

// What is noted of relations that no command has made joins the candidates.
void judge_made_relations(const char* tag) {
    for (int i = 0; i < list_length(made_relations()); ++i) judge_made(list_nth_oid(made_relations(), i), tag);
}

void judge_candidates(const char* tag, bool is_alone) {
    count_rows_since();
    for (Pending* one = candidates(); one != nullptr; one = one->next) one->is_taken = false;
    for (Awaited* one = awaited_commands(); one != nullptr; one = one->next) one->is_taken = false;
    for (Pending* first = candidates(); first != nullptr; first = first->next) {
        if (!first->is_taken) judge_what_is_left(first->user, first, tag, is_alone);
    }
    for (const Awaited* one = awaited_commands(); one != nullptr; one = one->next) {
        if (!one->is_taken) judge_what_is_left(one->user, nullptr, tag, is_alone);
    }
}

}  // namespace

void judge_pending(const char* tag, bool is_alone) {
    judge_made_relations(tag);
    judge_candidates(tag, is_alone);
}

namespace {

// What the open file's transactions have left by now, in its memory context.
Pending* left_in_file = nullptr;

Pending* left_of(Oid class_id, Oid object) {
    Pending* one = left_in_file;
    while (one != nullptr && (one->class_id != class_id || one->object != object)) one = one->next;
    return one;
}

template <typename T>
void leave_before(std::span<T> objects, Facts wanted, Gathered& gathered) {
    for (const T& one : objects) {
        const Object* object = &one;
        gather_before({&object, 1}, wanted, gathered);
        left_of(catalog_of(one), one.oid)->before = one.before;
    }
}

// Asks own rules about the relations as they were before the transaction, while that can be seen.
void leave_own_answers(const Policy* policy, Oid user, const Gathered& gathered) {
    Change change = change_of(policy, Moment::Commit, user);
    for (std::size_t i = 0; i < gathered.tables.size(); ++i) {
        Pending* left = left_of(RelationRelationId, gathered.tables[i].oid);
        if (left->before == nullptr) continue;
        change.tables = gathered.tables.subspan(i, 1);
        std::span<const OwnQuestion> questions;
        Failure failure;
        const Outcome outcome = list_questions(change, policy, palloc_allocator, &questions, &failure);
        if (outcome != Outcome::Done) raise_failure(outcome, failure, "reading what stood before");
        auto* answers = static_cast<OwnAnswer*>(palloc0((questions.size() + 1) * sizeof(OwnAnswer)));
        std::size_t count = 0;
        for (const OwnQuestion& question : questions) {
            answers[count] = ask_own_rule(question, gathered.tables_first[i]);
            if (answers[count].error.empty()) ++count;
        }
        left->own_before = {answers, count};
    }
}

// Reads what stood before the transaction, of what it has touched first of the file's.
void leave_state_before() {
    const Policy* policy = current_policy();
    const Facts wanted = facts_read(policy);
    for (Pending* one = candidates(); one != nullptr; one = one->next)
        one->is_taken = one->created || one->before != nullptr;
    for (Pending* first = candidates(); first != nullptr; first = first->next) {
        if (first->is_taken) continue;
        Gathered gathered = gather_pending(first, wanted);
        leave_before(gathered.tables, wanted, gathered);
        leave_own_answers(policy, first->user, gathered);
        leave_before(gathered.schemas, wanted, gathered);
        leave_before(gathered.definitions, wanted, gathered);
    }
}

// Keeps the transaction's candidates for the end of the file.
void leave_to_file() {
    MemoryContext caller = MemoryContextSwitchTo(file_context());
    for (Pending* one = candidates(); one != nullptr; one = one->next) {
        Pending* left = left_of(one->class_id, one->object);
        if (left == nullptr) {
            left = static_cast<Pending*>(palloc(sizeof(Pending)));
            *left = *one;
            left->first = InvalidCommandId;
            left->next = left_in_file;
            left_in_file = left;
        } else {
            // It is known as it was before the file.
            one->created = left->created;
            one->before = left->before;
            left->user = one->user;
            left->place = one->place;
        }
        if (one->place.hash != nullptr)
            left->place.hash = DatumGetByteaP(datumCopy(PointerGetDatum(one->place.hash), false, -1));
    }
    leave_state_before();
    MemoryContextSwitchTo(caller);
}

// There is no active snapshot at this point, and nothing to free what judging takes.
void judge_at_commit() {
    const bool has_any = candidates() != nullptr || made_relations() != NIL || awaited_commands() != nullptr;
    if (!has_any || !settings().enabled) return;
    // DROP EXTENSION is the way out, also of what waits for this COMMIT.
    if (!OidIsValid(get_extension_oid("mana_guard", true))) return;
    // What the last statement made is to be seen.
    if (made_relations() != NIL) CommandCounterIncrement();
    MemoryContext judging = AllocSetContextCreate(CurrentMemoryContext, "mana_guard at commit", ALLOCSET_DEFAULT_SIZES);
    MemoryContext caller = MemoryContextSwitchTo(judging);
    PushActiveSnapshot(GetTransactionSnapshot());
    // A COMMIT takes no lock that would bring word of what others have changed.
    AcceptInvalidationMessages();
    if (is_file_open()) {
        judge_made_relations("COMMIT");
        count_rows_since();
        leave_to_file();
    } else {
        judge_pending("COMMIT", !has_several_statements());
    }
    PopActiveSnapshot();
    MemoryContextSwitchTo(caller);
    MemoryContextDelete(judging);
}

void before_commit(XactEvent event, void* /*arg*/) {
    if (event == XACT_EVENT_PRE_COMMIT || event == XACT_EVENT_PRE_PREPARE) judge_at_commit();
}

}  // namespace

void judge_file() {
    // Before anything changes: the transaction's own candidates stay where this is caught.
    if (!is_file_open()) raise_no_file();
    const bool is_judged = settings().enabled;
    if (is_judged) {
        judge_made_relations("file_ends");
        leave_to_file();
    }
    set_candidates(left_in_file);
    left_in_file = nullptr;
    // First, so that an error closes it too.
    close_file();
    if (is_judged) judge_candidates("file_ends", false);
    set_candidates(nullptr);
    forget_awaited();
}

void install_commit() {
    RegisterXactCallback(before_commit, nullptr);
}

}  // namespace mana_guard::server
