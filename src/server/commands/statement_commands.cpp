#include "server/commands/statement_commands.hpp"

#include "server/commands/locked_along.hpp"
#include "server/commands/session.hpp"
#include "server/commands/statement_target.hpp"
#include "server/commands/storage_commands.hpp"
#include "server/names.hpp"
#include "server/record/transaction.hpp"

namespace mana_guard::server {
namespace {

// A check is validated in a transaction of its own, and PostgreSQL takes no other step beside ATTACH and DETACH. A
// check that goes with the SET NOT NULL that it proves would go first.
Alteration alteration_of(const AlterTableStmt* statement) {
    Alteration alteration = Alteration::Plain;
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        switch (static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i))->subtype) {
            case AT_ValidateConstraint:
            case AT_AttachPartition:
            case AT_DetachPartition:
            case AT_DetachPartitionFinalize:
                return Alteration::Apart;
            case AT_SetNotNull:
                alteration = Alteration::SetsNotNull;
                break;
            case AT_DropConstraint:
                if (alteration == Alteration::Plain) alteration = Alteration::DropsConstraint;
                break;
            default:
                break;
        }
    }
    return alteration;
}

// With those of its partitions.
std::int64_t all_rows_written(Oid relation) {
    std::int64_t count = 0;
    const List* members = find_members(relation);
    for (int i = 0; i < list_length(members); ++i) count += rows_written(list_nth_oid(members, i));
    return count;
}

// Whether another ALTER TABLE of this transaction has altered what this one does, with nothing between that it needs.
bool was_altered_before(const Target& target, const Node* statement) {
    if (!IsA(statement, AlterTableStmt)) return false;
    const auto* alter = reinterpret_cast<const AlterTableStmt*>(statement);
    const Oid relation = target.table->oid;
    if (relation != relation_named(alter->relation)) return false;
    return note_altered(relation, alteration_of(alter), all_rows_written(relation));
}

// Whether nobody who reads or writes has to wait for the statement, nor behind it while it waits: it takes no lock of
// the relations that it is about, or SHARE UPDATE EXCLUSIVE.
bool stops_nobody(const Node* statement) {
    switch (nodeTag(statement)) {
        case T_GrantStmt:
        case T_CommentStmt:
        case T_SecLabelStmt:
        case T_CreateStatsStmt:
        case T_AlterStatsStmt:
            return true;
        case T_IndexStmt:
            return reinterpret_cast<const IndexStmt*>(statement)->concurrent;
        case T_DropStmt:
            return reinterpret_cast<const DropStmt*>(statement)->concurrent;
        case T_ReindexStmt:
            return is_concurrent(reinterpret_cast<const ReindexStmt*>(statement));
        case T_RefreshMatViewStmt:
            return reinterpret_cast<const RefreshMatViewStmt*>(statement)->concurrent;
        case T_AlterTableStmt:
            return AlterTableGetLockLevel(reinterpret_cast<const AlterTableStmt*>(statement)->cmds) <=
                   ShareUpdateExclusiveLock;
        default:
            return false;
    }
}

// Of rows and files: what stands is as it was, and no migration is needed for it.
bool is_upkeep(const Node* statement) {
    switch (nodeTag(statement)) {
        case T_TruncateStmt:
        case T_RefreshMatViewStmt:
        case T_VacuumStmt:
        case T_ClusterStmt:
        case T_ReindexStmt:
            return true;
        default:
            return false;
    }
}

int compare_with_touched(const void* relation, const void* touched) {
    const Oid left = *static_cast<const Oid*>(relation);
    const Oid right = static_cast<const TouchedRelation*>(touched)->relation;
    return left < right ? -1 : left > right ? 1 : 0;
}

// They are in the order of their OIDs.
bool is_among(Oid relation, std::span<const TouchedRelation> touched) {
    return !touched.empty() &&
           bsearch(&relation, touched.data(), touched.size(), sizeof(TouchedRelation), compare_with_touched) != nullptr;
}

// Whether it is a partition of one of them, which is told of in its stead.
bool has_parent_among(Oid relation, std::span<const TouchedRelation> touched) {
    Oid parent = InvalidOid;
    return find_partition_parent(relation, parent) && is_among(parent, touched);
}

// Whether there is a command already about the table in use, or one that has the same topmost parent.
bool is_told_of(const Reader& reader, std::string_view root) {
    bool is_told = false;
    for (std::size_t i = 0; i < reader.commands.count && !is_told; ++i)
        is_told = reader.commands.items[i].in_use && reader.commands.items[i].root == root;
    return is_told;
}

// Each but once, with its partitions, and what the statement is about isn't told of again.
void add_locked_along(Reader& reader, const Node* statement, const Session* session) {
    for (const Oid relation : locked_along(statement)) {
        with_target(relation, [&](const Target& target) {
            const std::string_view root = root_of(target);
            if (!target.command.in_use || is_told_of(reader, root)) return;
            Command* command = reader.add(target, CommandKind::LockAlong);
            command->session = session;
            command->root = root;
        });
    }
}

}  // namespace

void add_statement(Reader& reader, const Node* statement, SessionFacts session) {
    if (!reader.judged.overlaps(CommandKind::Statement | CommandKind::LockAlong | CommandKind::HoldLock)) return;
    const Session* facts = gather_session(session);
    for (const Object& object : statement_targets(statement)) {
        // GRANT and REVOKE lock no relation, and COMMENT no table of what it is on: they wait for none.
        const bool locks_none = IsA(statement, GrantStmt) || IsA(statement, CommentStmt);
        if (OidIsValid(object.oid) && all_relations.has(object.kind) && !locks_none) {
            const auto add = [&](const Target& target) {
                for (const CommandKind kind : {CommandKind::Statement, CommandKind::HoldLock}) {
                    Command* command = reader.add(target, kind);
                    if (command == nullptr) continue;
                    command->session = facts;
                    command->root = root_of(target);
                    command->in_use = command->in_use && !stops_nobody(statement);
                    command->is_upkeep = is_upkeep(statement);
                }
            };
            with_target(object.oid, add, Children::Counted, !skips_locked(statement));
            continue;
        }
        if (!reader.judged.has(CommandKind::Statement)) continue;
        Command& command = reader.commands.add();
        command.kind = CommandKind::Statement;
        command.object = &object;
        command.session = facts;
        command.is_upkeep = is_upkeep(statement);
    }
    if (reader.judged.has(CommandKind::LockAlong)) add_locked_along(reader, statement, facts);
}

void add_ended_statement(Reader& reader, std::span<const TouchedRelation> touched, const Node* statement,
                         SessionFacts session) {
    if (!reader.judged.has(CommandKind::StatementEnd)) return;
    const Session* facts = nullptr;
    const auto add = [&](Oid relation) {
        // What the statement hasn't locked it has stopped nobody from using.
        if (!has_lock_on(relation)) return;
        with_target(relation, [&](const Target& target) {
            if (!target.command.in_use) return;
            if (facts == nullptr) facts = gather_session(session);
            Command* command = reader.add(target, CommandKind::StatementEnd);
            command->session = facts;
            command->root = root_of(target);
            command->altered_before = was_altered_before(target, statement);
        });
    };
    for (const TouchedRelation& one : touched) {
        if (!one.created && !has_parent_among(one.relation, touched)) add(one.relation);
    }
    for (const Oid relation : locked_along(statement)) {
        if (!is_among(relation, touched) && !has_parent_among(relation, touched)) add(relation);
    }
}

}  // namespace mana_guard::server
