// The triggers of the policy's tables: every row is checked, every change invalidates the compiled policies and is
// kept.
#include "engine/judge.hpp"
#include "server/names.hpp"
#include "server/policy/insert.hpp"
#include "server/policy/own_function.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/policy/stored_rows.hpp"
#include "server/policy/unknown_types.hpp"
#include "server/prelude.hpp"
#include "server/restore.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

TriggerData* trigger_of(FunctionCallInfo fcinfo) {
    if (!CALLED_AS_TRIGGER(fcinfo)) {
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("this function can only be called as a trigger")));
    }
    return reinterpret_cast<TriggerData*>(fcinfo->context);
}

// Own rules are read only where the guard has no such rule.
template <typename Row>
Outcome check_rule(const Row& row, const char** rule, Failure* failure) {
    const Outcome outcome = check(row, palloc_allocator, rule, failure);
    if (outcome != Outcome::Refused) return outcome;
    *failure = Failure();
    return check(row, palloc_allocator, rule, failure, stored_own_rules());
}

// Checks a row of any of the tables; *rule becomes the canonical name of the rule that it is about, if it is.
Outcome check_tuple(RowReader& reader, HeapTuple tuple, const char** rule, Failure* failure) {
    switch (reader.table) {
        case StoredTable::Policy:
            return check_rule(read_policy_row(reader, tuple), rule, failure);
        case StoredTable::Exemptions:
            return check_rule(read_exemption_row(reader, tuple), rule, failure);
        case StoredTable::ServiceSchemas:
            return check(read_registry_row(reader, tuple), failure);
        case StoredTable::ActiveProfile:
            return check_profile(read_profile(reader, tuple), failure);
        case StoredTable::OwnRules:
            return check(read_own_rule_row(reader, tuple), failure);
    }
    return Outcome::Done;
}

// A role may be dropped while its sessions go on.
Datum user_name(Oid user) {
    const char* name = nullptr;
    if (!find_role_name(user, name)) name = "";
    return DirectFunctionCall1(namein, CStringGetDatum(name));
}

Datum acting_user() {
    return user_name(GetOuterUserId());
}

// The row with the rule's canonical name and with who changed it and when.
HeapTuple completed(StoredTable table, TupleDesc descriptor, HeapTuple tuple, const char* rule) {
    int columns[3] = {column_number(table, descriptor, "updated_by"), column_number(table, descriptor, "updated_at")};
    Datum values[3] = {acting_user(), TimestampTzGetDatum(GetCurrentTransactionStartTimestamp())};
    bool nulls[3] = {};
    int count = 2;
    if (rule != nullptr) {
        columns[count] = column_number(table, descriptor, "rule");
        values[count++] = CStringGetTextDatum(rule);
    }
    return heap_modify_tuple_by_cols(tuple, descriptor, count, columns, values, nulls);
}

// A missing role may be created later, and a policy may be restored before its roles, so this is only a warning.
void warn_of_unknown_role(StoredTable table, TupleDesc descriptor, HeapTuple tuple) {
    const char* column = table == StoredTable::Policy           ? "role_name"
                         : table == StoredTable::ServiceSchemas ? "owner_role"
                                                                : nullptr;
    if (column == nullptr) return;
    bool is_null = true;
    const Datum name = heap_getattr(tuple, column_number(table, descriptor, column), descriptor, &is_null);
    if (is_null || OidIsValid(get_role_oid(NameStr(*DatumGetName(name)), true))) return;
    ereport(WARNING, (errmsg("role \"%s\" does not exist", NameStr(*DatumGetName(name))),
                      errdetail("The row applies to nobody until the role exists.")));
}

void warn_of_unknown_names(StoredTable table, TupleDesc descriptor, HeapTuple tuple, const char* rule) {
    warn_of_unknown_role(table, descriptor, tuple);
    if (table != StoredTable::Policy || rule == nullptr || strcmp(rule, "forbidden_type") != 0) return;
    bool is_null = true;
    const Datum parameters = heap_getattr(tuple, column_number(table, descriptor, "params"), descriptor, &is_null);
    if (!is_null) warn_of_unknown_types(DatumGetJsonbP(parameters));
}

// The row as a document.
Datum json_of(HeapTuple tuple, TupleDesc descriptor) {
    const Datum json = DirectFunctionCall1(row_to_json, heap_copy_tuple_as_datum(tuple, descriptor));
    return DirectFunctionCall1(jsonb_in, CStringGetDatum(TextDatumGetCString(json)));
}

void record(const TriggerData* trigger, const char* action, HeapTuple before, HeapTuple after) {
    const TupleDesc descriptor = RelationGetDescr(trigger->tg_relation);
    const NamedValue values[] = {
        {"changed_by", NAMEOID, acting_user(), false},
        {"session_user_name", NAMEOID, user_name(GetSessionUserId()), false},
        {"transaction_id", XID8OID, FullTransactionIdGetDatum(GetTopFullTransactionId()), false},
        {"table_name", NAMEOID, NameGetDatum(&trigger->tg_relation->rd_rel->relname), false},
        {"action", TEXTOID, CStringGetTextDatum(action), false},
        {"old_row", JSONBOID, before == nullptr ? Datum{0} : json_of(before, descriptor), before == nullptr},
        {"new_row", JSONBOID, after == nullptr ? Datum{0} : json_of(after, descriptor), after == nullptr},
    };
    insert_row("policy_history", values);
}

// Each row that is about to go.
void record_truncation(const TriggerData* trigger) {
    PushActiveSnapshot(GetLatestSnapshot());
    SysScanDesc scan = systable_beginscan(trigger->tg_relation, InvalidOid, false, GetActiveSnapshot(), 0, nullptr);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        record(trigger, "truncate", tuple, nullptr);
    }
    systable_endscan(scan);
    PopActiveSnapshot();
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

// BEFORE INSERT OR UPDATE, for each row. What replication applies is taken as it comes: an error would stall it. What a
// restore brings keeps its author.
MANA_GUARD_FUNCTION(mana_guard_check_row) {
    const TriggerData* trigger = trigger_of(fcinfo);
    const TupleDesc descriptor = RelationGetDescr(trigger->tg_relation);
    HeapTuple tuple = TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ? trigger->tg_newtuple : trigger->tg_trigtuple;
    const StoredTable table = stored_table_of(trigger->tg_relation);
    RowReader reader = reader_of(table, descriptor);
    const char* rule = nullptr;
    mana_guard::Failure failure;
    const mana_guard::Outcome outcome = check_tuple(reader, tuple, &rule, &failure);
    if (SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA) {
        if (outcome != mana_guard::Outcome::Done) ereport(WARNING, (errmsg("%s", failure.message)));
        PG_RETURN_POINTER(tuple);
    }
    // A restore may bring an own rule after the rows that are about it.
    if (failure.names_no_rule && is_restore()) PG_RETURN_POINTER(tuple);
    if (outcome == mana_guard::Outcome::Refused) raise_policy_error(name_of(table), failure);
    if (outcome != mana_guard::Outcome::Done) raise_failure(outcome, failure, "checking a row of the policy");
    if (is_restore()) PG_RETURN_POINTER(tuple);
    if (table == StoredTable::OwnRules) check_own_function(read_own_rule_row(reader, tuple), GetOuterUserId());
    warn_of_unknown_names(table, descriptor, tuple, rule);
    PG_RETURN_POINTER(completed(table, descriptor, tuple, rule));
}

// AFTER INSERT OR UPDATE OR DELETE for each row, and AFTER TRUNCATE.
MANA_GUARD_FUNCTION(mana_guard_policy_changed) {
    CacheInvalidateRelcache(trigger_of(fcinfo)->tg_relation);
    PG_RETURN_POINTER(nullptr);
}

// AFTER INSERT OR UPDATE OR DELETE for each row, and BEFORE TRUNCATE. A restore brings the history along.
MANA_GUARD_FUNCTION(mana_guard_record_change) {
    const TriggerData* trigger = trigger_of(fcinfo);
    if (is_restore()) PG_RETURN_POINTER(nullptr);
    if (TRIGGER_FIRED_BY_TRUNCATE(trigger->tg_event)) {
        record_truncation(trigger);
    } else if (TRIGGER_FIRED_BY_INSERT(trigger->tg_event)) {
        record(trigger, "insert", nullptr, trigger->tg_trigtuple);
    } else if (TRIGGER_FIRED_BY_DELETE(trigger->tg_event)) {
        record(trigger, "delete", trigger->tg_trigtuple, nullptr);
    } else {
        record(trigger, "update", trigger->tg_trigtuple, trigger->tg_newtuple);
    }
    PG_RETURN_POINTER(nullptr);
}
