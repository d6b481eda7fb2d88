#include "server/events/unseen.hpp"

#include "server/commands/storage_commands.hpp"
#include "server/events/judged_command.hpp"
#include "server/record/frames.hpp"
#include "server/record/statement_text.hpp"
#include "server/record/transaction.hpp"
#include "server/restore.hpp"
#include "server/settings.hpp"

namespace mana_guard::server {
namespace {

ProcessUtility_hook_type next_utility_hook = nullptr;
object_access_hook_type next_access_hook = nullptr;

// A statement that may have much to do and fires no event.
bool fires_no_event(const Node* statement) {
    switch (nodeTag(statement)) {
        case T_TruncateStmt:
        case T_ClusterStmt:
        case T_DropdbStmt:
            return true;
        case T_VacuumStmt:
            // Any other VACUUM, and ANALYZE, changes nothing and stops nobody.
            return is_full(reinterpret_cast<const VacuumStmt*>(statement));
        case T_ReindexStmt:
            return !reindex_fires_events;
        default:
            return false;
    }
}

// The CREATE TABLE AS that an EXPLAIN ANALYZE carries out; null for all else.
Node* created_by_explain(const Node* statement) {
    if (!IsA(statement, ExplainStmt)) return nullptr;
    const auto* explain = reinterpret_cast<const ExplainStmt*>(statement);
    if (!is_set(explain->options, "analyze") || !IsA(explain->query, Query)) return nullptr;
    Node* created = reinterpret_cast<const Query*>(explain->query)->utilityStmt;
    return created != nullptr && IsA(created, CreateTableAsStmt) ? created : nullptr;
}

// The library is preloaded for all databases; this may be one without the extension, or with its triggers switched off.
bool is_guarded() {
    if (IsBinaryUpgrade || !fires_event_triggers() || !IsTransactionState() || RecoveryInProgress()) return false;
    HeapTuple tuple = SearchSysCache1(EVENTTRIGGERNAME, CStringGetDatum("mana_guard_ddl_command_start"));
    if (!HeapTupleIsValid(tuple)) return false;
    const bool fires = reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(tuple))->evtenabled != TRIGGER_DISABLED;
    ReleaseSysCache(tuple);
    return fires;
}

// What functions in C make goes through no command, and so is in no frame.
void on_access(ObjectAccessType access, Oid class_id, Oid object_id, int sub_id, void* arg) {
    if (next_access_hook != nullptr) next_access_hook(access, class_id, object_id, sub_id, arg);
    if (access != OAT_POST_CREATE || class_id != RelationRelationId || sub_id != 0 || in_frame()) return;
    const bool is_internal = arg != nullptr && static_cast<ObjectAccessPostCreate*>(arg)->is_internal;
    if (!is_internal && settings().enabled && !is_restore() && is_guarded()) note_made(object_id);
}

void on_utility(PlannedStmt* planned, const char* query, bool is_read_only, ProcessUtilityContext context,
                ParamListInfo parameters, QueryEnvironment* environment, DestReceiver* receiver,
                QueryCompletion* completion) {
    Node* statement = planned->utilityStmt;
    Node* created = nullptr;
    if (!settings().enabled) {
        // Nothing is judged.
    } else if (fires_no_event(statement)) {
        if (is_guarded()) judge_before(statement, words_of(statement));
    } else {
        created = created_by_explain(statement);
        if (created != nullptr && !is_guarded()) created = nullptr;
    }
    if (created != nullptr) begin_command(created, words_of(created));
    if (next_utility_hook != nullptr) {
        next_utility_hook(planned, query, is_read_only, context, parameters, environment, receiver, completion);
    } else {
        standard_ProcessUtility(planned, query, is_read_only, context, parameters, environment, receiver, completion);
    }
    if (created != nullptr) end_command(created, words_of(created));
}

}  // namespace

void install_unseen() {
    next_utility_hook = ProcessUtility_hook;
    ProcessUtility_hook = on_utility;
    next_access_hook = object_access_hook;
    object_access_hook = on_access;
}

}  // namespace mana_guard::server
