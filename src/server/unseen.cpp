#include "server/unseen.hpp"

#include "server/judged_command.hpp"
#include "server/statement_text.hpp"
#include "server/storage_commands.hpp"

namespace mana_guard::server {
namespace {

ProcessUtility_hook_type next_hook = nullptr;

// A statement that may have much to do and fires no event.
bool fires_no_event(const Node* statement) {
    switch (nodeTag(statement)) {
        case T_TruncateStmt:
        case T_ClusterStmt:
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

// The library is preloaded for all databases; this may be one without the extension.
bool is_guarded() {
    return !IsBinaryUpgrade && IsTransactionState() && !RecoveryInProgress() &&
           OidIsValid(get_extension_oid("mana_guard", true));
}

void hook(PlannedStmt* planned, const char* query, bool is_read_only, ProcessUtilityContext context,
          ParamListInfo parameters, QueryEnvironment* environment, DestReceiver* receiver,
          QueryCompletion* completion) {
    Node* statement = planned->utilityStmt;
    Node* created = nullptr;
    if (fires_no_event(statement)) {
        if (is_guarded()) judge_before(statement, words_of(statement));
    } else {
        created = created_by_explain(statement);
        if (created != nullptr && !is_guarded()) created = nullptr;
    }
    if (created != nullptr) begin_command(created, words_of(created));
    if (next_hook != nullptr) {
        next_hook(planned, query, is_read_only, context, parameters, environment, receiver, completion);
    } else {
        standard_ProcessUtility(planned, query, is_read_only, context, parameters, environment, receiver, completion);
    }
    if (created != nullptr) end_command(created, words_of(created));
}

}  // namespace

void install_unseen() {
    next_hook = ProcessUtility_hook;
    ProcessUtility_hook = hook;
}

}  // namespace mana_guard::server
