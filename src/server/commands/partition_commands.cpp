#include "server/commands/partition_commands.hpp"

#include "server/commands/partition_bounds.hpp"
#include "server/commands/proofs.hpp"
#include "server/names.hpp"
#include "server/record/touched.hpp"

namespace mana_guard::server {
namespace {

// Whether a row of it has to be read to know that all keep the bounds; not where only PostgreSQL can tell.
bool must_be_read(::Relation relation, List* bounds) {
    if (proof_of(relation, reinterpret_cast<Node*>(bounds)) != Proof::Missing) return false;
    if (relation->rd_rel->relkind != RELKIND_PARTITIONED_TABLE) return true;
    bool must = false;
    const List* parts = find_children(RelationGetRelid(relation));
    for (int i = 0; i < list_length(parts) && !must; ++i) {
        CHECK_FOR_INTERRUPTS();
        ::Relation part = try_relation_open(list_nth_oid(parts, i), AccessShareLock);
        if (part == nullptr) continue;
        must = must_be_read(part, map_partition_varattnos(bounds, 1, part, relation));
        relation_close(part, AccessShareLock);
    }
    return must;
}

const char* as_check(::Relation relation, List* bounds) {
    List* context = deparse_context_for(RelationGetRelationName(relation), RelationGetRelid(relation));
    return deparse_expression(reinterpret_cast<Node*>(make_ands_explicit(bounds)), context, false, false);
}

struct Attachment {
    ::Relation parent;
    const char* parent_identity;
    const char* attached;  // its identity
    const char* bounds;    // FOR VALUES ..., or DEFAULT
};

// The table whose rows must keep these bounds, which are written in the parent's columns.
void add_read(Reader& reader, Oid relation, List* bounds, const Attachment& attachment) {
    with_target(relation, [&](const Target& target) {
        if (!target.command.in_use) return;
        List* own =
            map_partition_varattnos(static_cast<List*>(copyObjectImpl(bounds)), 1, target.relation, attachment.parent);
        if (!must_be_read(target.relation, own)) return;
        Command* command = reader.add(target, CommandKind::AttachPartition);
        command->checks_rows = true;
        command->definition = as_check(target.relation, own);
        command->value = attachment.parent_identity;
        command->new_name = attachment.attached;
        command->keys = attachment.bounds;
    });
}

}  // namespace

void add_attached(Reader& reader, const Target& parent, const PartitionCmd* step) {
    ::Relation relation = parent.relation;
    const Oid attached = relation_named(step->name);
    if (!reader.judged.has(CommandKind::AttachPartition) || step->bound == nullptr) return;
    if (relation->rd_rel->relkind != RELKIND_PARTITIONED_TABLE) return;
    // It isn't locked yet, and may go at any moment.
    FoundName attached_name;
    if (!find_relation_name(attached, attached_name) || get_rel_relispartition(attached)) return;
    const Oid oid = RelationGetRelid(relation);
    const PartitionBoundSpec* bound = read_bounds(oid, step->bound);
    // What PostgreSQL refuses it refuses itself.
    if (bound == nullptr || overlap_others(oid, bound)) return;
    List* bounds = conditions_of(oid, bound);
    const Attachment attachment{relation, parent.table->identity.data(), quoted(attached_name),
                                deparse_expression(static_cast<Node*>(copyObjectImpl(bound)), NIL, false, false)};
    // With those of the partitioned table itself, where it is a partition.
    List* all = list_concat_copy(bounds, conditions_above(relation));
    if (all != NIL) add_read(reader, attached, all, attachment);
    const Oid fallback = get_default_partition_oid(oid);
    if (OidIsValid(fallback) && !bound->is_default) add_read(reader, fallback, list_make1(none_of(bounds)), attachment);
}

void add_detached(Reader& reader, const Target& parent, const PartitionCmd* step) {
    const Oid part = relation_named(step->name);
    Oid parent_of_part = InvalidOid;
    if (step->concurrent || !find_partition_parent(part, parent_of_part)) return;
    if (parent_of_part != RelationGetRelid(parent.relation)) return;
    with_target(part, [&](const Target& target) {
        Command* command = reader.add(target, CommandKind::DetachPartition);
        if (command == nullptr) return;
        command->value = parent.table->identity;
        // tablecmds.c, ATExecDetachPartition().
        command->can_be_concurrent = !OidIsValid(get_default_partition_oid(RelationGetRelid(parent.relation)));
    });
}

}  // namespace mana_guard::server
