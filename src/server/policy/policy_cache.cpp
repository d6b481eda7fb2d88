#include "server/policy/policy_cache.hpp"

#include "server/speak.hpp"

namespace mana_guard::server {
namespace {

// The policy in force, and those before it that are still in use: each in its own memory context, whose end releases
// it. A judgement holds the one that it began with, even if another takes its place meanwhile.
struct InForce {
    MemoryContext context = nullptr;
    Policy* policy = nullptr;
    std::size_t holders = 0;
    InForce* before = nullptr;  // the next older one
};

InForce* in_force = nullptr;
Oid compiled_from[stored_tables_count] = {};  // the tables
uint64 changes = 1;                           // seen of these tables
uint64 changes_compiled = 0;                  // seen when they were read

// Which of the policy's roles a user is a member of.
struct Membership {
    const Policy* policy = nullptr;
    Oid user = InvalidOid;
    bool is_superuser = false;
    bool* roles = nullptr;
};
Membership membership;

void forget_membership_of(const Policy* policy) {
    if (policy == nullptr || membership.policy != policy) return;
    pfree(membership.roles);
    membership = Membership();
}

void invalidate(Datum /*arg*/, Oid relation) {
    // An invalid OID stands for all relations.
    bool is_ours = !OidIsValid(relation);
    for (const Oid table : compiled_from) is_ours |= relation == table;
    if (is_ours) ++changes;
}

void forget_membership(Datum /*arg*/, int /*cache*/, uint32 /*hash*/) {
    membership.user = InvalidOid;
}

void release_compiled(void* policy) {
    // The next policy may have this one's address.
    forget_membership_of(static_cast<Policy*>(policy));
    release(static_cast<Policy*>(policy));
}

void* allocate_without_error(void* /*context*/, std::size_t bytes) noexcept {
    if (!AllocSizeIsValid(bytes)) return nullptr;
    return palloc_extended(bytes, MCXT_ALLOC_NO_OOM);
}

// Opens one of the policy's tables; raises MG901 where it isn't as the extension made it.
::Relation open_stored(StoredTable table, RowReader* reader) {
    ::Relation relation = table_open(compiled_from[static_cast<std::size_t>(table)], AccessShareLock);
    if (relation->rd_rel->relkind != RELKIND_RELATION) {
        raise_unavailable(psprintf("mana_guard.%s is not a plain table", name_of(table)), way_out);
    }
    if (!fires_always(relation)) warn_of_policy_triggers(name_of(table));
    *reader = reader_of(table, RelationGetDescr(relation));
    return relation;
}

// The rows of the table as it stands now, whatever snapshot the transaction works with: one that is older than the
// change whose invalidation was consumed would keep the cache stale for good. They lie in `kept`.
template <typename Row, typename Read>
std::span<const Row> read_rows(StoredTable table, MemoryContext kept, const Read& read) {
    constexpr std::size_t first_capacity = 16;
    RowReader reader;
    ::Relation relation = open_stored(table, &reader);
    PushActiveSnapshot(GetLatestSnapshot());
    SysScanDesc scan = systable_beginscan(relation, InvalidOid, false, GetActiveSnapshot(), 0, nullptr);
    std::size_t capacity = 0;
    std::size_t count = 0;
    Row* rows = nullptr;
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        CHECK_FOR_INTERRUPTS();
        MemoryContext reading = MemoryContextSwitchTo(kept);
        if (count == capacity) {
            capacity = Max(first_capacity, 2 * capacity);
            const Size size = capacity * sizeof(Row);
            rows = static_cast<Row*>(rows == nullptr ? palloc(size) : repalloc_huge(rows, size));
        }
        rows[count++] = read(reader, heap_copytuple(tuple));
        MemoryContextSwitchTo(reading);
    }
    systable_endscan(scan);
    PopActiveSnapshot();
    table_close(relation, AccessShareLock);
    if (count < capacity) rows = static_cast<Row*>(repalloc_huge(rows, count * sizeof(Row)));
    return {rows, count};
}

std::span<const ExemptionRow> read_exemption_rows(MemoryContext kept) {
    return read_rows<ExemptionRow>(StoredTable::Exemptions, kept, read_exemption_row);
}

// All but the exemptions. What the policy is made of, and doesn't copy, lies in `kept`.
PolicySource read_source(MemoryContext kept) {
    PolicySource source;
    const auto profiles = read_rows<std::string_view>(StoredTable::ActiveProfile, CurrentMemoryContext, read_profile);
    if (!profiles.empty()) source.profile = profiles.front();
    source.rows = read_rows<PolicyRow>(StoredTable::Policy, kept, read_policy_row);
    source.registry = read_rows<RegistryRow>(StoredTable::ServiceSchemas, CurrentMemoryContext, read_registry_row);
    return source;
}

void find_tables() {
    for (std::size_t i = 0; i < stored_tables_count; ++i) {
        compiled_from[i] = guard_table(stored_table_names[i]);
        if (OidIsValid(compiled_from[i])) continue;
        raise_unavailable(psprintf("table mana_guard.%s is missing", stored_table_names[i]), way_out);
    }
}

// A context for a policy and all that it points to, made first, so that the policy has an owner before anything can
// jump.
MemoryContext context_of_policy(MemoryContext parent) {
    return AllocSetContextCreate(parent, "mana_guard policy", ALLOCSET_START_SMALL_SIZES);
}

Outcome compile_into(MemoryContext context, const PolicySource& source, Policy** policy, Failure* failure) {
    auto* callback =
        static_cast<MemoryContextCallback*>(MemoryContextAllocZero(context, sizeof(MemoryContextCallback)));
    const Outcome outcome = compile(source, policy, failure);
    if (outcome != Outcome::Done) return outcome;
    callback->func = release_compiled;
    callback->arg = *policy;
    MemoryContextRegisterResetCallback(context, callback);
    return outcome;
}

// What reading took is gone when the policy is compiled; until all of the policy is there it would go too.
InForce* compile_in_force() {
    MemoryContext reading = AllocSetContextCreate(CurrentMemoryContext, "mana_guard reading", ALLOCSET_DEFAULT_SIZES);
    MemoryContext caller = MemoryContextSwitchTo(reading);
    InForce fresh;
    fresh.context = context_of_policy(reading);
    PolicySource source = read_source(fresh.context);
    source.exemptions_come_later = true;
    // Whether they can be read is to be known at once.
    RowReader unused;
    table_close(open_stored(StoredTable::Exemptions, &unused), AccessShareLock);
    Failure failure;
    const Outcome outcome = compile_into(fresh.context, source, &fresh.policy, &failure);
    InForce* compiled = nullptr;
    if (outcome == Outcome::Done) {
        compiled = static_cast<InForce*>(MemoryContextAlloc(fresh.context, sizeof(InForce)));
        *compiled = fresh;
        MemoryContextSetParent(fresh.context, TopMemoryContext);
    }
    MemoryContextSwitchTo(caller);
    MemoryContextDelete(reading);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "reading the policy");
    return compiled;
}

// Those that nobody holds any more, but for the one in force.
void delete_unused() {
    InForce** link = &in_force->before;
    while (*link != nullptr) {
        InForce* one = *link;
        if (one->holders > 0) {
            link = &one->before;
            continue;
        }
        *link = one->before;
        MemoryContextDelete(one->context);
    }
}

void end_hold(void* policy) {
    --static_cast<InForce*>(policy)->holders;
    delete_unused();
}

// Holds it as long as the current memory context lives, which ends with the judgement, also by an error.
void hold(InForce* policy) {
    auto* callback = static_cast<MemoryContextCallback*>(palloc0(sizeof(MemoryContextCallback)));
    callback->func = end_hold;
    callback->arg = policy;
    MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
    ++policy->holders;
}

void replace_policy(InForce* next) {
    next->before = in_force;
    in_force = next;
    delete_unused();
}

}  // namespace

const Allocator palloc_allocator = {allocate_without_error, nullptr};

void install_policy_cache() {
    CacheRegisterRelcacheCallback(invalidate, 0);
    CacheRegisterSyscacheCallback(AUTHMEMROLEMEM, forget_membership, 0);
    CacheRegisterSyscacheCallback(AUTHOID, forget_membership, 0);
}

bool fires_always(::Relation table) {
    int always = 0;
    const TriggerDesc* triggers = table->trigdesc;
    for (int i = 0; triggers != nullptr && i < triggers->numtriggers; ++i) {
        if (triggers->triggers[i].tgenabled == TRIGGER_FIRES_ALWAYS) ++always;
    }
    constexpr int always_of_the_extension = 3;
    return always >= always_of_the_extension;
}

PolicySource stored_policy() {
    find_tables();
    PolicySource source = read_source(CurrentMemoryContext);
    source.exemptions = read_exemption_rows(CurrentMemoryContext);
    return source;
}

const Policy* compile_here(const PolicySource& source) {
    Policy* policy = nullptr;
    Failure failure;
    Outcome outcome = compile_into(context_of_policy(CurrentMemoryContext), source, &policy, &failure);
    // It may lie where an earlier one lay.
    membership = Membership();
    if (outcome == Outcome::Done) outcome = check_all(policy, &failure);
    if (outcome == Outcome::Refused) raise_policy_error("policy", failure);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "compiling a policy");
    return policy;
}

const Policy* current_policy() {
    if (changes_compiled != changes) {
        // Noted before the tables are read: a change that comes meanwhile makes the copy stale again.
        const uint64 seen = changes;
        find_tables();
        replace_policy(compile_in_force());
        changes_compiled = seen;
    }
    hold(in_force);
    return in_force->policy;
}

void read_exemptions(const Policy* policy) {
    if (has_exemptions(policy)) return;
    const InForce* held = in_force;
    while (held->policy != policy) held = held->before;
    MemoryContext reading = AllocSetContextCreate(CurrentMemoryContext, "mana_guard reading", ALLOCSET_DEFAULT_SIZES);
    MemoryContext caller = MemoryContextSwitchTo(reading);
    MemoryContext kept = AllocSetContextCreate(reading, "mana_guard exemptions", ALLOCSET_START_SMALL_SIZES);
    Failure failure;
    const Outcome outcome = add_exemptions(held->policy, read_exemption_rows(kept), &failure);
    if (outcome == Outcome::Done) MemoryContextSetParent(kept, held->context);
    MemoryContextSwitchTo(caller);
    MemoryContextDelete(reading);
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "reading the exemptions");
}

const Policy* whole_policy() {
    const Policy* policy = current_policy();
    read_exemptions(policy);
    return policy;
}

Actor actor_of(const Policy* policy, Oid user) {
    const std::size_t count = count_of_roles(policy);
    if (membership.policy != policy) {
        forget_membership_of(membership.policy);
        membership = {policy, InvalidOid, false,
                      static_cast<bool*>(MemoryContextAlloc(TopMemoryContext, Max(count, 1) * sizeof(bool)))};
    }
    if (membership.user != user) {
        for (std::size_t i = 0; i < count; ++i) {
            // As pg_hba.conf has it: a superuser is not a member of every role.
            const Oid role = get_role_oid(role_of(policy, i), true);
            membership.roles[i] = OidIsValid(role) && is_member_of_role_nosuper(user, role);
        }
        membership.is_superuser = superuser_arg(user);
        membership.user = user;
    }
    return {membership.is_superuser, {membership.roles, count}};
}

}  // namespace mana_guard::server
