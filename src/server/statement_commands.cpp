#include "server/statement_commands.hpp"

#include "server/session.hpp"
#include "server/statement_target.hpp"
#include "server/transaction.hpp"

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

// Whether this transaction has written rows of it, or of a partition, as far as the server counts them: then a
// statement may rest on them.
bool has_written_rows(Oid relation) {
    const List* members = find_all_inheritors(relation, NoLock, nullptr);
    for (int i = 0; i < list_length(members); ++i) {
        const PgStat_TableStatus* counted = find_tabstat_entry(list_nth_oid(members, i));
        if (counted == nullptr) continue;
        for (const PgStat_TableXactStatus* level = counted->trans; level != nullptr; level = level->upper) {
            if (level->tuples_inserted + level->tuples_updated + level->tuples_deleted > 0) return true;
        }
    }
    return false;
}

// Whether another ALTER TABLE of this transaction has altered what this one does, with nothing between that it needs.
bool was_altered_before(const Target& target, const Node* statement) {
    if (!IsA(statement, AlterTableStmt)) return false;
    const auto* alter = reinterpret_cast<const AlterTableStmt*>(statement);
    const Oid relation = RelationGetRelid(target.relation);
    if (relation != relation_named(alter->relation)) return false;
    return note_altered(relation, alteration_of(alter)) && !has_written_rows(relation);
}

bool validates_alone(const AlterTableStmt* statement) {
    for (int i = 0; i < list_length(statement->cmds); ++i) {
        if (static_cast<const AlterTableCmd*>(list_nth(statement->cmds, i))->subtype != AT_ValidateConstraint)
            return false;
    }
    return true;
}

// Whether nobody who reads or writes has to wait for the statement, nor behind it while it waits: it takes no lock of
// the relations that it is about, or SHARE UPDATE EXCLUSIVE.
bool stops_nobody(const Node* statement) {
    switch (nodeTag(statement)) {
        case T_GrantStmt:
        case T_CommentStmt:
        case T_SecLabelStmt:
            return true;
        case T_IndexStmt:
            return reinterpret_cast<const IndexStmt*>(statement)->concurrent;
        case T_DropStmt:
            return reinterpret_cast<const DropStmt*>(statement)->concurrent;
        case T_ReindexStmt:
            return is_concurrent(reinterpret_cast<const ReindexStmt*>(statement));
        case T_AlterTableStmt:
            return validates_alone(reinterpret_cast<const AlterTableStmt*>(statement));
        default:
            return false;
    }
}

// Whether it is a partition of one of them, which is told of in its stead.
bool has_parent_among(Oid relation, std::span<const TouchedRelation> touched) {
    if (!get_rel_relispartition(relation)) return false;
    const Oid parent = get_partition_parent(relation, true);
    bool has = false;
    for (std::size_t i = 0; i < touched.size() && !has; ++i) has = touched[i].relation == parent;
    return has;
}

}  // namespace

void add_statement(Reader& reader, const Node* statement, SessionFacts session) {
    if (!reader.judged.has(CommandKind::Statement)) return;
    const Session* facts = gather_session(session);
    for (const Object& object : statement_targets(statement)) {
        if (OidIsValid(object.oid) && all_relations.has(object.kind)) {
            with_target(object.oid, [&](const Target& target) {
                Command* command = reader.add(target, CommandKind::Statement);
                command->session = facts;
                command->root = root_of(target);
                command->in_use = command->in_use && !stops_nobody(statement);
            });
            continue;
        }
        Command& command = reader.commands.add();
        command.kind = CommandKind::Statement;
        command.object = &object;
        command.session = facts;
    }
}

void add_ended_statement(Reader& reader, std::span<const TouchedRelation> touched, const Node* statement,
                         SessionFacts session) {
    if (!reader.judged.has(CommandKind::StatementEnd)) return;
    const Session* facts = nullptr;
    for (const TouchedRelation& one : touched) {
        if (one.created || has_parent_among(one.relation, touched)) continue;
        with_target(one.relation, [&](const Target& target) {
            if (!target.command.in_use) return;
            if (facts == nullptr) facts = gather_session(session);
            Command* command = reader.add(target, CommandKind::StatementEnd);
            command->session = facts;
            command->root = root_of(target);
            command->altered_before = was_altered_before(target, statement);
        });
    }
}

}  // namespace mana_guard::server
