#include "server/record/frames.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/catalog/kinds.hpp"
#include "server/names.hpp"
#include "server/record/file.hpp"
#include "server/record/statement_text.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

object_access_hook_type next_hook = nullptr;
MemoryContext frames_context = nullptr;
Frame* top = nullptr;

constexpr int first_touch_capacity = 32;

void append(Frame* frame, const Touch& touch) {
    if (frame->touch_count == frame->touch_capacity) {
        const int capacity = frame->touch_capacity == 0 ? first_touch_capacity : frame->touch_capacity * 2;
        const Size bytes = sizeof(Touch) * static_cast<Size>(capacity);
        frame->touches = static_cast<Touch*>(frame->touches == nullptr ? MemoryContextAlloc(frames_context, bytes)
                                                                       : repalloc_huge(frame->touches, bytes));
        frame->touch_capacity = capacity;
    }
    frame->touches[frame->touch_count++] = touch;
}

// Whether what the command drops are its targets and their own parts alone: no other relation loses anything.
bool drops_no_others_parts(const Node* parse_tree) {
    return IsA(parse_tree, DropStmt) && reinterpret_cast<const DropStmt*>(parse_tree)->behavior == DROP_RESTRICT;
}

// Whether it is an index of a table that the command drops itself: then it drops no other.
bool goes_with_its_table(const Node* parse_tree, Oid class_id, Oid object_id, int sub_id) {
    if (class_id != RelationRelationId || sub_id != 0 || !drops_no_others_parts(parse_tree)) return false;
    return reinterpret_cast<const DropStmt*>(parse_tree)->removeType == OBJECT_TABLE &&
           is_index(get_rel_relkind(object_id));
}

// The relation that has the trigger; invalid for one that PostgreSQL made for a constraint, which is told by itself.
Oid relation_of_trigger(Oid trigger) {
    Oid relation = InvalidOid;
    each_row(TriggerRelationId, TriggerOidIndexId, {Anum_pg_trigger_oid, trigger}, nullptr,
             [&relation](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 const auto* row = reinterpret_cast<Form_pg_trigger>(GETSTRUCT(tuple));
                 if (!row->tgisinternal) relation = row->tgrelid;
                 return false;
             });
    return relation;
}

// Parts of a relation that no cache knows by their OIDs.
bool is_looked_for(Oid class_id) {
    return class_id == AttrDefaultRelationId || class_id == TriggerRelationId || class_id == PolicyRelationId;
}

// What is dropped is gone when the command ends: parts of a relation are turned into the relation here.
Touch dropped(Oid class_id, Oid object_id, int sub_id) {
    if (class_id == AttrDefaultRelationId) {
        const ObjectAddress column = GetAttrDefaultColumnAddress(object_id);
        return {RelationRelationId, column.objectId, column.objectSubId, Access::Altered};
    }
    if (class_id == ConstraintRelationId) {
        FormData_pg_constraint row;
        const Oid relation = find_constraint(object_id, row) ? row.conrelid : InvalidOid;  // a domain's has none
        return {RelationRelationId, relation, 0, Access::Altered};
    }
    if (class_id == TriggerRelationId) return {RelationRelationId, relation_of_trigger(object_id), 0, Access::Altered};
    if (class_id == PolicyRelationId) return {RelationRelationId, relation_of_policy(object_id), 0, Access::Altered};
    const bool is_column = class_id == RelationRelationId && sub_id != 0;
    if (class_id == RelationRelationId && is_index(get_rel_relkind(object_id))) {
        return {RelationRelationId, IndexGetRelation(object_id, true), 0, Access::Altered};
    }
    return {class_id, object_id, sub_id, is_column ? Access::ColumnDropped : Access::Dropped};
}

// The schema that loses a relation.
Touch schema_of_dropped(Oid relation) {
    FormData_pg_class row;
    return {NamespaceRelationId, find_class(relation, row) ? row.relnamespace : InvalidOid, 0, Access::Altered};
}

// Calls no more than it must: the row of what was just created is not visible yet.
void record(ObjectAccessType access, Oid class_id, Oid object_id, int sub_id, void* arg) {
    switch (access) {
        case OAT_POST_CREATE:
            // Internal: TOAST tables and the new heap of a rewrite.
            if (class_id == RelationRelationId && arg != nullptr &&
                static_cast<ObjectAccessPostCreate*>(arg)->is_internal) {
                return;
            }
            append(top, {class_id, object_id, sub_id, Access::Created});
            return;
        case OAT_POST_ALTER:
            append(top, {class_id, object_id, sub_id, Access::Altered});
            return;
        case OAT_DROP:
            // These are looked for in their catalogs, three times the price of all else.
            if (is_looked_for(class_id) && drops_no_others_parts(top->parse_tree)) return;
            if (goes_with_its_table(top->parse_tree, class_id, object_id, sub_id)) return;
            append(top, dropped(class_id, object_id, sub_id));
            if (class_id == ConstraintRelationId && !drops_no_others_parts(top->parse_tree))
                append(top, {class_id, object_id, sub_id, Access::Dropped});
            if (class_id == RelationRelationId && sub_id == 0) append(top, schema_of_dropped(object_id));
            return;
        case OAT_NAMESPACE_SEARCH:
        case OAT_FUNCTION_EXECUTE:
        case OAT_TRUNCATE:
            return;
    }
}

void hook(ObjectAccessType access, Oid class_id, Oid object_id, int sub_id, void* arg) {
    if (next_hook != nullptr) next_hook(access, class_id, object_id, sub_id, arg);
    if (access == OAT_POST_CREATE) note_made_in_file(class_id, object_id, sub_id);
    if (top == nullptr) return;
    if (settings().enabled) {
        record(access, class_id, object_id, sub_id, arg);
    } else {
        top->has_missed = true;
    }
}

}  // namespace

// None of these can run inside a function or another command.
bool commits_in_its_middle(const Node* parse_tree) {
    switch (nodeTag(parse_tree)) {
        case T_IndexStmt:
            return reinterpret_cast<const IndexStmt*>(parse_tree)->concurrent;
        case T_DropStmt:
            return reinterpret_cast<const DropStmt*>(parse_tree)->concurrent;
        case T_ReindexStmt: {
            const auto* reindex = reinterpret_cast<const ReindexStmt*>(parse_tree);
            return reindex->kind > REINDEX_OBJECT_TABLE || is_concurrent(reindex);
        }
        case T_AlterTableStmt: {
            const List* commands = reinterpret_cast<const AlterTableStmt*>(parse_tree)->cmds;
            if (list_length(commands) != 1) return false;
            const auto* command = static_cast<const AlterTableCmd*>(linitial(commands));
            return command->subtype == AT_DetachPartition && reinterpret_cast<PartitionCmd*>(command->def)->concurrent;
        }
        default:
            return false;
    }
}

namespace {

// Whether the command can tell nothing of what stood before: it commits in its middle, or it touches nothing that is
// judged.
bool needs_no_before(const Frame* frame) {
    switch (nodeTag(frame->parse_tree)) {
        case T_SecLabelStmt:
        case T_GrantRoleStmt:
            return true;
        default:
            return frame->commits_midway;
    }
}

// Whether a CREATE TABLE makes no index but those of its own constraints: LIKE copies others too, and a partition gets
// its parent's. Told before it runs, which takes LIKE out of the tree.
bool makes_constraints_alone(const Node* parse_tree) {
    if (!IsA(parse_tree, CreateStmt)) return false;
    const auto* create = reinterpret_cast<const CreateStmt*>(parse_tree);
    if (create->partbound != nullptr) return false;
    for (int i = 0; i < list_length(create->tableElts); ++i) {
        if (IsA(list_nth(create->tableElts, i), TableLikeClause)) return false;
    }
    return true;
}

void pop() {
    Frame* frame = top;
    top = frame->outer;
    if (frame->touches != nullptr) pfree(frame->touches);
    if (frame->made != nullptr) pfree(frame->made);
    if (frame->schema_before != nullptr) pfree(frame->schema_before);
    if (frame->name_before != nullptr) pfree(frame->name_before);
    if (frame->named != nullptr) pfree(frame->named);
    if (frame->kept != nullptr) MemoryContextDelete(frame->kept);
    pfree(frame);
}

void adopt(Frame* frame, const Frame* orphan) {
    for (int i = 0; i < orphan->touch_count; ++i) append(frame, orphan->touches[i]);
}

void forget_frames() {
    while (top != nullptr) pop();
    MemoryContextReset(frames_context);
}

void end_frames_of_transaction(XactEvent event, void* /*arg*/) {
    switch (event) {
        case XACT_EVENT_COMMIT:
            // The frame of a command that commits in its middle goes on; nothing inside it does.
            while (top != nullptr && !top->commits_midway) pop();
            if (top != nullptr) return;
            forget_frames();
            return;
        case XACT_EVENT_ABORT:
        case XACT_EVENT_PREPARE:
            forget_frames();
            return;
        default:
            return;
    }
}

void end_frames_of_subtransaction(SubXactEvent event, SubTransactionId /*own*/, SubTransactionId /*parent*/,
                                  void* /*arg*/) {
    const int level = GetCurrentTransactionNestLevel();
    if (event == SUBXACT_EVENT_ABORT_SUB) {
        while (top != nullptr && top->nest_level >= level) pop();
    } else if (event == SUBXACT_EVENT_COMMIT_SUB) {
        for (Frame* frame = top; frame != nullptr && frame->nest_level >= level; frame = frame->outer) {
            frame->nest_level = level - 1;
        }
    }
}

}  // namespace

Oid relation_of_policy(Oid policy) {
    Oid relation = InvalidOid;
    each_row(PolicyRelationId, PolicyOidIndexId, {Anum_pg_policy_oid, policy}, nullptr,
             [&relation](HeapTuple tuple, TupleDesc /*descriptor*/) {
                 relation = reinterpret_cast<Form_pg_policy>(GETSTRUCT(tuple))->polrelid;
                 return false;
             });
    return relation;
}

bool is_concurrent(const ReindexStmt* statement) {
    return is_set(statement->params, "concurrently");
}

void install_frames() {
    frames_context = AllocSetContextCreate(TopMemoryContext, "mana_guard frames", ALLOCSET_SMALL_SIZES);
    next_hook = object_access_hook;
    object_access_hook = hook;
    RegisterXactCallback(end_frames_of_transaction, nullptr);
    RegisterSubXactCallback(end_frames_of_subtransaction, nullptr);
}

Frame* open_frame(Node* parse_tree) {
    // One that commits in its middle outlives its transactions: where it never came to its end it is cleared away here.
    // What an index's functions do while it runs was sent with it.
    const TimestampTz sent = GetCurrentStatementStartTimestamp();
    if (top != nullptr && top->commits_midway && top->sent != sent) forget_frames();
    auto* frame = static_cast<Frame*>(MemoryContextAllocZero(frames_context, sizeof(Frame)));
    frame->parse_tree = parse_tree;
    frame->sent = sent;
    frame->nest_level = GetCurrentTransactionNestLevel();
    frame->commits_midway = commits_in_its_middle(parse_tree);
    frame->makes_constraints_alone = makes_constraints_alone(parse_tree);
    frame->is_restore = top != nullptr && top->is_restore;
    frame->first = needs_no_before(frame) ? InvalidCommandId : GetCurrentCommandId(false);
    if (top != nullptr) top->has_missed = true;
    frame->outer = top;
    top = frame;
    return frame;
}

void note_target(Frame* frame, Oid target) {
    FoundName found;
    // It isn't locked yet: another session may have dropped it, and its name be in this one's caches.
    if (!find_relation_name(target, found)) return;
    frame->target_before = target;
    frame->schema_before = MemoryContextStrdup(frames_context, found.schema);
    frame->name_before = MemoryContextStrdup(frames_context, found.name);
}

void note_named(Frame* frame, const List* objects) {
    if (objects == NIL) return;
    frame->named_count = list_length(objects);
    frame->named =
        static_cast<Oid*>(MemoryContextAlloc(frames_context, sizeof(Oid) * static_cast<Size>(frame->named_count)));
    for (int i = 0; i < frame->named_count; ++i) frame->named[i] = list_nth_oid(objects, i);
}

MemoryContext kept_by(Frame* frame) {
    if (frame->kept == nullptr)
        frame->kept = AllocSetContextCreate(frames_context, "mana_guard frame", ALLOCSET_SMALL_SIZES);
    return frame->kept;
}

Frame* ending_frame(const Node* parse_tree) {
    Frame* frame = top;
    while (frame != nullptr && frame->parse_tree != parse_tree) frame = frame->outer;
    if (frame == nullptr) return nullptr;
    // Commands that ended without an end event, such as DROP EXTENSION, left their frames on top.
    while (top != frame) {
        adopt(frame, top);
        pop();
    }
    return frame;
}

void end_frame(Frame* frame) {
    if (top == frame) pop();
}

namespace {

int compare_made(const void* a, const void* b) {
    const auto* left = static_cast<const Made*>(a);
    const auto* right = static_cast<const Made*>(b);
    if (left->relation != right->relation) return left->relation < right->relation ? -1 : 1;
    return left->column - right->column;
}

bool is_making(const Touch& touch) {
    return touch.class_id == RelationRelationId && touch.access == Access::Created;
}

void find_made(const Frame* frame) {
    if (frame->made_of == frame->touch_count) return;
    int count = 0;
    for (int i = 0; i < frame->touch_count; ++i) count += is_making(frame->touches[i]) ? 1 : 0;
    if (frame->made != nullptr) pfree(frame->made);
    frame->made = nullptr;
    frame->made =
        static_cast<Made*>(MemoryContextAllocHuge(frames_context, sizeof(Made) * static_cast<Size>(Max(count, 1))));
    frame->made_count = 0;
    for (int i = 0; i < frame->touch_count; ++i) {
        const Touch& touch = frame->touches[i];
        if (is_making(touch)) frame->made[frame->made_count++] = {touch.object_id, touch.sub_id};
    }
    qsort(frame->made, static_cast<std::size_t>(frame->made_count), sizeof(Made), compare_made);
    frame->made_of = frame->touch_count;
}

}  // namespace

bool has_created(const Frame* frame, Oid relation, int column) {
    if (frame == nullptr) return false;
    // It is asked for every column of every partition.
    find_made(frame);
    const Made made{relation, column};
    return frame->made_count > 0 && bsearch(&made, frame->made, static_cast<std::size_t>(frame->made_count),
                                            sizeof(Made), compare_made) != nullptr;
}

Node* running_command() {
    return top == nullptr ? nullptr : top->parse_tree;
}

bool in_frame() {
    return top != nullptr;
}

}  // namespace mana_guard::server
