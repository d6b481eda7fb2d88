#include "server/commands/session.hpp"

#include "server/catalog/catalog_rows.hpp"
#include "server/names.hpp"
#include "server/record/file.hpp"

namespace mana_guard::server {
namespace {

// The role and those that it is a member of, through others too; what a superuser may is not what it is a member of.
std::span<const std::string_view> roles_of(Oid user) {
    Growing<std::string_view> names;
    List* roles = list_make1_oid(user);
    for (int i = 0; i < list_length(roles); ++i) {
        const Oid role = list_nth_oid(roles, i);
        const char* name = nullptr;
        if (!find_role_name(role, name)) continue;
        names.add() = name;
        CatCList* granted = SearchSysCacheList1(AUTHMEMMEMROLE, ObjectIdGetDatum(role));
        for (int j = 0; j < granted->n_members; ++j) {
            HeapTuple tuple = &granted->members[j]->tuple;
            roles = list_append_unique_oid(roles, reinterpret_cast<Form_pg_auth_members>(GETSTRUCT(tuple))->roleid);
        }
        ReleaseSysCacheList(granted);
    }
    return names.span();
}

bool is_held(const LockInstanceData& lock, LOCKMODE mode) {
    return (lock.holdMask & LOCKBIT_ON(mode)) != 0;
}

// One number: the high half is the first of two. LOCKTAG_ADVISORY's fields are the database, these halves, and which of
// the two forms the key has (storage/lock.h, SET_LOCKTAG_ADVISORY's callers).
std::int64_t key_of(const LOCKTAG& tag) {
    constexpr int bits = 32;
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(tag.locktag_field2) << bits) | tag.locktag_field3);
}

// The relation by which a table is known: of a partition its topmost parent.
Oid topmost(Oid relation) {
    if (!get_rel_relispartition(relation)) return relation;
    const List* ancestors = get_partition_ancestors(relation);
    return ancestors == NIL ? relation : llast_oid(ancestors);
}

// Whether nobody else can know of it: this transaction has made or dropped it.
bool is_unknown(Oid relation) {
    ::Relation opened = try_relation_open(relation, AccessShareLock);
    if (opened == nullptr) return true;
    const bool is_made = is_new(opened);
    relation_close(opened, AccessShareLock);
    return is_made;
}

// Those in use of these relations, the oldest first.
std::span<const std::string_view> tables_in_use(List* relations) {
    Growing<std::string_view> tables;
    list_sort(relations, list_oid_cmp);
    for (int i = 0; i < list_length(relations); ++i) {
        with_target(list_nth_oid(relations, i), [&](const Target& target) {
            if (target.command.in_use && tables_of_any_kind.has(target.table->kind))
                tables.add() = target.table->identity;
        });
    }
    return tables.span();
}

void read_locks(SessionFacts wanted, Session& session) {
    Growing<AdvisoryLock> advisory;
    List* locked = NIL;
    List* locked_for_writes = NIL;
    const LockData* locks = GetLockStatusData();
    for (int i = 0; i < locks->nelements; ++i) {
        const LockInstanceData& lock = locks->locks[i];
        const bool is_own = lock.pid == MyProcPid;
        if (lock.locktag.locktag_field1 != MyDatabaseId) continue;
        if (lock.locktag.locktag_type == LOCKTAG_ADVISORY && is_held(lock, ExclusiveLock)) {
            AdvisoryLock& one = advisory.add();
            one.key = key_of(lock.locktag);
            one.is_own = is_own;
        }
        if (!wanted.has(SessionFact::TableLocks) || !is_own || lock.locktag.locktag_type != LOCKTAG_RELATION) continue;
        const bool is_exclusive = is_held(lock, AccessExclusiveLock);
        const bool stops_writes = is_held(lock, ShareRowExclusiveLock);
        const Oid relation = lock.locktag.locktag_field2;
        if ((!is_exclusive && !stops_writes) || is_unknown(relation)) continue;
        if (is_exclusive) locked = list_append_unique_oid(locked, topmost(relation));
        if (stops_writes) locked_for_writes = list_append_unique_oid(locked_for_writes, topmost(relation));
    }
    session.advisory_locks = advisory.span();
    session.locked = tables_in_use(locked);
    session.locked_for_writes = tables_in_use(locked_for_writes);
}

}  // namespace

const Session* gather_session(SessionFacts wanted) {
    auto* session = static_cast<Session*>(palloc0(sizeof(Session)));
    *session = Session();
    session->lock_timeout = LockTimeout;
    session->statement_timeout = StatementTimeout;
    session->idle_in_transaction_timeout = IdleInTransactionSessionTimeout;
    const char* user = nullptr;
    // A role may be dropped while its sessions go on.
    session->user = find_role_name(GetUserId(), user) ? user : "";
    if (wanted.has(SessionFact::Roles)) session->roles = roles_of(GetUserId());
    if (wanted.has(SessionFact::AdvisoryLocks) || wanted.has(SessionFact::TableLocks)) read_locks(wanted, *session);
    return session;
}

std::string_view root_of(const Target& target) {
    // The statement may leave its parents unlocked.
    const Oid top = topmost(target.table->oid);
    FoundName found;
    return top != target.table->oid && find_relation_name(top, found) ? quoted(found) : target.table->identity;
}

}  // namespace mana_guard::server
