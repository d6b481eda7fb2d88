// The triggers of table mana_guard.policy: every row is checked, every change invalidates the compiled policies.
#include "engine/judge.hpp"
#include "server/policy_cache.hpp"
#include "server/prelude.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

TriggerData* trigger_of(FunctionCallInfo fcinfo) {
    if (!CALLED_AS_TRIGGER(fcinfo)) {
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("function %s can only be called as a trigger", get_func_name(fcinfo->flinfo->fn_oid))));
    }
    return reinterpret_cast<TriggerData*>(fcinfo->context);
}

// The row with the rule's canonical name and with who changed it and when.
HeapTuple completed(const TriggerData* trigger, HeapTuple tuple, const char* rule) {
    const TupleDesc descriptor = RelationGetDescr(trigger->tg_relation);
    int columns[3] = {};
    Datum values[3] = {CStringGetTextDatum(rule),
                       DirectFunctionCall1(namein, CStringGetDatum(GetUserNameFromId(GetOuterUserId(), false))),
                       TimestampTzGetDatum(GetCurrentTransactionStartTimestamp())};
    bool nulls[3] = {};
    columns[0] = policy_column(descriptor, "rule");
    columns[1] = policy_column(descriptor, "updated_by");
    columns[2] = policy_column(descriptor, "updated_at");
    return heap_modify_tuple_by_cols(tuple, descriptor, 3, columns, values, nulls);
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

// BEFORE INSERT OR UPDATE, for each row. What replication applies is taken as it comes: an error would stall it.
MANA_GUARD_FUNCTION(mana_guard_check_policy) {
    const TriggerData* trigger = trigger_of(fcinfo);
    HeapTuple tuple = TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ? trigger->tg_newtuple : trigger->tg_trigtuple;
    const mana_guard::PolicyRow row = read_policy_row(tuple, RelationGetDescr(trigger->tg_relation));
    const char* rule = nullptr;
    mana_guard::Failure failure;
    const mana_guard::Outcome outcome = mana_guard::check(row, palloc_allocator, &rule, &failure);
    if (SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA) {
        if (outcome != mana_guard::Outcome::Done) ereport(WARNING, (errmsg("%s", failure.message)));
        PG_RETURN_POINTER(tuple);
    }
    if (outcome == mana_guard::Outcome::Refused) raise_policy_error(failure);
    if (outcome != mana_guard::Outcome::Done) raise_failure(outcome, failure, "checking a row of the policy");
    PG_RETURN_POINTER(completed(trigger, tuple, rule));
}

// AFTER INSERT OR UPDATE OR DELETE for each row, and AFTER TRUNCATE.
MANA_GUARD_FUNCTION(mana_guard_policy_changed) {
    CacheInvalidateRelcache(trigger_of(fcinfo)->tg_relation);
    PG_RETURN_POINTER(nullptr);
}
