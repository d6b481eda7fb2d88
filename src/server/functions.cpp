// The SQL functions that tell about the guard.
#include "engine/judge.hpp"
#include "server/policy_cache.hpp"
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

Datum text_or_null(const char* text, bool* is_null) {
    *is_null = text == nullptr;
    return text == nullptr ? Datum{0} : CStringGetTextDatum(text);
}

int count_in_force(std::span<const CatalogEntry> rules, const char* severity) {
    int count = 0;
    for (const CatalogEntry& rule : rules) count += strcmp(rule.in_force, severity) == 0 ? 1 : 0;
    return count;
}

// Whether an event trigger of the extension stands and fires always.
bool fires_always(const char* name) {
    HeapTuple tuple = SearchSysCache1(EVENTTRIGGERNAME, CStringGetDatum(name));
    if (!HeapTupleIsValid(tuple)) return false;
    const bool always = reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(tuple))->evtenabled == TRIGGER_FIRES_ALWAYS;
    ReleaseSysCache(tuple);
    return always;
}

// What keeps the guard from seeing everything that it should: an array of texts.
Datum problems() {
    Datum texts[4] = {};
    int count = 0;
    for (const char* trigger : {"mana_guard_ddl_command_start", "mana_guard_ddl_command_end"}) {
        if (fires_always(trigger)) continue;
        texts[count++] = CStringGetTextDatum(
            psprintf("event trigger %s doesn't fire always: ALTER EVENT TRIGGER %s ENABLE ALWAYS", trigger, trigger));
    }
    ::Relation table = table_open(policy_table(), AccessShareLock);
    if (!invalidates_always(table)) {
        texts[count++] = CStringGetTextDatum(
            "a trigger of mana_guard.policy doesn't fire always: ALTER TABLE mana_guard.policy ENABLE ALWAYS TRIGGER "
            "...");
    }
    table_close(table, AccessShareLock);
    return PointerGetDatum(construct_array(texts, count, TEXTOID, -1, false, TYPALIGN_INT));
}

// Commands that PostgreSQL tells no event trigger of.
Datum unseen_events() {
    Datum texts[] = {CStringGetTextDatum("TRUNCATE"),
                     CStringGetTextDatum("VACUUM FULL"),
                     CStringGetTextDatum("CLUSTER"),
                     CStringGetTextDatum("REINDEX before PostgreSQL 17"),
                     CStringGetTextDatum("EXPLAIN ANALYZE CREATE TABLE AS"),
                     CStringGetTextDatum("roles, databases, tablespaces")};
    return PointerGetDatum(construct_array(texts, lengthof(texts), TEXTOID, -1, false, TYPALIGN_INT));
}

}  // namespace
}  // namespace mana_guard::server

using namespace mana_guard::server;  // NOLINT(google-build-using-namespace): the entries below are C's

MANA_GUARD_FUNCTION(mana_guard_list_rules) {
    InitMaterializedSRF(fcinfo, 0);
    const auto* result = reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo);
    for (const mana_guard::CatalogEntry& rule : all_rules()) {
        const char* texts[] = {rule.code,   rule.name,    rule.category,   rule.severity, rule.in_force,
                               rule.timing, rule.summary, rule.parameters, rule.page};
        Datum values[lengthof(texts)] = {};
        bool nulls[lengthof(texts)] = {};
        for (std::size_t i = 0; i < lengthof(texts); ++i) values[i] = text_or_null(texts[i], &nulls[i]);
        tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
    }
    return Datum{0};
}

MANA_GUARD_FUNCTION(mana_guard_status) {
    TupleDesc descriptor = nullptr;
    if (get_call_result_type(fcinfo, nullptr, &descriptor) != TYPEFUNC_COMPOSITE)
        elog(ERROR, "return type must be a row type");
    const auto rules = all_rules();
    Datum values[] = {
        CStringGetTextDatum(MANA_GUARD_VERSION),
        BoolGetDatum(settings().enabled),
        BoolGetDatum(is_preloaded()),
        CStringGetTextDatum(mana_guard::profile_name()),
        Int32GetDatum(count_in_force(rules, "error")),
        Int32GetDatum(count_in_force(rules, "warn")),
        Int32GetDatum(count_in_force(rules, "log")),
        Int32GetDatum(count_in_force(rules, "off")),
        unseen_events(),
        problems(),
    };
    bool nulls[lengthof(values)] = {};
    return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor), values, nulls));
}
