#include "server/policy_cache.hpp"

#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// A policy and the memory context whose end releases it.
struct Compiled {
    MemoryContext context = nullptr;
    Policy* policy = nullptr;
};

Compiled compiled;
Oid compiled_from = InvalidOid;  // the table
uint64 changes = 1;              // seen of that table
uint64 changes_compiled = 0;     // seen when it was read

void invalidate(Datum /*arg*/, Oid relation) {
    // An invalid OID stands for all relations.
    if (relation == compiled_from || !OidIsValid(relation)) ++changes;
}

void release_compiled(void* policy) {
    release(static_cast<Policy*>(policy));
}

void* allocate_without_error(void* /*context*/, std::size_t bytes) noexcept {
    if (!AllocSizeIsValid(bytes)) return nullptr;
    return palloc_extended(bytes, MCXT_ALLOC_NO_OOM);
}

struct TextColumn {
    const char* name;
    std::string_view PolicyRow::*field;
};

constexpr TextColumn text_columns[] = {
    {"rule", &PolicyRow::rule},
    {"schema_pattern", &PolicyRow::schema_pattern},
    {"object_pattern", &PolicyRow::object_pattern},
    {"role_name", &PolicyRow::role_name},
    {"severity", &PolicyRow::severity},
    {"timing", &PolicyRow::timing},
    {"existing", &PolicyRow::existing},
    {"params", &PolicyRow::params},
    {"advice", &PolicyRow::advice},
    {"docs_url", &PolicyRow::docs_url},
};

// The value as text, a C string; no data where it is null.
std::string_view text_attribute(HeapTuple tuple, TupleDesc descriptor, const char* name) {
    const int number = policy_column(descriptor, name);
    bool is_null = false;
    const Datum value = heap_getattr(tuple, number, descriptor, &is_null);
    if (is_null) return {};
    Oid output = InvalidOid;
    bool is_varlena = false;
    getTypeOutputInfo(TupleDescAttr(descriptor, number - 1)->atttypid, &output, &is_varlena);
    return OidOutputFunctionCall(output, value);
}

// Every row as it stands now, whatever snapshot the transaction works with: one that is older than the change whose
// invalidation was consumed would keep the cache stale for good.
std::span<const PolicyRow> read_rows(Oid table) {
    constexpr std::size_t first_capacity = 64;
    ::Relation relation = table_open(table, AccessShareLock);
    if (!invalidates_always(relation)) warn_of_policy_triggers();
    // Also where there is no row that would miss it.
    for (const TextColumn& column : text_columns) policy_column(RelationGetDescr(relation), column.name);
    PushActiveSnapshot(GetLatestSnapshot());
    SysScanDesc scan = systable_beginscan(relation, InvalidOid, false, GetActiveSnapshot(), 0, nullptr);
    std::size_t capacity = first_capacity;
    std::size_t count = 0;
    auto* rows = static_cast<PolicyRow*>(palloc(capacity * sizeof(PolicyRow)));
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        if (count == capacity) {
            capacity *= 2;
            rows = static_cast<PolicyRow*>(repalloc_huge(rows, capacity * sizeof(PolicyRow)));
        }
        rows[count++] = read_policy_row(tuple, RelationGetDescr(relation));
    }
    systable_endscan(scan);
    PopActiveSnapshot();
    table_close(relation, AccessShareLock);
    return {rows, count};
}

// The context is made first, so that the policy has an owner before anything can jump.
Compiled compile_rows(std::span<const PolicyRow> rows) {
    Compiled fresh;
    fresh.context = AllocSetContextCreate(TopMemoryContext, "mana_guard policy", ALLOCSET_SMALL_SIZES);
    auto* callback =
        static_cast<MemoryContextCallback*>(MemoryContextAllocZero(fresh.context, sizeof(MemoryContextCallback)));
    Failure failure;
    const Outcome outcome = compile(rows, &fresh.policy, &failure);
    if (outcome != Outcome::Done) {
        MemoryContextDelete(fresh.context);
        raise_failure(outcome, failure, "reading the policy");
    }
    callback->func = release_compiled;
    callback->arg = fresh.policy;
    MemoryContextRegisterResetCallback(fresh.context, callback);
    return fresh;
}

}  // namespace

const Allocator palloc_allocator = {allocate_without_error, nullptr};

void install_policy_cache() {
    CacheRegisterRelcacheCallback(invalidate, 0);
}

Oid policy_table() {
    const Oid schema = get_namespace_oid("mana_guard", true);
    return OidIsValid(schema) ? get_relname_relid("policy", schema) : InvalidOid;
}

int policy_column(TupleDesc descriptor, const char* name) {
    for (int i = 0; i < descriptor->natts; ++i) {
        const Form_pg_attribute attribute = TupleDescAttr(descriptor, i);
        if (!attribute->attisdropped && strcmp(NameStr(attribute->attname), name) == 0) return i + 1;
    }
    raise_unavailable(psprintf("table mana_guard.policy has no column \"%s\"", name),
                      "Restore the column, or DROP EXTENSION mana_guard and create it again.");
}

PolicyRow read_policy_row(HeapTuple tuple, TupleDesc descriptor) {
    PolicyRow row;
    const std::string_view id = text_attribute(tuple, descriptor, "id");
    row.id = id.empty() ? 0 : pg_strtoint64(id.data());
    for (const TextColumn& column : text_columns) row.*column.field = text_attribute(tuple, descriptor, column.name);
    return row;
}

bool invalidates_always(const ::Relation table) {
    int always = 0;
    const TriggerDesc* triggers = table->trigdesc;
    for (int i = 0; triggers != nullptr && i < triggers->numtriggers; ++i) {
        if (triggers->triggers[i].tgenabled == TRIGGER_FIRES_ALWAYS) ++always;
    }
    constexpr int triggers_of_the_extension = 3;
    return always >= triggers_of_the_extension;
}

const Policy* current_policy() {
    if (changes_compiled == changes) return compiled.policy;
    // Noted before the table is read: a change that comes meanwhile makes the copy stale again.
    const uint64 seen = changes;
    compiled_from = policy_table();
    if (!OidIsValid(compiled_from)) {
        raise_unavailable("table mana_guard.policy is missing", "DROP EXTENSION mana_guard and create it again.");
    }
    const Compiled fresh = compile_rows(read_rows(compiled_from));
    if (compiled.context != nullptr) MemoryContextDelete(compiled.context);
    compiled = fresh;
    changes_compiled = seen;
    return compiled.policy;
}

}  // namespace mana_guard::server
