// The SQL functions that tell about the guard.
#include "engine/judge.hpp"
#include "server/events/commit.hpp"
#include "server/events/judgement.hpp"
#include "server/events/last_refusal.hpp"
#include "server/functions/audit.hpp"
#include "server/functions/results.hpp"
#include "server/names.hpp"
#include "server/policy/deprecations.hpp"
#include "server/policy/document.hpp"
#include "server/policy/own_function.hpp"
#include "server/policy/policy_cache.hpp"
#include "server/policy/stored_rows.hpp"
#include "server/policy/stored_table.hpp"
#include "server/prelude.hpp"
#include "server/settings.hpp"
#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

std::span<const CatalogEntry> all_rules() {
    std::span<const CatalogEntry> entries;
    Failure failure;
    const Outcome outcome = list_rules(current_policy(), palloc_allocator, &entries, &failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "listing the rules");
    return entries;
}

// Raises MG901 where a row of the policy or an exemption is damaged, whether anything needs it or not.
void check_policy() {
    Failure failure;
    const Outcome outcome = check_all(whole_policy(), &failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "checking the policy");
}

int count_in_force(std::span<const CatalogEntry> rules, const char* severity) {
    int count = 0;
    for (const CatalogEntry& rule : rules) count += strcmp(rule.in_force, severity) == 0 ? 1 : 0;
    return count;
}

// Whether an event trigger of the extension stands and fires always.
bool event_trigger_fires_always(const char* name) {
    HeapTuple tuple = SearchSysCache1(EVENTTRIGGERNAME, CStringGetDatum(name));
    if (!HeapTupleIsValid(tuple)) return false;
    const bool always = reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(tuple))->evtenabled == TRIGGER_FIRES_ALWAYS;
    ReleaseSysCache(tuple);
    return always;
}

// What keeps the guard from seeing everything that it should, as an array of texts.
Datum problems() {
    const auto own_rules = stored_own_rules();
    auto* texts = static_cast<Datum*>(palloc((2 + stored_tables_count + own_rules.size()) * sizeof(Datum)));
    int count = 0;
    for (const char* trigger : {"mana_guard_ddl_command_start", "mana_guard_ddl_command_end"}) {
        if (event_trigger_fires_always(trigger)) continue;
        texts[count++] = CStringGetTextDatum(psprintf(
            "event trigger %s is not ENABLE ALWAYS: run ALTER EVENT TRIGGER %s ENABLE ALWAYS", trigger, trigger));
    }
    for (const char* name : stored_table_names) {
        const Oid oid = guard_table(name);
        if (!OidIsValid(oid) || fires_always(oid)) continue;
        texts[count++] = CStringGetTextDatum(psprintf(
            "a trigger of mana_guard.%s is not ENABLE ALWAYS: run ALTER TABLE mana_guard.%s ENABLE ALWAYS TRIGGER "
            "check_row, ENABLE ALWAYS TRIGGER invalidate_row, ENABLE ALWAYS TRIGGER invalidate_all",
            name, name));
    }
    for (const OwnRuleRow& rule : own_rules) {
        const char* obstacle = obstacle_to(rule);
        if (obstacle == nullptr) continue;
        texts[count++] =
            CStringGetTextDatum(psprintf("rule %s: %s", pnstrdup(rule.name.data(), rule.name.size()), obstacle));
    }
    return PointerGetDatum(construct_array(texts, count, TEXTOID, -1, false, TYPALIGN_INT));
}

// Commands for which PostgreSQL fires no event trigger, except for those that a preloaded library sees nevertheless.
Datum unseen_events() {
    constexpr const char* names[] = {
        "roles, databases, tablespaces",    "TRUNCATE", "VACUUM FULL", "CLUSTER", "EXPLAIN ANALYZE CREATE TABLE AS",
        "relations made by functions in C", "REINDEX"};
    constexpr int count = reindex_fires_events ? 6 : 7;
    Datum texts[count];
    for (int i = 0; i < count; ++i) texts[i] = CStringGetTextDatum(names[i]);
    return PointerGetDatum(construct_array(texts, is_preloaded() ? 1 : count, TEXTOID, -1, false, TYPALIGN_INT));
}

// Puts a row of texts into the result set.
void put_texts(ReturnSetInfo* result, std::span<const char* const> texts) {
    auto* values = static_cast<Datum*>(palloc(texts.size() * sizeof(Datum)));
    auto* nulls = static_cast<bool*>(palloc(texts.size() * sizeof(bool)));
    for (std::size_t i = 0; i < texts.size(); ++i) values[i] = text_or_null(texts[i], &nulls[i]);
    tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

ReturnSetInfo* begin_set(FunctionCallInfo fcinfo) {
    InitMaterializedSRF(fcinfo, 0);
    return reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo);
}

ObjectName split(const char* text) {
    ObjectName name;
    Failure failure;
    const Outcome outcome = split_name(text, palloc_allocator, &name, &failure);
    if (outcome == Outcome::Refused) raise_policy_error("exemptions", failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "reading a name");
    return name;
}

TupleDesc row_type_of(FunctionCallInfo fcinfo) {
    TupleDesc descriptor = nullptr;
    if (get_call_result_type(fcinfo, nullptr, &descriptor) != TYPEFUNC_COMPOSITE)
        elog(ERROR, "return type must be a row type");
    return BlessTupleDesc(descriptor);
}

bool owns_relation(Oid relation, Oid user) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(RelationRelationId, relation, user);
#else
    return pg_class_ownercheck(relation, user);
#endif
}

// Whoever owns the relation, or may write the announcements.
void check_may_announce(Oid relation, const FoundName& name) {
    const Oid user = GetUserId();
    const AclMode rights = ACL_INSERT | ACL_UPDATE;
    if (owns_relation(relation, user) ||
        pg_class_aclmask(guard_table("deprecations"), user, rights, ACLMASK_ALL) == rights)
        return;
    FormData_pg_class row;
    const char* owner = nullptr;
    if (!find_class(relation, row) || !find_role_name(row.relowner, owner)) owner = "its owner";
    ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE), errmsg("must be owner of %s", quoted(name)),
                    errhint("Role %s owns it and may announce this, as may any role with INSERT and UPDATE on "
                            "mana_guard.deprecations.",
                            quote_identifier(owner))));
}

void check_column(Oid relation, const FoundName& name, const char* column) {
    if (get_attnum(relation, column) > 0) return;
    ereport(ERROR,
            (errcode(ERRCODE_UNDEFINED_COLUMN), errmsg("%s has no column %s", quoted(name), quote_identifier(column))));
}

void check_reason(const FoundName& name, const char* reason) {
    if (reason[strspn(reason, " \t\n\r\f\v")] != '\0') return;
    mana_guard::Failure failure;
    snprintf(failure.message, sizeof(failure.message), "an announcement needs a reason");
    snprintf(failure.hint, sizeof(failure.hint), "SELECT mana_guard.deprecate(%s, 'what takes its place');",
             quote_literal_cstr(quoted(name)));
    raise_policy_error("deprecations", failure);
}

const char* text_argument(FunctionCallInfo fcinfo, int number) {
    return text_to_cstring(PG_GETARG_TEXT_PP(number));
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_list_rules) {
    ReturnSetInfo* result = begin_set(fcinfo);
    for (const mana_guard::CatalogEntry& rule : all_rules()) {
        const char* const texts[] = {rule.code,   rule.name,    rule.category,   rule.severity, rule.in_force,
                                     rule.timing, rule.summary, rule.parameters, rule.page};
        put_texts(result, texts);
    }
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_list_rule_profiles) {
    ReturnSetInfo* result = begin_set(fcinfo);
    for (const mana_guard::CatalogEntry& rule : all_rules()) {
        const char* const texts[] = {rule.name, rule.profile};
        put_texts(result, texts);
    }
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_selected_rules) {
    InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
    const auto* result = reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo);
    std::span<const char* const> names;
    mana_guard::Failure failure;
    const mana_guard::Outcome outcome =
        mana_guard::list_selected(text_argument(fcinfo, 0), palloc_allocator, &names, &failure, stored_own_rules());
    if (outcome == mana_guard::Outcome::Refused) raise_policy_error("policy", failure);
    if (outcome != mana_guard::Outcome::Done) raise_failure(outcome, failure, "selecting rules");
    for (const char* name : names) {
        Datum value = CStringGetTextDatum(name);
        bool is_null = false;
        tuplestore_putvalues(result->setResult, result->setDesc, &value, &is_null);
    }
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_list_registry) {
    ReturnSetInfo* result = begin_set(fcinfo);
    std::span<const mana_guard::RegisteredSchema> schemas;
    mana_guard::Failure failure;
    const mana_guard::Outcome outcome =
        mana_guard::list_registry(current_policy(), palloc_allocator, &schemas, &failure);
    if (outcome != mana_guard::Outcome::Done) raise_failure(outcome, failure, "listing the registry");
    for (const mana_guard::RegisteredSchema& one : schemas) {
        constexpr int columns = 5;
        bool nulls[columns] = {};
        Datum values[columns] = {text_or_null(one.schema_name, &nulls[0]), text_or_null(one.service, &nulls[1]),
                                 text_or_null(one.owner_role, &nulls[2]), Int64GetDatum(one.migration_lock_id),
                                 BoolGetDatum(one.is_of_profile)};
        nulls[3] = one.migration_lock_id == 0;
        tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
    }
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_explain) {
    ReturnSetInfo* result = begin_set(fcinfo);
    const mana_guard::ObjectName name = split(text_argument(fcinfo, 0));
    const mana_guard::Policy* policy = whole_policy();
    std::span<const mana_guard::Explanation> explanations;
    mana_guard::Failure failure;
    const mana_guard::Outcome outcome =
        mana_guard::explain(policy, name.schema, name.object, change_of(policy, mana_guard::Moment::Audit, GetUserId()),
                            palloc_allocator, &explanations, &failure);
    if (outcome != mana_guard::Outcome::Done) raise_failure(outcome, failure, "explaining the policy");
    for (const mana_guard::Explanation& one : explanations) {
        const char* const texts[] = {
            one.rule,        one.code,        one.severity,      one.severity_from, one.timing,
            one.timing_from, one.existing,    one.existing_from, one.parameters,    one.parameters_from,
            one.advice,      one.advice_from, one.exemptions};
        put_texts(result, texts);
    }
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_split_name) {
    const TupleDesc descriptor = row_type_of(fcinfo);
    const mana_guard::ObjectName name = split(text_argument(fcinfo, 0));
    bool nulls[3] = {};
    Datum values[3] = {text_or_null(name.schema, &nulls[0]), text_or_null(name.object, &nulls[1]),
                       text_or_null(name.column, &nulls[2])};
    return HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls));
}

MANA_GUARD_FUNCTION(mana_guard_audit_0_6) {
    ReturnSetInfo* result = begin_set(fcinfo);
    audit_database(whole_policy(), text_argument(fcinfo, 0), text_argument(fcinfo, 1), result);
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_findings_0_6) {
    audit_relation(whole_policy(), PG_GETARG_OID(0), begin_set(fcinfo));
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_last_refusal) {
    const char* whole = last_refusal();
    if (whole == nullptr) PG_RETURN_NULL();
    PG_RETURN_TEXT_P(cstring_to_text(whole));
}

MANA_GUARD_FUNCTION(mana_guard_fix) {
    InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
    fix_relation(whole_policy(), PG_GETARG_OID(0), PG_GETARG_BOOL(1),
                 reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo));
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_deprecate) {
    FoundName name;
    if (PG_ARGISNULL(0) || !find_relation_name(PG_GETARG_OID(0), name)) PG_RETURN_NULL();
    const Oid relation = PG_GETARG_OID(0);
    const char* column = PG_ARGISNULL(2) ? nullptr : pstrdup(NameStr(*PG_GETARG_NAME(2)));
    const char* reason = PG_ARGISNULL(1) ? "" : text_argument(fcinfo, 1);
    check_may_announce(relation, name);
    if (column != nullptr) check_column(relation, name, column);
    check_reason(name, reason);
    const char* user = nullptr;
    if (!find_role_name(GetUserId(), user)) PG_RETURN_NULL();
    announce(name, column, reason, user);
    mana_guard::Table table;
    table.schema = name.schema;
    table.name = name.name;
    return TimestampTzGetDatum(deprecated_at(table, column));
}

MANA_GUARD_FUNCTION(mana_guard_simulate_0_6) {
    ReturnSetInfo* result = begin_set(fcinfo);
    audit_database(compile_here(read_document(PG_GETARG_JSONB_P(0))), "*", "*", result);
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_check_now) {
    if (settings().enabled) judge_pending("check_now", false);
    PG_RETURN_VOID();
}

MANA_GUARD_FUNCTION(mana_guard_status) {
    check_policy();
    const auto rules = all_rules();
    const TupleDesc descriptor = row_type_of(fcinfo);
    const struct {
        const char* name;
        Datum value;
    } known[] = {
        {"version", CStringGetTextDatum(MANA_GUARD_VERSION)},
        {"enabled", BoolGetDatum(settings().enabled)},
        {"preloaded", BoolGetDatum(is_preloaded())},
        {"profile", CStringGetTextDatum(mana_guard::profile_of(current_policy()).data())},
        {"rules_error", Int32GetDatum(count_in_force(rules, "error"))},
        {"rules_warn", Int32GetDatum(count_in_force(rules, "warn"))},
        {"rules_log", Int32GetDatum(count_in_force(rules, "log"))},
        {"rules_off", Int32GetDatum(count_in_force(rules, "off"))},
        {"max_severity",
         CStringGetTextDatum(mana_guard::name_of(static_cast<mana_guard::Severity>(settings().max_severity)).data())},
        {"unseen_events", unseen_events()},
        {"problems", problems()},
    };
    // By name, since versions of the extension differ in what they ask for.
    auto* values = static_cast<Datum*>(palloc0(sizeof(Datum) * static_cast<Size>(descriptor->natts)));
    auto* nulls = static_cast<bool*>(palloc0(sizeof(bool) * static_cast<Size>(descriptor->natts)));
    for (int i = 0; i < descriptor->natts; ++i) {
        nulls[i] = true;
        for (const auto& one : known) {
            if (strcmp(one.name, NameStr(TupleDescAttr(descriptor, i)->attname)) != 0) continue;
            values[i] = one.value;
            nulls[i] = false;
        }
    }
    return HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls));
}

// What an older version's SQL calls: put() says that it has to be updated.
MANA_GUARD_FUNCTION(mana_guard_audit) {
    return mana_guard_audit_0_6(fcinfo);
}
MANA_GUARD_FUNCTION(mana_guard_findings) {
    return mana_guard_findings_0_6(fcinfo);
}
MANA_GUARD_FUNCTION(mana_guard_simulate) {
    return mana_guard_simulate_0_6(fcinfo);
}

// What an own rule's function returns: of the type's columns those that are the function's to fill in.
MANA_GUARD_FUNCTION(mana_guard_new_finding) {
    constexpr const char* columns[] = {"message", "column_name", "part_name", "detail", "hint", "fix", "value"};
    TupleDesc descriptor = row_type_of(fcinfo);
    const auto count = static_cast<Size>(descriptor->natts);
    auto* values = static_cast<Datum*>(palloc0(count * sizeof(Datum)));
    auto* nulls = static_cast<bool*>(palloc0(count * sizeof(bool)));
    for (int i = 0; i < descriptor->natts; ++i) {
        nulls[i] = true;
        for (int j = 0; j < static_cast<int>(lengthof(columns)); ++j) {
            if (PG_ARGISNULL(j) || strcmp(NameStr(TupleDescAttr(descriptor, i)->attname), columns[j]) != 0) continue;
            values[i] = PG_GETARG_DATUM(j);
            nulls[i] = false;
        }
    }
    PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls)));
}
