#include "server/policy/policy_cache.hpp"

#include "server/policy/stored_table.hpp"
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
FoundTable compiled_from[stored_tables_count] = {};  // the tables
uint64 changes = 1;                                  // seen of these tables
uint64 changes_compiled = 0;                         // seen when they were read
// When the statement began that they were read for, as the client sent it, until their triggers have been asked after.
TimestampTz triggers_unasked_since = 0;

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
    for (FoundTable& table : compiled_from) {
        if (OidIsValid(relation) && relation != table.row.oid) continue;
        table.is_current = false;
        is_ours = true;
    }
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

// Calls with each row of the table. `call` takes a reader and a tuple, which the next one replaces.
template <typename Call>
void each_stored(StoredTable table, const Call& call) {
    FoundTable& found = compiled_from[static_cast<std::size_t>(table)];
    if (!OidIsValid(found.row.oid)) return;
    OpenTable opened;
    open_table(table, found, opened);
    for (HeapTuple row = next_row(opened); HeapTupleIsValid(row); row = next_row(opened)) call(opened.reader, row);
    close_table(opened);
}

// The rows of the table, in the current memory context.
template <typename Row, typename Read>
std::span<const Row> read_rows(StoredTable table, const Read& read) {
    constexpr std::size_t first_capacity = 64;
    std::size_t capacity = first_capacity;
    std::size_t count = 0;
    auto* rows = static_cast<Row*>(palloc(capacity * sizeof(Row)));
    each_stored(table, [&](RowReader& reader, HeapTuple tuple) {
        if (count == capacity) {
            capacity *= 2;
            rows = static_cast<Row*>(repalloc_huge(rows, capacity * sizeof(Row)));
        }
        rows[count++] = read(reader, heap_copytuple(tuple));
    });
    return {rows, count};
}

std::string_view read_profile_name() {
    const auto profiles = read_rows<std::string_view>(StoredTable::ActiveProfile, read_profile);
    return profiles.empty() ? std::string_view() : profiles.front();
}

std::span<const RegistryRow> read_registry() {
    return read_rows<RegistryRow>(StoredTable::ServiceSchemas, read_registry_row);
}

void find_tables() {
    find_stored_tables(compiled_from);
    for (std::size_t i = 0; i < stored_tables_count; ++i) {
        if (OidIsValid(compiled_from[i].row.oid) || came_later(static_cast<StoredTable>(i))) continue;
        raise_unavailable(psprintf("table mana_guard.%s is missing", stored_table_names[i]), way_out);
    }
}

// Makes a policy that is released with its memory context. The callback is there first, so that the policy has an owner
// before anything can jump.
template <typename Make>
Outcome make_policy(MemoryContext context, Policy** policy, const Make& make) {
    auto* callback =
        static_cast<MemoryContextCallback*>(MemoryContextAllocZero(context, sizeof(MemoryContextCallback)));
    const Outcome outcome = make(policy);
    if (outcome != Outcome::Done) return outcome;
    callback->func = release_compiled;
    callback->arg = *policy;
    MemoryContextRegisterResetCallback(context, callback);
    return outcome;
}

void raise_unless_done(Outcome outcome, const Failure& failure) {
    if (outcome != Outcome::Done) raise_failure(outcome, failure, "reading the policy");
}

void read_policy(InForce& fresh) {
    const std::string_view profile = read_profile_name();
    const auto registry = read_registry();
    const auto own_rules = read_rows<OwnRuleRow>(StoredTable::OwnRules, read_own_rule_row);
    Failure failure;
    const Outcome outcome = make_policy(fresh.context, &fresh.policy, [&](Policy** policy) {
        return begin_policy(profile, registry, policy, &failure, own_rules);
    });
    raise_unless_done(outcome, failure);
    each_stored(StoredTable::Policy, [&](RowReader& reader, HeapTuple tuple) {
        raise_unless_done(add_row(fresh.policy, read_policy_row(reader, tuple), &failure), failure);
    });
    raise_unless_done(finish_policy(fresh.policy, &failure), failure);
    // Whether exemptions can be read is to be known at once.
    OpenTable exemptions;
    open_table(StoredTable::Exemptions, compiled_from[static_cast<std::size_t>(StoredTable::Exemptions)], exemptions);
    close_table(exemptions);
}

// What was just read is right whatever the tables' triggers do. A copy that is used again is only as right as they tell
// of changes.
void warn_of_triggers_of_copy() {
    if (triggers_unasked_since == 0 || triggers_unasked_since == GetCurrentStatementStartTimestamp()) return;
    triggers_unasked_since = 0;
    warn_of_triggers(compiled_from);
}

// What reading took is gone when the policy is compiled; until all of the policy is there it would go too.
InForce* compile_in_force() {
    MemoryContext reading = AllocSetContextCreate(CurrentMemoryContext, "mana_guard reading", ALLOCSET_DEFAULT_SIZES);
    MemoryContext caller = MemoryContextSwitchTo(reading);
    InForce fresh;
    fresh.context = AllocSetContextCreate(reading, "mana_guard policy", ALLOCSET_SMALL_SIZES);
    read_policy(fresh);
    auto* compiled = static_cast<InForce*>(MemoryContextAlloc(fresh.context, sizeof(InForce)));
    *compiled = fresh;
    MemoryContextSetParent(fresh.context, TopMemoryContext);
    MemoryContextSwitchTo(caller);
    MemoryContextDelete(reading);
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

PolicySource stored_policy() {
    find_tables();
    PolicySource source;
    source.profile = read_profile_name();
    source.rows = read_rows<PolicyRow>(StoredTable::Policy, read_policy_row);
    source.exemptions = read_rows<ExemptionRow>(StoredTable::Exemptions, read_exemption_row);
    source.registry = read_registry();
    source.own_rules = read_rows<OwnRuleRow>(StoredTable::OwnRules, read_own_rule_row);
    warn_of_triggers(compiled_from);
    return source;
}

std::span<const OwnRuleRow> stored_own_rules() {
    find_tables();
    return read_rows<OwnRuleRow>(StoredTable::OwnRules, read_own_rule_row);
}

const Policy* compile_here(const PolicySource& source) {
    Policy* policy = nullptr;
    Failure failure;
    MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "mana_guard policy", ALLOCSET_SMALL_SIZES);
    Outcome outcome = make_policy(context, &policy, [&](Policy** made) { return compile(source, made, &failure); });
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
        triggers_unasked_since = GetCurrentStatementStartTimestamp();
    } else {
        warn_of_triggers_of_copy();
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
    Failure failure;
    raise_unless_done(begin_exemptions(held->policy, &failure), failure);
    each_stored(StoredTable::Exemptions, [&](RowReader& reader, HeapTuple tuple) {
        raise_unless_done(add_exemption(held->policy, read_exemption_row(reader, tuple), &failure), failure);
    });
    raise_unless_done(finish_exemptions(held->policy, &failure), failure);
    MemoryContextSwitchTo(caller);
    MemoryContextDelete(reading);
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
